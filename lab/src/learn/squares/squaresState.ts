/** What the lesson on the square keeps in the address, and what its tasks ask for. */

import { formNames, type ShapeName, shapeEnds, shapeNames } from "../engine/formNames.ts";
import { noiseNames } from "../engine/noiseNames.ts";
import type { PowersAnswer, PowersQuestion } from "../engine/powers.ts";
import { choice, number, type ValuesOf } from "../fields.ts";

const inWindow = (value: number): boolean => value >= 0 && value <= 12;

const within =
  (shape: ShapeName) =>
  (value: number): boolean =>
    value >= shapeEnds[shape][0] && value <= shapeEnds[shape][1];

export const squaresFields = {
  shape: choice(shapeNames, "power"),
  p: number(2, within("power")),
  c: number(1.5, inWindow),
  outlier: number(7, inWindow),
  form: choice(formNames, "mean"),
  rate: number(0.1, (value) => value > 0 && value <= 10),
  noise: choice(noiseNames, "gaussian"),
  /** In the units of the values, and in standard deviations of the noise. */
  delta: number(1.3, within("huber")),
} as const;

export type SquaresValues = ValuesOf<typeof squaresFields>;

export const questionOf = ({ shape, p, delta, c, outlier, rate }: SquaresValues): PowersQuestion => ({
  shape,
  number: shape === "power" ? p : delta,
  c,
  outlier,
  rate,
});

/** An outlier this far out, and the best constant still this low. */
export const farOut = { outlier: 10, best: 3.6 } as const;

export const resists = ({ question, best }: PowersAnswer): boolean =>
  question.outlier >= farOut.outlier && best <= farOut.best;

/** How far from the minimum a run ends, over how far it began. */
const left = (path: readonly number[], best: number): number =>
  Math.abs(path[path.length - 1] - best) / Math.max(Math.abs(path[0] - best), Number.MIN_VALUE);

/** The same rate, and the sum flies off while the mean arrives. */
export const partWays = ({ question, best, forms }: PowersAnswer): boolean =>
  Math.abs(question.c - best) > 0.1 && !(left(forms.sum.path, best) <= 1) && left(forms.mean.path, best) < 0.01;
