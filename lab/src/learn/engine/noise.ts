/** Constants fitted to many samples of noise: how far from the truth each power of the error, and Huber's, ends. */

import { grad, jit, square, type Tensor, vmap } from "nabla";
import { errorShapes } from "./errorShapes.ts";
import type { ShapeName } from "./formNames.ts";
import { type NoiseName, sampleSize, samples } from "./noiseNames.ts";

export interface NoiseQuestion {
  readonly noise: NoiseName;
  /** Where Huber's loss turns from the square to the absolute error. */
  readonly delta: number;
}

export interface NoiseAnswer {
  readonly question: NoiseQuestion;
  /**
   * Pairs of p and n times the mean square of the best constant, the truth being 0: 1 for the mean of the values,
   * whatever their noise, but for chance.
   */
  readonly byPower: readonly (readonly [number, number])[];
  /** The same by Huber's loss. */
  readonly byHuber: number;
  /** The power of the least. */
  readonly bestPower: number;
}

const powers = Array.from({ length: 16 }, (_, i) => 1 + i / 5);

const values = samples * sampleSize;

/** Numbers in (0, 1), random enough to show with: a page has to load no more for them. */
function uniform(count: number): readonly number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
}

const drawnEvenly = uniform(2 * values);
const [first, second] = [drawnEvenly.slice(0, values), drawnEvenly.slice(values)];
/** Of standard deviation 1, by Box and Muller's polar coordinates and by the difference of two exponential numbers. */
const normal = () => first.map((u, i) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * second[i]));
const laplace = () => first.map((u, i) => Math.log(u / second[i]) * Math.SQRT1_2);

const rowsOf = (values: readonly number[]): number[][] =>
  Array.from({ length: samples }, (_, i) => values.slice(i * sampleSize, (i + 1) * sampleSize));
const drawn: Readonly<Record<NoiseName, () => number[][]>> = {
  gaussian: () => rowsOf(normal()),
  laplace: () => rowsOf(laplace()),
};

const slopesOf = (name: ShapeName) =>
  vmap(
    grad((c: Tensor, sample: Tensor, number: Tensor) => errorShapes[name](c, sample, number).sum()),
    { inAxes: [0, 0, null] },
  );
const slopes: Readonly<Record<ShapeName, ReturnType<typeof slopesOf>>> = {
  power: slopesOf("power"),
  huber: slopesOf("huber"),
};
const meanSquareOf = jit((c: Tensor) => square(c).mean());

/** n times the mean square of the best constants: the slope never falls, so halving an interval finds each. */
function spreadOf(shape: ShapeName, table: number[][], number: number): number {
  const low = table.map((sample) => Math.min(...sample));
  const high = table.map((sample) => Math.max(...sample));
  for (let i = 0; i < 24; i++) {
    const middle = low.map((each, k) => (each + high[k]) / 2);
    const found = Array.from(slopes[shape](middle, table, number) as ArrayLike<number>, Number);
    middle.forEach((each, k) => {
      if (found[k] >= 0) high[k] = each;
      if (found[k] <= 0) low[k] = each;
    });
  }
  const best = low.map((each, k) => (each + high[k]) / 2);
  return sampleSize * Number(meanSquareOf(best));
}

/** What does not depend on δ is worked out once. */
const known = new Map<NoiseName, Pick<NoiseAnswer, "byPower" | "bestPower"> & { readonly table: number[][] }>();

function powersUnder(noise: NoiseName) {
  const before = known.get(noise);
  if (before !== undefined) return before;
  const table = drawn[noise]();
  const byPower = powers.map((p) => [p, spreadOf("power", table, p)] as const);
  const [bestPower] = byPower.reduce((least, each) => (each[1] < least[1] ? each : least));
  const made = { table, byPower, bestPower };
  known.set(noise, made);
  return made;
}

export function noiseAt(question: NoiseQuestion): NoiseAnswer {
  const { table, byPower, bestPower } = powersUnder(question.noise);
  return { question, byPower, bestPower, byHuber: spreadOf("huber", table, question.delta) };
}
