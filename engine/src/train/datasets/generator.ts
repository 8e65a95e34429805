/** What generators of data are made of. Functions come from the compiled routines, so all hosts draw the same bits. */
import { fold, type Key, uniform } from "../../base/random.ts";
import { jit } from "../../jit/jit.ts";
import { type Info, type OptionInfo, readNumbers } from "../../learn/info.ts";
import { cos, log1p, sin, sqrt } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";

/** Rows of numbers and a number for each: a value to predict, or a class id. */
export interface Generated {
  readonly x: number[][];
  readonly y: number[];
}

/** Makes data, and knows about itself before it does. */
export interface Generator<Options> {
  (options?: Options): Generated;
  readonly info: Info;
}

export interface RowsOptions {
  /** How many rows. */
  readonly rows?: number;
  /** Fixes all random numbers. 0. */
  readonly seed?: number;
}

/** Streams of random numbers of one data set, each under a label of its own. */
export class Draws {
  readonly #key: Key;

  constructor(key: Key) {
    this.#key = key;
  }

  /** Spread evenly over [low, high). */
  uniform(label: string, count: number, low = 0, high = 1): Float64Array {
    return uniform(fold(this.#key, label, 0), count).map((share) => low + share * (high - low));
  }

  /** Normally distributed around 0 with this standard deviation. */
  normal(label: string, count: number, deviation: number): Float64Array {
    const radius = this.uniform(`${label} radius`, count);
    const angle = this.uniform(`${label} angle`, count);
    return boxMuller(radius, angle).map((value) => deviation * value);
  }
}

type Numbers = (...columns: Float64Array[]) => Float64Array;

/** √(−2 ln(1 − u))·cos 2πv is normally distributed when u and v are uniform. Box and Muller 1958. */
const boxMuller = jit((u: Tensor, v: Tensor) => sqrt(log1p(u.neg()).mul(-2)).mul(cos(v.mul(2 * Math.PI))), {
  backend: "wasm",
}) as Numbers;

/** cos 2πv and sin 2πv: the point after v turns. */
export const cosine = jit((v: Tensor) => cos(v.mul(2 * Math.PI)), { backend: "wasm" }) as Numbers;
export const sine = jit((v: Tensor) => sin(v.mul(2 * Math.PI)), { backend: "wasm" }) as Numbers;

type Draw = (settings: Readonly<Record<string, number>>, draws: Draws) => Generated;

export function makeGenerator<Options extends RowsOptions>(
  { options, ...about }: Info,
  rows: number,
  draw: Draw,
): Generator<Options> {
  const info: Info = {
    ...about,
    options: [
      { name: "rows", description: { en: "number of rows", zh: "行数" }, default: rows, above: 0, integer: true },
      ...options,
      { name: "seed", description: { en: "fixes the random numbers", zh: "固定随机数" }, default: 0, integer: true },
    ],
  };
  const generator = (given: object = {}): Generated => {
    const settings = readNumbers(info, given);
    return draw(settings, new Draws(fold(settings.seed, info.id, 0)));
  };
  return Object.assign(generator, { info });
}

export const noiseOption = (value: number): OptionInfo => ({
  name: "noise",
  description: { en: "standard deviation of the noise", zh: "噪声的标准差" },
  default: value,
});

/** f(0), f(1), … f(rows − 1) */
export const eachRow = <Value>(rows: number, f: (row: number) => Value): Value[] =>
  Array.from({ length: rows }, (_, row) => f(row));
