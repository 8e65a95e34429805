/** The pictures of the lesson on cross-entropy: logits, probabilities, gradients as bars, and both losses as curves. */

import { formatNumber, LinesFigure, type LinesFigureProps, looksOf } from "@nabla/report";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { DragPlane } from "../../function/DragPlane.tsx";
import type { EntropyAnswer } from "../engine/entropy.ts";
import { logitEnds, right } from "../engine/targets.ts";
import { Handles } from "../Handles.tsx";
import { type EntropyValues, logitNames, logitsOf } from "./entropyState.ts";
import { reproductionOf } from "./reproduce.ts";
import type { EntropyWords } from "./words/index.ts";

interface EntropyPicturesProps {
  readonly found: EntropyAnswer;
  /** Where the logits are being dragged to: the engine's answer follows. */
  readonly values: EntropyValues;
  readonly words: EntropyWords;
  readonly change: (to: Partial<EntropyValues>) => void;
}

const gap = 16;
const breadth = 700;
const height = 320;
const [model, data] = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 1, decay: 0 },
]);
const whole = { model: { ...model, marker: null }, data: { ...data, marker: null } };
const classEnds = [0.4, 5.6] as const;

const byClass = (values: readonly number[]) => values.map((value, k) => [k + 1, value] as const);

/** A bar from zero for every class, and a ring at the chosen one. */
const bars =
  (values: readonly number[], chosen: number | null): NonNullable<LinesFigureProps["under"]> =>
  (at) => (
    <g class={`lane-${model.colour}`}>
      {values.map((value, k) => {
        const [left, zero] = at([k + 0.7, 0]);
        const [end, tip] = at([k + 1.3, value]);
        const box = { x: left, y: Math.min(zero, tip), width: end - left, height: Math.abs(tip - zero) };
        return (
          <g key={`${k}`}>
            <rect class="band" {...box} />
            <rect class="chosen" {...box} />
          </g>
        );
      })}
      {chosen !== null && <circle class="chosen" cx={at([chosen + 1, 0])[0]} cy={at([0, values[chosen]])[1]} r={12} />}
    </g>
  );

function logitsFigure(logits: readonly number[], words: EntropyWords, chosen: number) {
  return {
    title: words.logitsTitle,
    description: words.logitsText,
    horizontal: { label: words.classes, kind: "linear", ends: classEnds },
    vertical: { label: "z", kind: "linear", ends: logitEnds },
    lines: [{ name: words.logits, look: { ...model, hollow: true }, points: byClass(logits), asDots: true }],
    under: bars(logits, chosen),
  } satisfies LinesFigureProps;
}

const probabilitiesFigure = ({ probabilities, target }: EntropyAnswer, words: EntropyWords) =>
  ({
    title: words.probabilitiesTitle,
    description: words.probabilitiesText,
    horizontal: { label: words.classes, kind: "linear", ends: classEnds },
    vertical: { label: "", kind: "linear", ends: [0, 1.05] },
    lines: [
      { name: words.predicted, look: model, points: byClass(probabilities), asDots: true },
      { name: words.truth, look: data, points: byClass(target), asDots: true },
    ],
    under: bars(probabilities, null),
  }) satisfies LinesFigureProps;

const gradientFigure = ({ gradient, squares }: EntropyAnswer, words: EntropyWords) =>
  ({
    title: words.gradientTitle,
    description: words.gradientText,
    horizontal: { label: words.classes, kind: "linear", ends: classEnds },
    vertical: { label: "", kind: "linear", ends: [-1.05, 1.05] },
    lines: [
      { name: words.byEntropy, look: model, points: byClass(gradient), asDots: true },
      { name: words.bySquare, look: data, points: byClass(squares.gradient), asDots: true },
    ],
    under: bars(gradient, null),
  }) satisfies LinesFigureProps;

function curveFigure({ places, curve, squaresCurve, question, loss }: EntropyAnswer, words: EntropyWords) {
  const over = (heights: readonly number[]) => places.map((place, i) => [place, heights[i]] as const);
  const z = question.logits[right];
  const most = curve.reduce((high, each) => Math.max(high, each), 2);
  return {
    title: words.curveTitle,
    description: words.curveText(formatNumber(z), formatNumber(loss)),
    horizontal: { label: "z₄", kind: "linear", ends: logitEnds },
    vertical: { label: "", kind: "linear", ends: [0, 1.05 * most] },
    lines: [
      { name: words.entropyLoss, look: whole.model, points: over(curve) },
      { name: words.squareLoss, look: whole.data, points: over(squaresCurve) },
    ],
    marks: [{ at: z, label: formatNumber(loss) }],
  } satisfies LinesFigureProps;
}

export function EntropyPictures({ found, values, words, change }: EntropyPicturesProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(900);
  const columns = available < breadth ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const logits = logitsOf(values);
  const { question } = found;
  const origin = {
    note: words.note(question.logits.map((z) => formatNumber(z)).join(", "), words.targetNames[question.target]),
    reproduce: reproductionOf(found),
  };
  const handles = logitNames.map((name, k) => ({
    label: words.logitChosen(k + 1),
    at: [k + 1, logits[k]] as const,
    onMove: (to: number) => change({ [name]: to }),
  }));
  return (
    <div class="panels" ref={place}>
      <Exported {...origin} table={() => LinesFigure.table(logitsFigure(logits, words, 0))}>
        <Handles label={words.logitsKeys} horizontal={classEnds} vertical={logitEnds} handles={handles}>
          {(chosen) => (
            <LinesFigure id="logits" width={width} height={height} {...logitsFigure(logits, words, chosen)} />
          )}
        </Handles>
      </Exported>
      <Exported {...origin}>
        <LinesFigure id="probabilities" width={width} height={height} {...probabilitiesFigure(found, words)} />
      </Exported>
      <Exported {...origin}>
        <LinesFigure id="logit-gradient" width={width} height={height} {...gradientFigure(found, words)} />
      </Exported>
      <Exported {...origin}>
        <DragPlane
          horizontal={logitEnds}
          vertical={null}
          onMove={(z4) => change({ z4 })}
          keys={{ label: words.curveKeys, at: [values.z4, 0] }}
        >
          <LinesFigure id="logit-curve" width={width} height={height} {...curveFigure(found, words)} />
        </DragPlane>
      </Exported>
    </div>
  );
}
