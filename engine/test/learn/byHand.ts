/** Rules of descent written out by hand, and the law that an optimizer follows one for two hundred updates. */
import { expect } from "vitest";
import { fold, uniform } from "../../src/base/random.ts";
import type { Optimizer } from "../../src/doors/optimizers.ts";
import { Updates } from "./support.ts";

export type Vector = readonly number[];
/** A rule on all weights at once: leaf by leaf, since some look at the length of a tensor. */
export type Rule = (start: readonly Vector[]) => (gradient: readonly Vector[], t: number) => readonly Vector[];
/** A rule that treats every weight alike and by itself; t counts from 1. */
export type Single = (w: number) => (g: number, t: number) => number;

export const each =
  (rule: Single): Rule =>
  (start) => {
    const all = start.map((leaf) => leaf.map(rule));
    return (gradient, t) => all.map((leaf, i) => leaf.map((update, j) => update(gradient[i][j], t)));
  };

export const length = (leaf: Vector) => Math.hypot(...leaf);
export const flat = (all: readonly Vector[]) => all.flat();

/** w ← w − rate·change(gradient) */
export const plainly =
  (rate: number, change: (gradient: readonly Vector[], w: readonly Vector[], t: number) => readonly Vector[]): Rule =>
  (start) => {
    let w = start;
    return (gradient, t) => {
      const d = change(gradient, w, t);
      w = w.map((leaf, i) => leaf.map((weight, j) => weight - rate * d[i][j]));
      return w;
    };
  };

const params = {
  layers: [{ weights: { shape: [2, 2], data: [0.5, -1, 2, 0.25] }, bias: { shape: [2], data: [0, 1] } }],
  scale: { shape: [], data: [3] },
};

/** Compares them after every update, on noisy gradients of a bowl around 1. */
export function follow(optimizer: Optimizer, rule: Rule): void {
  const updates = new Updates(optimizer, params);
  const update = rule(updates.params);
  for (let t = 0; t < 200; t++) {
    const noise = uniform(fold(4, "gradients", t), 7);
    let next = 0;
    // Gradients of a bowl around 1, with noise.
    const gradient = updates.params.map((leaf) => leaf.map((w) => w - 1 + noise[next++] - 0.5));
    updates.update(gradient);
    const wanted = update(gradient, t + 1).flat();
    for (const [i, w] of updates.params.flat().entries()) {
      const error = Math.abs(w - wanted[i]);
      expect(error, `weight ${i} at step ${t}: ${w}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted[i])));
    }
  }
}
