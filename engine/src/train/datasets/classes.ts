/** Data to separate into classes. Row i is of class i mod classes, so every stretch of rows is balanced. */
import type { OptionInfo } from "../../learn/info.ts";
import {
  cosine,
  type Draws,
  eachRow,
  type Generated,
  type Generator,
  makeGenerator,
  noiseOption,
  type RowsOptions,
  sine,
} from "./generator.ts";

export interface NoisyOptions extends RowsOptions {
  /** Standard deviation of the normal noise added to both columns of x. */
  readonly noise?: number;
}

export interface BlobsOptions extends RowsOptions {
  /** 3. */
  readonly classes?: number;
  /** 2. */
  readonly columns?: number;
  /** Standard deviation within a class. 1. */
  readonly spread?: number;
}

export interface CirclesOptions extends NoisyOptions {
  /** Radius of the inner circle, between 0 and 1. 0.5. */
  readonly factor?: number;
}

export interface SpiralsOptions extends NoisyOptions {
  /** Number of arms. 2. */
  readonly classes?: number;
  /** How often an arm goes around. 1. */
  readonly turns?: number;
}

const classesOption = (value: number): OptionInfo => ({
  name: "classes",
  description: { en: "number of classes", zh: "类别数" },
  default: value,
  above: 1,
  integer: true,
});

/**
 * Clouds, one a class: normal around centres that lie evenly spread over [−5, 5) in every column. 150 rows.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @example
 * import { blobs } from "nabla/datasets";
 * const { x, y } = blobs({ rows: 300, classes: 3, spread: 1, seed: 1 });
 */
export const blobs: Generator<BlobsOptions> = makeGenerator<BlobsOptions>(
  {
    id: "blobs",
    name: { en: "blobs", zh: "点团" },
    formula: "centre of the class + normal noise",
    options: [
      classesOption(3),
      { name: "columns", description: { en: "number of columns", zh: "列数" }, default: 2, above: 0, integer: true },
      { name: "spread", description: { en: "standard deviation within a class", zh: "类内标准差" }, default: 1 },
    ],
  },
  150,
  ({ rows, classes, columns, spread }, draws) => {
    const centres = draws.uniform("centres", classes * columns, -5, 5);
    const noise = draws.normal("noise", rows * columns, spread);
    return {
      x: eachRow(rows, (i) => eachRow(columns, (j) => centres[(i % classes) * columns + j] + noise[i * columns + j])),
      y: eachRow(rows, (i) => i % classes),
    };
  },
);

/**
 * Two half circles that reach into one another: (cos a, sin a) and (1 − cos a, ½ − sin a), a from 0 to π. 200 rows.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @example
 * import { moons } from "nabla/datasets";
 * const { x, y } = moons({ rows: 200, noise: 0.1, seed: 1 });
 */
export const moons: Generator<NoisyOptions> = makeGenerator<NoisyOptions>(
  {
    id: "moons",
    name: { en: "two moons", zh: "双月" },
    formula: "(cos a, sin a) and (1 − cos a, ½ − sin a)",
    options: [noiseOption(0.1)],
  },
  200,
  ({ rows, noise }, draws) => {
    const turns = draws.uniform("angle", rows, 0, 0.5);
    const [across, up] = [cosine(turns), sine(turns)];
    return withNoise(rows, 2, noise, draws, (i) => (i % 2 === 0 ? [across[i], up[i]] : [1 - across[i], 0.5 - up[i]]));
  },
);

/**
 * A circle of radius 1 around one of radius `factor`. 200 rows.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @example
 * import { circles } from "nabla/datasets";
 * const { x, y } = circles({ rows: 200, factor: 0.5, noise: 0.05, seed: 1 });
 */
export const circles: Generator<CirclesOptions> = makeGenerator<CirclesOptions>(
  {
    id: "circles",
    name: { en: "two circles", zh: "同心圆" },
    formula: "(cos a, sin a) and factor·(cos a, sin a)",
    options: [
      {
        name: "factor",
        description: { en: "radius of the inner circle", zh: "内圆半径" },
        default: 0.5,
        above: 0,
        below: 1,
      },
      noiseOption(0.05),
    ],
  },
  200,
  ({ rows, factor, noise }, draws) => {
    const turns = draws.uniform("angle", rows);
    const [across, up] = [cosine(turns), sine(turns)];
    return withNoise(rows, 2, noise, draws, (i) => {
      const radius = i % 2 === 0 ? 1 : factor;
      return [radius * across[i], radius * up[i]];
    });
  },
);

/**
 * Arms of a spiral: radius r from 0 to 1 and an angle of r·turns turns, each arm turned against the others. 200 rows.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Lang and Witbrock, Learning to tell two spirals apart, 1988
 * @example
 * import { spirals } from "nabla/datasets";
 * const { x, y } = spirals({ rows: 200, turns: 1.5, seed: 1 });
 */
export const spirals: Generator<SpiralsOptions> = makeGenerator<SpiralsOptions>(
  {
    id: "spirals",
    name: { en: "spirals", zh: "螺旋" },
    formula: "r·(cos a, sin a), a = 2π(turns·r + class/classes)",
    source: "Lang & Witbrock 1988",
    options: [
      classesOption(2),
      { name: "turns", description: { en: "turns of an arm", zh: "圈数" }, default: 1, above: 0 },
      noiseOption(0.02),
    ],
  },
  200,
  ({ rows, classes, turns, noise }, draws) => {
    const radius = draws.uniform("radius", rows);
    const angle = radius.map((r, i) => turns * r + (i % classes) / classes);
    const [across, up] = [cosine(angle), sine(angle)];
    return withNoise(rows, classes, noise, draws, (i) => [radius[i] * across[i], radius[i] * up[i]]);
  },
);

/**
 * The exclusive or: class 1 where the two columns, evenly spread over [−1, 1), have different signs. The noise is added
 * to x after the class is decided. No line separates these classes. 200 rows.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Minsky and Papert, Perceptrons, 1969
 * @example
 * import { xor } from "nabla/datasets";
 * const { x, y } = xor({ rows: 200, seed: 1 });
 */
export const xor: Generator<NoisyOptions> = makeGenerator<NoisyOptions>(
  {
    id: "xor",
    name: { en: "exclusive or", zh: "异或" },
    formula: "1 where x₁ and x₂ have different signs",
    source: "Minsky & Papert 1969",
    options: [noiseOption(0)],
  },
  200,
  ({ rows, noise }, draws) => {
    const first = draws.uniform("first", rows, -1, 1);
    const size = draws.uniform("second", rows);
    const secondIsNegative = (i: number) => first[i] < 0 === (i % 2 === 0);
    return withNoise(rows, 2, noise, draws, (i) => [first[i], secondIsNegative(i) ? -size[i] : size[i]]);
  },
);

function withNoise(
  rows: number,
  classes: number,
  noise: number,
  draws: Draws,
  point: (row: number) => readonly [number, number],
): Generated {
  const error = draws.normal("noise", 2 * rows, noise);
  return {
    x: eachRow(rows, (i) => point(i).map((value, j) => value + error[2 * i + j])),
    y: eachRow(rows, (i) => i % classes),
  };
}
