/** How the training went: the curve of the loss, and the loss of the rows that it never saw. */

import { CurvesFigure, formatCount, formatNumber, type Language, looksOf } from "@nabla/report";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import { reproductionOf } from "./reproduce.ts";
import { type Trained, trainedEpochs } from "./trained.ts";
import type { DataWords } from "./words/index.ts";

interface TrainedResultProps {
  readonly table: string;
  readonly trained: Trained;
  readonly words: DataWords;
  readonly language: Language;
}

const [look] = looksOf([{ batchSize: "full", decay: 0 }]);

export function TrainedResult({ table, trained, words, language }: TrainedResultProps) {
  const [place, available] = useInlineSize<HTMLElement>(760);
  const width = Math.min(900, available);
  const { losses, target, loss, rate, rowsTrain, rowsTest, testLoss } = trained;
  const end = losses[losses.length - 1];
  const curve = {
    name: words.lossOf(target),
    look,
    times: (index: number) => index,
    heights: (index: number) => losses[index],
    length: losses.length,
    until: losses.length - 1,
  };
  return (
    <section ref={place} aria-label={words.result}>
      <p class="lead">{words.ended(formatNumber(end), formatNumber(testLoss))}</p>
      <p class="caption">
        {words.how(loss, formatNumber(rate), trainedEpochs, formatCount(rowsTrain), formatCount(rowsTest))}
      </p>
      <Exported note={words.note(table, trained.seed)} reproduce={reproductionOf(table, trained)}>
        <CurvesFigure
          curves={[curve]}
          clock="steps"
          shows="loss"
          floor={Math.max(Math.min(end, testLoss) / 2, 1e-16)}
          ceiling={Math.max(...losses) * 1.2}
          end={losses.length - 1}
          cursor={losses.length - 1}
          width={width}
          language={language}
        />
      </Exported>
    </section>
  );
}
