/** Proximal steps and projections: each against the definition of the point it must find, and in whole descents. */

import fc from "fast-check";
import { type Tensor, valueAndGrad } from "nabla";
import { meanSquaredError, sparsemax } from "nabla/losses";
import { linear } from "nabla/models";
import * as optimizers from "nabla/optimizers";
import { descend, steps } from "nabla/train";
import { describe, expect, it } from "vitest";
import { Updates } from "./support.ts";

const { box, elasticNet, groupLasso, l1, l1Ball, l2Ball, project, proximal, sgd, simplex } = optimizers;

/** Where one update of plain descent without a slope leaves w: what the end of the update alone does. */
function ended(around: (inner: optimizers.Optimizer) => optimizers.Optimizer, w: number[], learningRate = 1): number[] {
  const updates = new Updates(around(sgd({ learningRate })), { w: { shape: [w.length], data: w } });
  updates.update([w.map(() => 0)]);
  return updates.params[0];
}

const coordinate = fc.double({ min: -4, max: 4, noNaN: true });
const vector = fc.array(coordinate, { minLength: 1, maxLength: 7 });
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((each, i) => each * b[i]));

describe("a projection", () => {
  const sets = {
    box: { set: box({ lower: -1, upper: 0.5 }), has: (u: number[]) => u.map((x) => Math.min(0.5, Math.max(-1, x))) },
    simplex: {
      set: simplex({ total: 2 }),
      has: (u: number[]) => u.map((x) => (2 * (Math.abs(x) + 1)) / sum(u.map((each) => Math.abs(each) + 1))),
    },
    l1Ball: { set: l1Ball({ radius: 1.5 }), has: (u: number[]) => u.map((x) => (1.5 * x) / (4 * u.length)) },
    l2Ball: { set: l2Ball({ radius: 1.5 }), has: (u: number[]) => u.map((x) => (1.5 * x) / (4 * u.length)) },
  };
  it.each(Object.entries(sets))("onto %s is the nearest point: no other lies on v's side of it", (_, { set, has }) => {
    fc.assert(
      fc.property(vector, vector, (v, u) => {
        const found = ended((inner) => project(inner, set), v);
        const other = has(v.map((_, i) => u[i % u.length]));
        const outward = v.map((x, i) => x - found[i]);
        // ⟨v − p, u − p⟩ ≤ 0 for every u of a convex set, if and only if p is the projection.
        expect(
          dot(
            outward,
            other.map((x, i) => x - found[i]),
          ),
        ).toBeLessThan(1e-12);
        // The point is in the set, and its own projection.
        const again = ended((inner) => project(inner, set), found);
        for (const [i, x] of again.entries()) expect(x).toBeCloseTo(found[i], 14);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it("onto the simplex has its sum, and no element below 0, also where elements are equal", () => {
    for (const v of [[0.2, 0.2, 0.2], [5, -5, 5, 1], [3], [1e4, -1e4, 9999.5], [0, 0]]) {
      const found = ended((inner) => project(inner, simplex()), v);
      expect(sum(found)).toBeCloseTo(1, 11);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
    }
  });

  it("is refused where nothing is left", () => {
    expect(() => box({ lower: 1, upper: 0 })).toThrow("box: lower is 1 and upper 0; nothing lies between");
    expect(() => l2Ball({ radius: 0 })).toThrow("l2Ball: radius is 0");
  });

  it("leaves an element of the box without a bound alone", () => {
    expect(ended((inner) => project(inner, box({ lower: 0 })), [-1, 7])).toEqual([0, 7]);
    expect(ended((inner) => project(inner, box({ upper: 0 })), [-1, 7])).toEqual([-1, 0]);
  });
});

describe("a proximal step", () => {
  const rate = 0.3;
  const penalties = {
    l1: { penalty: l1({ strength: 0.7 }), value: (w: number[]) => 0.7 * sum(w.map(Math.abs)) },
    elasticNet: {
      penalty: elasticNet({ l1: 0.7, l2: 2 }),
      value: (w: number[]) => 0.7 * sum(w.map(Math.abs)) + dot(w, w),
    },
    groupLasso: { penalty: groupLasso({ strength: 0.7 }), value: (w: number[]) => 0.7 * sum(w.map(Math.abs)) },
  };
  it.each(Object.entries(penalties))("of %s minimises η·penalty(w) + ½‖w − v‖²", (_, { penalty, value }) => {
    const objective = (w: number[], v: number[]) => {
      const away = w.map((x, i) => x - v[i]);
      return rate * value(w) + dot(away, away) / 2;
    };
    fc.assert(
      fc.property(vector, vector, (v, u) => {
        const found = ended((inner) => proximal(inner, penalty), v, rate);
        for (const size of [1, 0.1, 1e-3]) {
          const other = found.map((x, i) => x + size * u[i % u.length]);
          expect(objective(other, v)).toBeGreaterThanOrEqual(objective(found, v) - 1e-14);
        }
      }),
      { numRuns: 30, seed: 3 },
    );
  });
});

it("the group lasso takes out whole rows, and shortens the others by ηλ", () => {
  const data = [3, 4, 0.3, -0.4, 0, 0];
  const updates = new Updates(proximal(sgd({ learningRate: 0.5 }), groupLasso({ strength: 2 })), {
    w: { shape: [3, 2], data },
  });
  updates.update([data.map(() => 0)]);
  expect(updates.params[0]).toEqual([3 * 0.8, 4 * 0.8, 0, -0, 0, 0]);
});

const rows = 60;
const x = Array.from({ length: rows }, (_, i) => [Math.sin(i), Math.cos(3 * i), Math.sin(7 * i), Math.cos(11 * i)]);
const y = x.map(([a], i) => 3 * a + 0.5 + 0.2 * Math.cos(5 * i));
const fitted = async (optimizer: optimizers.Optimizer) => {
  const descent = descend({
    model: linear(),
    loss: meanSquaredError,
    data: { x, y },
    optimizer,
    batchSize: "full",
    dtype: "float64",
    stop: [steps(3000)],
  });
  await descent.run();
  const byName = new Map(descent.namedParameters.map(({ name, value }) => [name, Array.from(value.data)]));
  return { weights: byName.get("weights") ?? [], bias: byName.get("bias") ?? [] };
};

/** The gradient of the mean squared error at a fit, written out. */
const slopesAt = ({ weights, bias }: { weights: number[]; bias: number[] }) => {
  const errors = x.map((row, i) => dot(row, weights) + bias[0] - y[i]);
  return {
    weights: weights.map((_, j) => (2 * sum(errors.map((e, i) => e * x[i][j]))) / rows),
    bias: (2 * sum(errors)) / rows,
  };
};

describe("a descent", () => {
  it("with the lasso ends where its optimality conditions hold, with weights that are 0 exactly", async () => {
    const strength = 0.3;
    const end = await fitted(proximal(sgd({ learningRate: 0.3 }), l1({ strength })));
    const slopes = slopesAt(end);
    expect(slopes.bias).toBeCloseTo(0, 12);
    expect(end.weights.slice(1)).toEqual([0, 0, 0]);
    for (const [j, w] of end.weights.entries()) {
      if (w === 0) expect(Math.abs(slopes.weights[j])).toBeLessThanOrEqual(strength);
      else expect(slopes.weights[j]).toBeCloseTo(-strength * Math.sign(w), 12);
    }
  });

  it("in a box ends with the slope 0 inside and outward at the bound", async () => {
    const end = await fitted(project(sgd({ learningRate: 0.3 }), box({ lower: 0.01, upper: 2 })));
    const slopes = slopesAt(end);
    expect(end.weights[0]).toBe(2);
    expect(slopes.weights[0]).toBeLessThan(0);
    for (const [j, w] of end.weights.entries()) {
      if (w === 0.01) expect(slopes.weights[j]).toBeGreaterThan(0);
      else if (w < 2) expect(slopes.weights[j]).toBeCloseTo(0, 12);
    }
  });

  it("is told apart by the parameters chosen, and none that looks at more rows is wrapped", () => {
    const everywhere = proximal(sgd({ learningRate: 0.3 }), l1({ strength: 1 }), () => true);
    expect(Object.keys(everywhere.hyper)).toContain("l1Strength");
    expect(() => proximal(optimizers.svrg({ learningRate: 0.1 }), l1({ strength: 1 }))).toThrow(
      expect.objectContaining({ code: "cannot-wrap" }),
    );
    expect(() => proximal(everywhere, l1({ strength: 1 }))).toThrow(expect.objectContaining({ code: "hyper-twice" }));
  });
});

describe("the sparsemax loss", () => {
  /** The nearest distribution by bisection of its threshold: another way than the loss's own. */
  const nearest = (z: readonly number[]): number[] => {
    let [low, high] = [Math.max(...z) - 1, Math.max(...z)];
    for (let i = 0; i < 200; i++) {
      const middle = (low + high) / 2;
      if (sum(z.map((each) => Math.max(0, each - middle))) > 1) low = middle;
      else high = middle;
    }
    return z.map((each) => Math.max(0, each - high));
  };
  const slopes = valueAndGrad(sparsemax as unknown as (z: Tensor, t: Tensor) => Tensor);
  const half = (a: readonly number[], b: readonly number[]) => sum(a.map((each, i) => (each - b[i]) ** 2)) / 2;

  it("is ½‖t − z‖² − ½‖p − z‖², with the gradient p − t", () => {
    fc.assert(
      fc.property(vector, fc.nat({ max: 6 }), (z, id) => {
        const target = z.map((_, k) => (k === id % z.length ? 1 : 0));
        const p = nearest(z);
        const { value, gradient } = slopes(z, target) as unknown as { value: number; gradient: number[] };
        expect(value).toBeCloseTo(half(target, z) - half(p, z), 12);
        expect(sparsemax(z, id % z.length)).toBe(value);
        for (const [k, slope] of gradient.entries()) expect(slope).toBeCloseTo(p[k] - target[k], 12);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("is exact far out, and 0 where the right class leads by 1", () => {
    expect(sparsemax([1e4, 0, -1e4], 0)).toBe(0);
    expect(sparsemax([1e4, 0, -1e4], 2)).toBe(2e4);
    expect(sparsemax([1e4, 9999, -1e4], 0)).toBe(0);
  });
});
