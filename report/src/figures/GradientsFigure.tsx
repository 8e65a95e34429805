/** The gradients of single examples of a two-parameter model, their mean, and how far the mean of a batch strays. */

import type { Look } from "../lanes/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { Dots, LaneLine, laneClass } from "./marks.tsx";
import { amountLabels, linearAxis } from "./scale.ts";

export interface GradientsFigureProps {
  /** Pairs, example after example. */
  readonly gradients: Float64Array;
  readonly names: readonly [string, string];
  readonly batches: readonly {
    readonly name: string;
    readonly look: Look;
    readonly rows: number;
    /** Gradients that batches of this size had. */
    readonly drawn?: readonly (readonly [number, number])[];
  }[];
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

/** Mean and covariance of pairs. */
export interface Spread {
  readonly mean: readonly [number, number];
  /** [[xx, xy], [xy, yy]], divided by the number of pairs less one. */
  readonly covariance: { readonly xx: number; readonly xy: number; readonly yy: number };
  readonly count: number;
}

export function spreadOfPairs(pairs: Float64Array): Spread {
  const count = pairs.length / 2;
  const mean: [number, number] = [0, 0];
  pairs.forEach((value, i) => {
    mean[i % 2] += value / count;
  });
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < pairs.length; i += 2) {
    const [dx, dy] = [pairs[i] - mean[0], pairs[i + 1] - mean[1]];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const degrees = Math.max(1, count - 1);
  return { mean, covariance: { xx: xx / degrees, xy: xy / degrees, yy: yy / degrees }, count };
}

/** Cov(mean of B of N drawn without replacement) = (Σ/B)·(1 − B/N), Σ with divisor N − 1: nothing is left at B = N. */
export const shareOfBatch = (rows: number, count: number): number => (1 / rows) * (1 - rows / count);

/** Standard deviations from the centre to the rim of an ellipse. */
const deviations = 2;
/** Dots drawn, at most: evenly chosen. */
const mostDots = 1500;

/** Points of the ellipse mean + deviations·C^½·(cos, sin), from the Cholesky factor of the covariance. */
function ellipse({ mean, covariance }: Spread, share: number): readonly (readonly [number, number])[] {
  const { xx, xy, yy } = covariance;
  const a = Math.sqrt(xx * share);
  const b = a > 0 ? (xy * share) / a : 0;
  const c = Math.sqrt(Math.max(0, yy * share - b * b));
  return Array.from({ length: 73 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 72;
    const [x, y] = [deviations * Math.cos(angle), deviations * Math.sin(angle)];
    return [mean[0] + a * x, mean[1] + b * x + c * y] as const;
  });
}

/** What the picture shows, in one paragraph with its numbers. */
export function gradientsCaption(gradients: Float64Array, language: Language): string {
  const { mean, covariance } = spreadOfPairs(gradients);
  const square = mean[0] * mean[0] + mean[1] * mean[1];
  const noise = (covariance.xx + covariance.yy) / square;
  return messagesOf(language).figure.gradientsCaption(formatNumber(Math.sqrt(square)), formatNumber(noise));
}

export function GradientsFigure(props: GradientsFigureProps) {
  const { gradients, names, batches, language, width = 620, height = 480, id = "gradients" } = props;
  const { figure } = messagesOf(language);
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(batches, width) + 18, bottom: height - 50 };
  const spread = spreadOfPairs(gradients);
  const extent = (axis: 0 | 1): readonly [number, number] => {
    let [least, most] = [Math.min(0, gradients[axis]), Math.max(0, gradients[axis])];
    for (let i = axis; i < gradients.length; i += 2) {
      least = Math.min(least, gradients[i]);
      most = Math.max(most, gradients[i]);
    }
    return most > least ? [least, most] : [least - 1, most + 1];
  };
  const horizontal = linearAxis(extent(0), [plot.left, plot.right], 6, amountLabels);
  const vertical = linearAxis(extent(1), [plot.bottom, plot.top], 6, amountLabels);
  const every = Math.max(1, Math.ceil(spread.count / mostDots));
  const dots = Array.from({ length: Math.ceil(spread.count / every) }, (_, i) => 2 * i * every);
  const at = ([x, y]: readonly [number, number]): string =>
    `${horizontal.position(x).toFixed(1)},${vertical.position(y).toFixed(1)}`;
  const inside = `${id}-inside`;
  return (
    <Figure
      id={id}
      width={width}
      height={height}
      title={figure.gradients}
      description={gradientsCaption(gradients, language)}
    >
      <Legend entries={batches} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={figure.partial(names[0])}
        verticalLabel={figure.partial(names[1])}
      />
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clip-path={`url(#${inside})`}>
        <path class="reference" d={`M${at([0, 0])}m-9,0h18m-9,-9v18`} />
        <Dots kind="example" places={dots.map((i) => at([gradients[i], gradients[i + 1]]))} />
        {batches.map(({ name, look, rows, drawn = [] }) => (
          <g key={name} class={laneClass(look)}>
            <Dots kind="drawn" places={drawn.map(at)} />
            <LaneLine look={look} d={`M${ellipse(spread, shareOfBatch(rows, spread.count)).map(at).join("L")}Z`} />
          </g>
        ))}
        <path class="axis mean" d={`M${at([0, 0])}L${at([...spread.mean])}`} />
        <circle class="mean" cx={horizontal.position(spread.mean[0])} cy={vertical.position(spread.mean[1])} r={4} />
      </g>
      <text class="quiet" x={plot.right} y={plot.top - 12} text-anchor="end">
        {figure.gradientsZero}
      </text>
    </Figure>
  );
}

/** The gradient of every example. */
GradientsFigure.table = ({ gradients, names }: GradientsFigureProps): DrawnTable => ({
  columns: ["example", ...names],
  rows: Array.from({ length: gradients.length / 2 }, (_, i) => [i, gradients[2 * i], gradients[2 * i + 1]]),
});
