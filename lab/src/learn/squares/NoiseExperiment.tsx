/** Which power fits which noise: constants fitted to samples of Gaussian or Laplace noise, and Huber's between them. */

import { formatNumber, LinesFigure, type LinesFigureProps, looksOf } from "@nabla/report";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { shapeEnds } from "../engine/formNames.ts";
import type { NoiseAnswer } from "../engine/noise.ts";
import { noiseNames, sampleSize, samples } from "../engine/noiseNames.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { NumberInput } from "../NumberInput.tsx";
import { noiseProgram } from "./reproduce.ts";
import { squaresFields, type SquaresValues as Values } from "./squaresState.ts";
import type { SquaresWords } from "./words/index.ts";

interface NoiseExperimentProps {
  readonly values: Values;
  readonly words: SquaresWords;
  readonly change: (to: Partial<Values>) => void;
}

const widest = 900;
const height = 300;
const [model, other] = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 1, decay: 0 },
]).map((look) => ({ ...look, marker: null }));

function figure({ question, byPower, byHuber, bestPower }: NoiseAnswer, words: SquaresWords) {
  const most = byPower.reduce((high, [, spread]) => Math.max(high, spread), byHuber);
  return {
    title: words.noiseFigure,
    description: words.noiseText(sampleSize, samples),
    horizontal: { label: "p", kind: "linear", ends: [1, 4] },
    vertical: { label: words.spread, kind: "linear", ends: [0, 1.05 * most] },
    lines: [
      { name: words.byPower, look: model, points: byPower },
      {
        name: words.byHuber(formatNumber(question.delta)),
        look: other,
        points: [1, 4].map((p) => [p, byHuber] as const),
      },
    ],
    marks: [{ at: bestPower, label: `p = ${formatNumber(bestPower)}` }],
  } satisfies LinesFigureProps;
}

export function NoiseExperiment({ values, words, change }: NoiseExperimentProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(widest);
  const { noise, delta } = values;
  const { found, failed } = useAnswer("noise", { noise, delta });
  return (
    <section aria-labelledby="noise-title">
      <h2 id="noise-title">{words.noiseTitle}</h2>
      <p>{words.noiseIntroduction(sampleSize, samples)}</p>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.noise}</legend>
          {noiseNames.map((each) => (
            <label key={each}>
              <input type="radio" name="noise" checked={noise === each} onChange={() => change({ noise: each })} />
              {words.noises[each]}
            </label>
          ))}
          <NumberInput
            label={words.delta}
            value={delta}
            field={squaresFields.delta}
            wrong={words.wrongDelta}
            onChange={(to) => change({ delta: to })}
            slider={{ ends: shapeEnds.huber, logarithmic: true, label: words.deltaSlider }}
          />
        </fieldset>
      </form>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      <div ref={place}>
        {found !== null && (
          <>
            <Exported
              note={words.noiseNote(words.noises[found.question.noise], formatNumber(found.question.delta))}
              reproduce={noiseProgram(found)}
            >
              <LinesFigure
                id="noise"
                width={Math.min(available, widest) - 1}
                height={height}
                {...figure(found, words)}
              />
            </Exported>
            <p class="verdict" role="status">
              {words.noiseVerdict(words.noises[found.question.noise], formatNumber(found.bestPower))}
            </p>
          </>
        )}
      </div>
    </section>
  );
}
