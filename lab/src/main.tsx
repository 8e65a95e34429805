/** The first page of the lab: one descent, live, in the reader's language. */
import { line } from "nabla/datasets";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend, epochs } from "nabla/train";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LossCurve } from "./LossCurve.tsx";

const words = navigator.language.startsWith("zh")
  ? { lang: "zh-CN", see: "看见下降", loss: "全部训练数据上的均方误差", again: "再来一次", step: "步" }
  : { lang: "en", see: "See the descent", loss: "mean squared error over all rows", again: "Again", step: "steps" };

/** Milliseconds between two epochs, so that the eye can follow. */
const pause = 60;

function Lab() {
  const [seed, setSeed] = useState(0);
  const losses = useLosses(seed);
  return (
    <>
      <h1>nabla</h1>
      <p>{words.see}.</p>
      <LossCurve losses={losses} title={words.loss} />
      <p>
        {losses.length - 1} {words.step} · {losses.at(-1)?.toPrecision(4)}
      </p>
      <button type="button" onClick={() => setSeed(seed + 1)}>
        {words.again}
      </button>
    </>
  );
}

/** The full loss after every step of a batch descent, growing while it runs. */
function useLosses(seed: number): readonly number[] {
  const [losses, setLosses] = useState<readonly number[]>([]);
  useEffect(() => {
    let watched = true;
    const descent = descend({
      model: linear(),
      loss: meanSquaredError,
      optimizer: sgd({ learningRate: 0.1 }),
      data: line({ rows: 100, seed: 1 }),
      batchSize: "full",
      seed,
      stop: [epochs(60)],
    });
    const watch = async (): Promise<void> => {
      setLosses([]);
      for await (const { loss } of descent) {
        if (!watched) break;
        setLosses((before) => [...before, loss]);
        await new Promise((resume) => setTimeout(resume, pause));
      }
      descent.close();
    };
    void watch();
    return () => {
      watched = false;
    };
  }, [seed]);
  return losses;
}

document.documentElement.lang = words.lang;
const place = document.getElementById("lab");
if (place) render(<Lab />, place);
