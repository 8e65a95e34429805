/** The pictures of the lesson on the square: errors as areas, the loss and its slope, the walk of the best constant. */

import { formatNumber, LinesFigure, type LinesFigureProps, looksOf, SlopeFigure } from "@nabla/report";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { DragPlane } from "../../function/DragPlane.tsx";
import { constantEnds as heights, shapeEnds } from "../engine/formNames.ts";
import type { PowersAnswer } from "../engine/powers.ts";
import { Handles } from "../Handles.tsx";
import { reproductionOf } from "./reproduce.ts";
import type { SquaresValues as Values } from "./squaresState.ts";
import type { SquaresWords } from "./words/index.ts";

interface SquaresPicturesProps {
  readonly found: PowersAnswer;
  /** Where things are being dragged to: the engine's answer follows. */
  readonly values: Values;
  readonly words: SquaresWords;
  readonly change: (to: Partial<Values>) => void;
}

/** The axis of δ, on which a drag moves. */
const logarithms = [Math.log10(shapeEnds.huber[0]), Math.log10(shapeEnds.huber[1])] as const;

const gap = 16;
const breadth = 700;
const [model, data, other] = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 1, decay: 0 },
  { batchSize: 16, decay: 0 },
]);
/** Units across that the picture of the areas has; places of the constant's handle and of the values. */
const across = [0, 12] as const;
const handleAt = 0.5;
const valuesAt = [1.9, 3.2, 4.5, 5.8, 9] as const;
const outlierAt = valuesAt[4];

function areasOf(
  { targets, errors, powers, question: { shape, number, c } }: PowersAnswer,
  words: SquaresWords,
  chosen: number,
) {
  const outlier = [outlierAt, targets[targets.length - 1]] as const;
  const [held, free] = chosen === 0 ? [[handleAt, c] as const, outlier] : [outlier, [handleAt, c] as const];
  return {
    title: words.data,
    description: words.dataText(words.chosen[shape](formatNumber(number))),
    horizontal: { label: "", kind: "linear", ends: across },
    vertical: { label: "", kind: "linear", ends: heights },
    lines: [
      { name: words.constant, look: { ...model, marker: null }, points: across.map((x) => [x, c]) },
      { name: words.values, look: data, points: targets.map((target, i) => [valuesAt[i], target]), asDots: true },
      { name: words.toDrag, look: { ...model, hollow: true }, points: [free, held], asDots: true },
    ],
    under: (at) => {
      const unit = at([0, 0])[1] - at([0, 1])[1];
      return (
        <g class={`lane-${data.colour}`}>
          {targets.map((target, i) => {
            const [x, y] = at([valuesAt[i], Math.max(target, c)]);
            const high = Math.abs(errors[i]);
            if (high === 0) return null;
            // The area is what the shape makes of the error: the width is that over the height, in its unit's pixels.
            const width = Math.min(1e4, (powers[i] / high) * unit);
            return (
              <g key={valuesAt[i]}>
                <rect class="band" x={x - width / 2} y={y} width={width} height={high * unit} />
                <path
                  class="line"
                  d={`M${x - width / 2},${y}h${width}v${high * unit}h${-width}z`}
                  stroke-opacity={0.7}
                />
              </g>
            );
          })}
          <circle class="chosen" cx={at(held)[0]} cy={at(held)[1]} r={12} />
        </g>
      );
    },
  } satisfies LinesFigureProps;
}

function walkOf({ walk, best, median, mean, question }: PowersAnswer, words: SquaresWords) {
  const { shape, number } = question;
  const ends = shapeEnds[shape];
  const level = (height: number): readonly (readonly [number, number])[] => ends.map((each) => [each, height] as const);
  const all = [...walk.map(([, height]) => height), median, mean];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return {
    title: words.walk[shape],
    description: words.walkText(words.chosen[shape](formatNumber(number)), formatNumber(best)),
    horizontal: { label: shape === "power" ? "p" : "δ", kind: shape === "power" ? "linear" : "logarithmic", ends },
    vertical: { label: "", kind: "linear", ends: [least - 0.4, most + 0.4] },
    lines: [
      { name: words.median, look: { ...data, marker: null }, points: level(median) },
      { name: words.mean, look: { ...other, marker: null }, points: level(mean) },
      { name: words.best, look: { ...model, marker: null }, points: walk },
    ],
    marks: [{ at: number, label: formatNumber(best) }],
  } satisfies LinesFigureProps;
}

/** Coordinates for drawing: far outside of the window all are alike. */
const drawable = (value: number, most: number): number => Math.max(-most, Math.min(2 * most, value));

export function SquaresPictures({ found, values, words, change }: SquaresPicturesProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(900);
  const columns = available < breadth ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const { question, places, forms } = found;
  const { shape } = question;
  const form = forms[values.form];
  const origin = {
    note: words.note(
      words.chosen[question.shape](String(question.number)),
      question.c,
      question.outlier,
      question.rate,
    ),
    reproduce: reproductionOf(found, values.form),
  };
  const highest = form.curve.reduce((most, each) => Math.max(most, each), form.loss);
  const handles = [
    { label: words.constantChosen, at: [handleAt, values.c], onMove: (c: number) => change({ c }) },
    {
      label: words.outlierChosen,
      at: [outlierAt, values.outlier],
      onMove: (outlier: number) => change({ outlier }),
    },
  ] as const;
  const moveConstant = { label: words.lossKeys, at: [values.c, 0] } as const;
  return (
    <div class="panels" ref={place}>
      <Exported {...origin} table={() => LinesFigure.table(areasOf(found, words, 0))}>
        <Handles label={words.dataKeys} horizontal={across} vertical={heights} handles={handles}>
          {(chosen) => <LinesFigure id="areas" width={width} height={width + 36} {...areasOf(found, words, chosen)} />}
        </Handles>
      </Exported>
      <Exported {...origin}>
        <DragPlane horizontal={heights} vertical={null} onMove={(c) => change({ c })} keys={moveConstant}>
          <SlopeFigure
            id="power-loss"
            width={width}
            height={columns === 1 ? 320 : width + 36}
            title={words.loss}
            description={words.lossText(formatNumber(question.c), formatNumber(form.gradient))}
            axis="c"
            names={{ curve: words.curve, tangent: words.tangent, path: words.path }}
            places={places}
            values={form.curve}
            point={{ x: question.c, value: form.loss }}
            slope={form.gradient}
            path={form.path.map((c, i) => ({
              x: drawable(c, heights[1]),
              value: drawable(form.losses[i], highest),
            }))}
          />
        </DragPlane>
      </Exported>
      <Exported {...origin}>
        <DragPlane horizontal={heights} vertical={null} onMove={(c) => change({ c })} keys={moveConstant}>
          <SlopeFigure
            id="power-slope"
            width={width}
            height={300}
            title={words.slopes}
            description={words.lossText(formatNumber(question.c), formatNumber(form.gradient))}
            axis="c"
            names={{ curve: words.slopeCurve }}
            places={places}
            values={form.slopes}
            point={{ x: question.c, value: form.gradient }}
            slope={Number.NaN}
          />
        </DragPlane>
      </Exported>
      <Exported {...origin} table={() => LinesFigure.table(walkOf(found, words))}>
        <DragPlane
          horizontal={shape === "power" ? shapeEnds.power : logarithms}
          vertical={null}
          onMove={(to) => change(shape === "power" ? { p: to } : { delta: Number((10 ** to).toPrecision(3)) })}
          keys={{
            label: words.walkKeys[shape],
            at: [shape === "power" ? values.p : Math.log10(values.delta), 0],
          }}
        >
          <LinesFigure id="walk" width={width} height={300} {...walkOf(found, words)} />
        </DragPlane>
      </Exported>
    </div>
  );
}
