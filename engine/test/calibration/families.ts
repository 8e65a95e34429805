/** Families of problems of which it is known what they are. Every draw is another problem of its family. */

import { meanSquaredError, sigmoidCrossEntropy } from "../../src/doors/losses.ts";
import { linear } from "../../src/doors/models.ts";
import type { Model } from "../../src/learn/models/model.ts";
import type { Tensor } from "../../src/trace/tensor.ts";
import type { CompareOptions } from "../../src/train/race/compare.ts";
import { normals, type Table, uniforms } from "./simulate.ts";

export interface Problem {
  readonly options: Pick<CompareOptions, "model" | "loss" | "data" | "epochs"> & Partial<CompareOptions>;
  /** The same problem for the simulation; null where the model is not linear. */
  readonly table: Table | null;
  readonly facts: Facts;
}

/** What is known of a problem by construction. */
export interface Facts {
  readonly convex: boolean;
  /** A point with the least loss exists. */
  readonly attained: boolean;
  /** One point fits every example, so that single-example gradients vanish there: σ*² = 0. */
  readonly interpolates: boolean;
  /** So ill-conditioned that no bounded budget shows the late behaviour. */
  readonly illConditioned?: boolean;
  /** The noise is so large that the mean gradient at the start may be lost in it. */
  readonly weakSignal?: boolean;
  /** All rows are the same. */
  readonly sameRow?: boolean;
  /** Every start leads to a saddle. */
  readonly leadsToSaddle?: boolean;
  /** A minimum that is not global catches a good share of the starts. */
  readonly plantedMinimum?: boolean;
}

export interface Family {
  readonly name: string;
  draw(seed: number): Problem;
}

const EPOCHS = 20;

/** Least squares on a table: y = 1 + Σ weight·x + noise, with whole weights, so that without noise y is exact. */
function leastSquares(
  name: string,
  { rows, scales, noise, epochs = EPOCHS }: { rows: number; scales: readonly number[]; noise: number; epochs?: number },
): Family {
  return {
    name,
    draw(seed) {
      const next = normals(seed + 1);
      const x = columnsOf(rows, scales, next);
      const y = x.map((row) => round(1 + row.reduce((sum, each, j) => sum + each * (j % 2 === 0 ? 1 : -2), 0)));
      const target = noise === 0 ? y : y.map((each) => round(each + noise * next()));
      return {
        options: { model: linear(), loss: meanSquaredError, data: { x, y: target }, epochs },
        table: { x, y: target, loss: "squared" },
        facts: {
          convex: true,
          attained: true,
          interpolates: noise === 0 || scales.length >= rows,
          illConditioned: Math.min(...scales) < 0.01,
          weakSignal: noise > 2,
        },
      };
    },
  };
}

/** Small binary fractions, so that sums are exact in float32 and an interpolating table interpolates. */
const round = (value: number): number => Math.round(value * 256) / 256;

function columnsOf(rows: number, scales: readonly number[], next: () => number): number[][] {
  const drawn = (scale: number) => (scale < 0.01 ? scale * next() : round(scale * next()));
  return Array.from({ length: rows }, () => scales.map(drawn));
}

function classes(name: string, gap: number, { rows = 40, epochs = EPOCHS } = {}): Family {
  return {
    name,
    draw(seed) {
      const next = normals(seed + 1);
      const side = Array.from({ length: rows }, (_, i) => i % 2);
      // Classes on both sides of a line: at least the gap away from it, or (with a negative gap) reaching over it.
      const x = side.map((one) => [(2 * one - 1) * (gap + Math.abs(next())), next()].map(round));
      const y = gap < 0 ? side.map((one, i) => (i < 4 ? 1 - one : one)) : side;
      return {
        options: { model: linear(), loss: sigmoidCrossEntropy, data: { x, y }, epochs },
        table: { x, y, loss: "logistic" },
        facts: { convex: true, attained: gap < 0, interpolates: false },
      };
    },
  };
}

/** One weight in a double well, E = (w² − 1)² + tilt·w: the minimum near +1 is the bad one. */
function doubleWell(name: string, tilt: number): Family {
  return {
    name,
    draw(seed) {
      const next = normals(seed + 1);
      const half = Array.from({ length: 20 }, () => round(next()));
      const x = [...half, ...half.map((each) => -each)];
      const model: Model<{ w: Tensor }> = {
        init: ({ key: [a, b] }) => ({ w: 3 * uniforms(a ^ b)() - 1.5 }),
        apply: ({ w }, each) => w.square().sub(1).square().add(w.mul(tilt)).add(w.mul(each)),
      };
      return {
        options: {
          model: model as unknown as Model,
          loss: (prediction) => prediction,
          data: { x, y: x.map(() => 0) },
          epochs: EPOCHS,
        },
        table: null,
        facts: {
          convex: false,
          attained: true,
          interpolates: false,
          plantedMinimum: true,
        },
      };
    },
  };
}

/** u·v·x fitted to a line, from a start that leads to the saddle u = v = 0 exactly: u = −v with a positive slope. */
function saddle(name: string): Family {
  return {
    name,
    draw(seed) {
      const next = normals(seed + 1);
      const x = Array.from({ length: 32 }, () => round(next()));
      const y = x.map((each) => round(2 * each + 0.1 * next()));
      const model: Model<{ u: Tensor; v: Tensor }> = {
        init: ({ key: [a, b] }) => {
          const u = 0.25 + 0.5 * uniforms(a ^ b)();
          return { u, v: -u };
        },
        apply: ({ u, v }, each) => u.mul(v).mul(each),
      };
      return {
        options: { model: model as unknown as Model, loss: meanSquaredError, data: { x, y }, epochs: EPOCHS },
        table: null,
        facts: {
          convex: false,
          attained: true,
          interpolates: false,
          leadsToSaddle: true,
        },
      };
    },
  };
}

/** One row again and again: every batch is the full batch. */
function sameRow(name: string): Family {
  return {
    name,
    draw(seed) {
      const next = normals(seed + 1);
      const row = [round(next()), round(next())];
      const target = round(3 + next());
      const x = Array.from({ length: 24 }, () => row);
      const y = x.map(() => target);
      return {
        options: { model: linear(), loss: meanSquaredError, data: { x, y }, epochs: EPOCHS },
        table: null,
        facts: { convex: true, attained: true, interpolates: true, sameRow: true },
      };
    },
  };
}

const even = (count: number): number[] => Array.from({ length: count }, () => 1);

export const families: readonly Family[] = [
  leastSquares("well conditioned", { rows: 48, scales: even(3), noise: 0.5 }),
  leastSquares("well conditioned, long budget", { rows: 32, scales: even(2), noise: 0.5, epochs: 400 }),
  leastSquares("heavy noise", { rows: 48, scales: even(3), noise: 8 }),
  leastSquares("interpolating", { rows: 40, scales: even(3), noise: 0 }),
  leastSquares("more weights than rows", { rows: 12, scales: even(16), noise: 0.5 }),
  leastSquares("20 rows", { rows: 20, scales: even(2), noise: 1 }),
  leastSquares("condition number 100", { rows: 48, scales: [1, 0.1], noise: 0.2 }),
  leastSquares("condition number 10⁶", { rows: 48, scales: [1, 0.001], noise: 0.2 }),
  classes("separable classes", 0.5),
  classes("overlapping classes", -0.5),
  sameRow("one row repeated"),
  saddle("saddle"),
  doubleWell("planted bad minimum", 0.3),
];
