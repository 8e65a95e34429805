/** The pictures of the lesson on the loss: the line, its place among all lines, and the losses tried. */

import { formatNumber, type Language, LinesFigure, type LinesFigureProps, looksOf, PathsFigure } from "@nabla/report";
import type { SurfaceRecord } from "nabla/race";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { DragPlane } from "../../function/DragPlane.tsx";
import type { LineAnswer } from "../engine/lineLoss.ts";
import { lossPoints } from "../engine/lossPoints.ts";
import { Handles } from "../Handles.tsx";
import { reproductionOf } from "./reproduce.ts";
import type { LossWords } from "./words/index.ts";

interface LossPicturesProps {
  readonly found: LineAnswer;
  /** Its losses are many: the line can be dragged before they are there. */
  readonly surface: SurfaceRecord | null;
  readonly lines: readonly LineAnswer[];
  /** Where the line is going: the engine's answer follows. */
  readonly values: { readonly w: number; readonly b: number };
  readonly words: LossWords;
  readonly language: Language;
  readonly change: (to: { readonly w?: number; readonly b?: number }) => void;
}

const gap = 16;
const breadth = 700;
const [model, data, trail] = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 1, decay: 0 },
  { batchSize: 16, decay: 0 },
]);
const window = { across: [-0.2, 2.2], up: [-1, 6] } as const;
/** The ends of the line that are dragged. */
const [left, right] = [0, 2];
/** Digits that a line needs to be told from its neighbours. */
const short = (value: number): number => Number(value.toFixed(4));

/** The line among the data, its errors as strokes. */
function dataFigure({ predictions, question: { w, b } }: LineAnswer, words: LossWords, chosen: number) {
  const at = (x: number): readonly [number, number] => [x, w * x + b];
  const [held, other] = chosen === 0 ? [left, right] : [right, left];
  return {
    title: words.data,
    description: words.dataText,
    horizontal: { label: "x", kind: "linear", ends: window.across },
    vertical: { label: "y", kind: "linear", ends: window.up },
    lines: [
      { name: words.prediction, look: model, points: window.across.map(at) },
      { name: words.points, look: data, points: lossPoints.map((each) => each), asDots: true },
      { name: words.ends, look: { ...model, hollow: true }, points: [at(other), at(held)], asDots: true },
    ],
    under: (pixel) => (
      <>
        {lossPoints.map(([x, y], i) => {
          const [[x1, y1], [x2, y2]] = [pixel([x, y]), pixel([x, predictions[i]])];
          return (
            <g key={x} class={`lane-${data.colour}`}>
              <path class="line" d={`M${x1},${y1}L${x2},${y2}`} />
            </g>
          );
        })}
        <circle class="chosen" cx={pixel(at(held))[0]} cy={pixel(at(held))[1]} r={12} />
      </>
    ),
  } satisfies LinesFigureProps;
}

/** The loss of every line that was tried, one after the other. */
function historyFigure(lines: readonly LineAnswer[], found: LineAnswer, words: LossWords) {
  return {
    title: words.history,
    description: words.historyText(formatNumber(found.loss)),
    horizontal: { label: words.historyAxis, kind: "linear", ends: [0, Math.max(10, lines.length)] },
    vertical: { label: "", kind: "logarithmic", ends: [0.03, 100] },
    lines: [{ name: words.loss, look: { ...trail, dash: "" }, points: lines.map(({ loss }, i) => [i + 1, loss]) }],
    marks: [{ at: lines.length, label: formatNumber(found.loss) }],
  } satisfies LinesFigureProps;
}

export function LossPictures(props: LossPicturesProps) {
  const { found, surface, lines, values, words, language, change } = props;
  const [place, available] = useInlineSize<HTMLDivElement>(900);
  const columns = available < breadth ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const height = width + 66;
  const { w, b } = values;
  const origin = { note: words.note(found.question.w, found.question.b), reproduce: reproductionOf(found.question) };
  const endsOf = (axis: readonly number[]) => [axis[0], axis[axis.length - 1]] as const;
  const handles = [
    {
      label: words.leftEnd,
      at: [left, b],
      onMove: (to: number) => change({ b: to, w: short((w * right + b - to) / right) }),
    },
    {
      label: words.rightEnd,
      at: [right, w * right + b],
      onMove: (to: number) => change({ w: short((to - b) / right) }),
    },
  ] as const;
  const history = historyFigure(lines, found, words);
  const show = (value: number): string => formatNumber(value, 5);
  return (
    <div class="panels" ref={place}>
      <Exported {...origin} table={() => LinesFigure.table(dataFigure(found, words, 0))}>
        <Handles label={words.dataKeys} horizontal={window.across} vertical={window.up} handles={handles}>
          {(chosen) => <LinesFigure id="data" width={width} height={height} {...dataFigure(found, words, chosen)} />}
        </Handles>
      </Exported>
      {surface === null ? (
        <p class="awaited" style={{ inlineSize: `${width}px`, blockSize: `${height}px` }}>
          {words.mapAwaited}
        </p>
      ) : (
        <Exported {...origin}>
          <DragPlane
            horizontal={endsOf(surface.x)}
            vertical={endsOf(surface.y)}
            onMove={(to, up) => change({ w: to, b: up ?? b })}
            keys={{ label: words.mapKeys, at: [w, b] }}
          >
            <PathsFigure
              id="map"
              width={width}
              height={height}
              surface={surface}
              paths={[
                {
                  name: words.trail,
                  look: trail,
                  points: Float64Array.from(lines.flatMap(({ question: q }) => [q.w, q.b])),
                },
              ]}
              start={[found.question.w, found.question.b]}
              optimum={null}
              resolution={0}
              says={{ title: words.map, description: words.mapText, height: words.loss, start: "" }}
              language={language}
            />
          </DragPlane>
        </Exported>
      )}
      <Exported {...origin}>
        <LinesFigure id="history" width={width} height={300} {...history} />
      </Exported>
      <div style={{ inlineSize: `${width}px` }}>
        <p class="verdict" role="status">
          {words.verdict(formatNumber(found.question.w), formatNumber(found.question.b), formatNumber(found.loss))}
        </p>
        <table class="facts" aria-label={words.numbers}>
          <tbody>
            {[
              ...found.errors.map((error, i) => [words.errorOf(...written(lossPoints[i])), show(error)] as const),
              [words.loss, show(found.loss)] as const,
              [words.partial("w"), show(found.gradient[0])] as const,
              [words.partial("b"), show(found.gradient[1])] as const,
            ].map(([name, text]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const written = ([x, y]: readonly [number, number]): [string, string] => [formatNumber(x), formatNumber(y)];
