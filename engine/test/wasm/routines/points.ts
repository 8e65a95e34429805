/** Arguments to measure at: seeded points over every exponent, and the neighbourhoods where methods change. */
import type { RoutineName } from "../../../src/backends/wasm/routines/index.ts";
import { random } from "../../support/evaluate.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The k-th float64 after x, for k < 0 before it; x ≠ 0. */
export function neighbour(x: number, k: number): number {
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  bits[0] += BigInt(k);
  return new Float64Array(bits.buffer)[0];
}

const around = (centres: readonly number[], reach = 3): number[] =>
  centres.flatMap((x) => Array.from({ length: 2 * reach + 1 }, (_, i) => neighbour(x, i - reach)));
const bothSigns = (values: readonly number[]): number[] => values.flatMap((x) => [x, -x]);
const multiples = (unit: number, counts: readonly number[]): number[] => counts.map((n) => n * unit);

/** ±2^u·(1 + fraction) with u uniform between two exponents. */
const logarithmic = (next: () => number, [low, high]: readonly [number, number]): number =>
  (1 + next()) * 2 ** Math.floor(low + (high - low) * next());
const uniform = (next: () => number, [low, high]: readonly [number, number]): number => low + (high - low) * next();
const signed = (next: () => number, x: number): number => (next() < 0.5 ? -x : x);

const subnormals = [5e-324, 1e-323, 3e-320, 2.2250738585072009e-308];
const smallest = 2.2250738585072014e-308;
const tiny = [...subnormals, smallest, 1e-300, 1e-200, 1e-100, 1e-30, ...multiples(1, [2 ** -54, 2 ** -53, 2 ** -27])];
const huge = [2 ** 1023, Number.MAX_VALUE, 1e300, 1e22, 1e17];
/** The float64 nearest to a multiple of π/2 of all (Kahan 1983; Muller 2016, §11): 6381956970095103·2⁷⁹⁷. */
const nearestToTurn = 6381956970095103 * 2 ** 797;
const turns = around([
  ...multiples(Math.PI / 2, [1, 2, 3, 4, 5, 6, 7, 8, 100, 355, 1_048_575, 1_048_576]),
  ...multiples(Math.PI / 4, [1, 3, 5, 7]),
  ...[1647099, 1647100, 2 ** 20, 2 ** 31, 2 ** 53, 2 ** 63, 2 ** 64, 2 ** 127, 2 ** 128, nearestToTurn],
  ...[22, 355, 103993, 5419351, 80143857, 245850922, 6167950454, 21053343141, 1783366216531],
]);

const circular = {
  edges: bothSigns([...tiny, ...huge.filter((x) => x < Number.MAX_VALUE), Number.MAX_VALUE, ...turns]),
  drawn: [
    (next: () => number) => ({ x: uniform(next, [-8, 8]), y: 0 }),
    (next: () => number) => ({ x: uniform(next, [-1.7e6, 1.7e6]), y: 0 }),
    (next: () => number) => ({ x: signed(next, logarithmic(next, [-1074, 1024])), y: 0 }),
    (next: () => number) => ({ x: Math.floor(uniform(next, [-1e6, 1e6])) * (Math.PI / 2), y: 0 }),
  ],
};

interface Plan {
  readonly edges: readonly number[];
  readonly drawn: readonly ((next: () => number) => Point)[];
}

const plans: Record<Exclude<RoutineName, "pow">, Plan> = {
  exp: {
    edges: [
      ...bothSigns([...tiny, 1, 2 ** -10, Math.LN2 / 2, Math.LN2, 1.5 * Math.LN2, 88.72283905206835, 709]),
      ...around([709.782712893384, -708.3964185322641, -744.4400719213812, -745.1332191019411, -87.3365447505531]),
      ...[-103.97207708399179, 710, 711, -746, -747, 1e5, -1e5, 1e308, -1e308],
    ],
    drawn: [
      (next) => ({ x: uniform(next, [-1, 1]), y: 0 }),
      (next) => ({ x: uniform(next, [-746, 710]), y: 0 }),
      (next) => ({ x: uniform(next, [-104, 89]), y: 0 }),
      (next) => ({ x: uniform(next, [-746, -708]), y: 0 }),
      (next) => ({ x: signed(next, logarithmic(next, [-60, 10])), y: 0 }),
    ],
  },
  expm1: {
    edges: [
      ...bothSigns([...tiny, 1, 2 ** -10, 0.25, 0.5, Math.LN2 / 2, Math.LN2, 1.5 * Math.LN2, 1.0397]),
      ...around([709.782712893384, -36.7, -37.42994775023705, -38, -60]),
      ...[710, 711, -700, -746, 1e5, -1e5, 1e308, -1e308],
    ],
    drawn: [
      (next) => ({ x: uniform(next, [-1.5, 1.5]), y: 0 }),
      (next) => ({ x: uniform(next, [-60, 90]), y: 0 }),
      (next) => ({ x: uniform(next, [-100, 710]), y: 0 }),
      (next) => ({ x: signed(next, logarithmic(next, [-1074, 9])), y: 0 }),
    ],
  },
  log: {
    edges: [
      ...tiny,
      ...huge,
      ...around([1, 2, 0.5, Math.SQRT1_2, Math.SQRT2, Math.E, 10], 20),
      ...Array.from({ length: 60 }, (_, i) => 1 + 2 ** -(i + 1)),
      ...Array.from({ length: 60 }, (_, i) => 1 - 2 ** -(i + 1)).filter((x) => x > 0),
    ],
    drawn: [
      (next) => ({ x: uniform(next, [0.5, 2]), y: 0 }),
      (next) => ({ x: 1 + signed(next, logarithmic(next, [-52, -2])), y: 0 }),
      (next) => ({ x: logarithmic(next, [-1074, 1024]), y: 0 }),
      (next) => ({ x: logarithmic(next, [-149, 128]), y: 0 }),
    ],
  },
  log1p: {
    edges: [
      ...bothSigns(tiny),
      ...huge,
      ...around([-0.2928932188134524, 0.41421356237309503, 1, 3, 2 ** 52, 2 ** 53, 2 ** 54], 20),
      ...Array.from({ length: 53 }, (_, i) => -1 + 2 ** -(i + 1)),
    ],
    drawn: [
      (next) => ({ x: uniform(next, [-0.999, 3]), y: 0 }),
      (next) => ({ x: -1 + logarithmic(next, [-53, -2]), y: 0 }),
      (next) => ({ x: signed(next, logarithmic(next, [-1074, -2])), y: 0 }),
      (next) => ({ x: logarithmic(next, [-10, 1024]), y: 0 }),
    ],
  },
  tanh: {
    edges: bothSigns([...tiny, ...huge, ...around([0.25, 0.5, 0.5493061443340549, 0.55, 1, 2, 9.01, 19.06, 22], 8)]),
    drawn: [
      (next) => ({ x: uniform(next, [-1.2, 1.2]), y: 0 }),
      (next) => ({ x: uniform(next, [-23, 23]), y: 0 }),
      (next) => ({ x: signed(next, logarithmic(next, [-1074, 6])), y: 0 }),
    ],
  },
  sin: circular,
  cos: circular,
};

/** Positive bases: signs are the business of the special cases. */
function powers(next: () => number, each: number): Point[] {
  const bases = [...subnormals, smallest, 1e-300, 0.5, ...around([1], 6), 1.5, 2, 3, 10, 708.4, 1e22, 2 ** 1023, 1e308];
  const exponents = [1, 2, 3, 0.5, 1 / 3, 10, 1e-300, 5e-324, 1e5, 2 ** 53, 1e17, 1e300, 1074, 1022.5];
  const ways: readonly ((next: () => number) => Point)[] = [
    () => ({ x: logarithmic(next, [-2, 2]), y: uniform(next, [-250, 250]) }),
    () => ({ x: logarithmic(next, [-20, 20]), y: uniform(next, [-40, 40]) }),
    () => ({ x: logarithmic(next, [-1074, 1024]), y: uniform(next, [-1.05, 1.05]) }),
    () => ({ x: 1 + signed(next, logarithmic(next, [-52, -20])), y: signed(next, logarithmic(next, [18, 60])) }),
    () => ({ x: logarithmic(next, [-149, 128]), y: uniform(next, [-2, 2]) }),
    () => ({ x: logarithmic(next, [-300, 300]), y: Math.floor(uniform(next, [-4, 5])) }),
    // Results about the smallest normal number and below.
    () => {
      const x = logarithmic(next, [-30, 30]);
      return { x, y: uniform(next, [-1076, -1018]) / Math.log2(x) };
    },
    () => ({ x: logarithmic(next, [-1074, 1024]), y: 1 }),
  ];
  return [
    ...bases.flatMap((x) => bothSigns(exponents).map((y) => ({ x, y }))),
    ...ways.flatMap((way) => Array.from({ length: each }, () => way(next))),
  ].filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y) && y !== 0);
}

/** The edges of one routine, then `count` points drawn, spread evenly over its ranges. */
export function points(name: RoutineName, count: number): Point[] {
  const next = random(20_240_229);
  if (name === "pow") return powers(next, Math.ceil(count / 8));
  const { edges, drawn } = plans[name];
  const each = Math.ceil(count / drawn.length);
  return [
    ...edges.map((x) => ({ x, y: 0 })),
    ...drawn.flatMap((draw) => Array.from({ length: each }, () => draw(next))),
  ];
}
