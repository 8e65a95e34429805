import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradient, grad, hessian, mul, type Tensor, vmap } from "../../src/doors/index.ts";
import * as losses from "../../src/doors/losses.ts";

const {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  crossEntropy,
  binaryCrossEntropy,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} = losses;

type Values = number | number[] | number[][];
type Traced = (prediction: Tensor, target: Tensor) => Tensor;

const slope = (loss: Traced, prediction: Values, target: Values) => grad(loss)(prediction, target) as number[];
const slopeByTarget = (loss: Traced, prediction: Values, target: Values) =>
  grad(loss, { argument: 1 })(prediction, target) as number[];

function close(got: number, expected: number, relative = 1e-12): void {
  const error = Math.abs(got - expected);
  expect(error, `${got} instead of ${expected}`).toBeLessThanOrEqual(relative * Math.abs(expected) + 1e-300);
}

const closeAll = (got: ArrayLike<number>, expected: readonly number[], relative?: number): void => {
  expect(got.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) close(got[i], value, relative);
};

const logits = fc.double({ min: -50, max: 50, noNaN: true });
const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe("regression", () => {
  it("follows the closed forms and their gradients", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 9 }), (pairs) => {
        const [p, t] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const r = pairs.map(([a, b]) => a - b);
        const n = r.length;
        const mean = (f: (residual: number) => number) => r.reduce((sum, residual) => sum + f(residual), 0) / n;
        const clip = (residual: number, delta: number) => Math.max(-delta, Math.min(delta, residual));
        close(
          meanSquaredError(p, t),
          mean((residual) => residual ** 2),
        );
        close(meanAbsoluteError(p, t), mean(Math.abs));
        close(
          huber.with({ delta: 1.5 })(p, t),
          mean((residual) => (Math.abs(residual) <= 1.5 ? residual ** 2 / 2 : 1.5 * (Math.abs(residual) - 0.75))),
        );
        closeAll(
          slope(meanSquaredError, p, t),
          r.map((residual) => (2 * residual) / n),
        );
        closeAll(
          slope(meanAbsoluteError, p, t),
          r.map((residual) => Math.sign(residual) / n),
        );
        closeAll(
          slope(huber, p, t),
          r.map((residual) => clip(residual, 1) / n),
        );
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("has the second derivatives of a parabola, a line, and Huber's of both", () => {
    const curve = (loss: Traced, p: number) => hessian(loss)(p, 0) as number;
    expect([-3, 0, 3].map((p) => curve(meanSquaredError, p))).toEqual([2, 2, 2]);
    expect([-3, 3].map((p) => curve(meanAbsoluteError, p))).toEqual([0, 0]);
    expect([-3, -0.5, 0, 0.5, 3].map((p) => curve(huber, p))).toEqual([0, 1, 1, 1, 0]);
  });

  it("is huge for huge residuals, not NaN", () => {
    expect(slope(huber, [1e300], [-1e300])).toEqual([1]);
    expect(huber([1e300], [-1e300])).toBe(2e300);
    expect(meanAbsoluteError([1e300], [-1e300])).toBe(2e300);
  });

  it("takes one number, a vector or a matrix as one example", () => {
    expect(meanSquaredError(3, 1)).toBe(4);
    expect(
      meanSquaredError(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 2],
          [3, 8],
        ],
      ),
    ).toBe(4);
  });
});

describe("cross-entropy of probabilities", () => {
  it("has the three values of the lesson, to the last digit", () => {
    const target = [0, 0, 0, 1, 0];
    expect(crossEntropy([0.1, 0.1, 0.1, 0.6, 0.1], target)).toBe(0.5108256237659907);
    expect(crossEntropy([0.1, 0.1, 0.05, 0.7, 0.05], target)).toBe(0.35667494393873245);
    expect(crossEntropy([0.01, 0.02, 0.03, 0.8, 0.05], target)).toBe(0.2231435513142097);
  });

  it("clamps nothing: t = 0 adds 0 also at y = 0, t > 0 at y = 0 costs +∞", () => {
    expect(crossEntropy([0, 1], [0, 1])).toBe(0);
    expect(Object.is(crossEntropy([1, 0], [1, 0]), 0)).toBe(true);
    expect(crossEntropy([0, 1], [0.1, 0.9])).toBe(Number.POSITIVE_INFINITY);
    expect(crossEntropy([1e-300, 1], [1, 0])).toBe(-Math.log(1e-300));
    expect(slope(crossEntropy, [0, 1], [0, 1]).map(Math.abs)).toEqual([0, 1]);
    expect(slope(crossEntropy, [1e-12, 1], [1, 0])[0]).toBe(-1e12);
  });

  it("has the gradients −t/y by the prediction and −log y by the target", () => {
    const [y, t] = [
      [0.2, 0.5, 0.3],
      [0.7, 0.3, 0],
    ];
    closeAll(
      slope(crossEntropy, y, t),
      t.map((share, k) => -share / y[k]),
    );
    closeAll(
      slopeByTarget(crossEntropy, y, t),
      y.map((share) => -Math.log(share)),
    );
  });

  it("averages over all axes but the last", () => {
    const [y, t] = [
      [
        [0.2, 0.8],
        [0.5, 0.5],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ];
    close(crossEntropy(y, t), (-Math.log(0.8) - Math.log(0.5)) / 2);
    close(crossEntropy(y, [1, 0]), (-Math.log(0.8) - Math.log(0.5)) / 2);
  });

  it("of one event follows the closed form, also at the ends", () => {
    close(binaryCrossEntropy([0.2, 0.9], [1, 0]), (-Math.log(0.2) - Math.log1p(-0.9)) / 2);
    slope(binaryCrossEntropy, [0.2, 0.9], [1, 0.25]).forEach((value, i) => {
      const [y, t] = [[0.2, 0.9][i], [1, 0.25][i]];
      close(value, (y - t) / (y * (1 - y)) / 2);
    });
    expect(binaryCrossEntropy([0, 1], [0, 1])).toBe(0);
    expect(binaryCrossEntropy([0], [1])).toBe(Number.POSITIVE_INFINITY);
    expect(binaryCrossEntropy([1], [0])).toBe(Number.POSITIVE_INFINITY);
    expect(slope(binaryCrossEntropy, [1e-20], [0])).toEqual([1]);
    expect(slope(binaryCrossEntropy, [1, 0], [1, 0]).every(Number.isFinite)).toBe(true);
  });
});

/** log(1 + eᶻ) and σ(z) to full accuracy, by the branch that does not cancel. */
const softplus = (z: number) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));
const logistic = (z: number) => (z > 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

describe("logistic loss", () => {
  it("is accurate in both tails, value and gradient", () => {
    for (const z of [-1000, -745, -100, -37, -5, -0.5, 0, 1e-10, 0.5, 5, 37, 100, 700, 1000]) {
      close(sigmoidCrossEntropy(z, 1), softplus(-z));
      close(sigmoidCrossEntropy(z, 0), softplus(z));
      close(grad(sigmoidCrossEntropy)(z, 1) as number, -logistic(-z));
      close(grad(sigmoidCrossEntropy)(z, 0) as number, logistic(z));
      close(hessian(sigmoidCrossEntropy as Traced)(z, 1) as number, logistic(z) * logistic(-z));
    }
    close(grad(sigmoidCrossEntropy)(37, 1) as number, -8.533047625744066e-17);
  });

  it("takes probabilities as targets", () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0, max: 1, noNaN: true }), (z, t) => {
        const expected = t * softplus(-z) + (1 - t) * softplus(z);
        expect(Math.abs(sigmoidCrossEntropy(z, t) - expected)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(z)));
        close(grad(sigmoidCrossEntropy as Traced, { argument: 1 })(z, t) as number, -z);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe("softmax cross-entropy", () => {
  const vectors = fc.array(logits, { minLength: 1, maxLength: 7 });

  /** −log pₖ from what the other logits have over zₖ: a sum of positive terms. */
  const surprisal = (z: readonly number[], k: number) => {
    const over = z.filter((_, j) => j !== k).map((value) => value - z[k]);
    const largest = Math.max(0, ...over);
    if (largest === 0) return Math.log1p(over.reduce((sum, value) => sum + Math.exp(value), 0));
    return largest + Math.log(over.reduce((sum, value) => sum + Math.exp(value - largest), Math.exp(-largest)));
  };
  const probability = (z: readonly number[], k: number) =>
    1 / z.reduce((sum, value) => sum + Math.exp(value - z[k]), 0);
  const complement = (z: readonly number[], k: number) =>
    z.reduce((sum, _, j) => (j === k ? sum : sum + probability(z, j)), 0);

  it("is accurate where the right class is nearly certain", () => {
    fc.assert(
      fc.property(vectors, fc.nat(6), (z, id) => {
        const k = id % z.length;
        close(softmaxCrossEntropy(z, k), surprisal(z, k));
        slope(softmaxCrossEntropy, z, k).forEach((value, j) => {
          close(value, j === k ? -complement(z, k) : probability(z, j));
        });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("is finite for logits of ±1000", () => {
    expect(softmaxCrossEntropy([1000, -1000, 0], 0)).toBe(0);
    expect(softmaxCrossEntropy([1000, -1000, 0], 1)).toBe(2000);
    expect(slope(softmaxCrossEntropy, [1000, -1000, 0], 1)).toEqual([1, -1, 0]);
    expect(slope(softmaxCrossEntropy, [1000, -1000, 0], 0).map(Math.abs)).toEqual([0, 0, 0]);
    expect((hessian(softmaxCrossEntropy as Traced)([1000, -1000, 0], 1) as number[][]).flat().map(Math.abs)).toEqual(
      new Array(9).fill(0),
    );
  });

  it("has a gradient that sums to 0, and no change along (1, …, 1)", () => {
    fc.assert(
      fc.property(
        vectors,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (z, w) => {
          const total = w.slice(0, z.length).reduce((sum, value) => sum + value, 0) || 1;
          const t = z.map((_, k) => w[k] / total);
          const sum = slope(softmaxCrossEntropy, z, t).reduce((all, value) => all + value, 0);
          expect(Math.abs(sum)).toBeLessThanOrEqual(z.length * 2 ** -52);
          const one = slope(softmaxCrossEntropy, z, 0).reduce((all, value) => all + value, 0);
          expect(Math.abs(one)).toBeLessThanOrEqual(z.length * 2 ** -52);
          const curved = hessian(softmaxCrossEntropy as Traced)(z, t) as number[][];
          for (const row of curved) {
            expect(Math.abs(row.reduce((all, value) => all + value, 0))).toBeLessThanOrEqual(z.length * 2 ** -51);
          }
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });

  it("has the Hessian diag(p) − ppᵀ and mixed derivatives −δ + p", () => {
    const z = [0.3, -1.2, 2, 2];
    const curved = hessian(softmaxCrossEntropy as Traced)(z, [0.1, 0.2, 0.3, 0.4]) as number[][];
    const p = z.map((_, k) => probability(z, k));
    for (const [j, row] of curved.entries()) {
      closeAll(
        row,
        p.map((share, k) => (j === k ? share * complement(z, k) : -p[j] * share)),
      );
    }
    const weights = [1, 2, 3, 4];
    const along = (target: Tensor) =>
      grad((logit: Tensor) => softmaxCrossEntropy(logit, target))(target.mul(0).add(0.5))
        .mul(target)
        .sum();
    expect(checkGradient(along, [weights]).ok).toBe(true);
    closeAll(
      slopeByTarget(softmaxCrossEntropy, z, [0.1, 0.2, 0.3, 0.4]),
      p.map((share) => -Math.log(share)),
    );
  });

  it("agrees with the logistic loss for two classes", () => {
    for (const d of [-40, -1, 0, 3, 40]) close(softmaxCrossEntropy([0, d], 1), sigmoidCrossEntropy(d, 1));
  });

  it("ignores a class that is neither possible nor wanted", () => {
    expect(softmaxCrossEntropy([0, Number.NEGATIVE_INFINITY], [1, 0])).toBe(0);
    expect(softmaxCrossEntropy([0, Number.NEGATIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is NaN for a class id that is none, and never silently 0", () => {
    for (const id of [-1, 3, 1.5, Number.NaN]) expect(softmaxCrossEntropy([1, 2, 3], id)).toBeNaN();
    expect(crossEntropy([0.5, 0.5], 2)).toBeNaN();
    expect(softmaxCrossEntropy([1, Number.NaN], 0)).toBeNaN();
  });

  it("takes int32 class ids, alone and mapped over rows", () => {
    const z = [
      [1, 2, 3],
      [3, 0, 1],
    ];
    const expected = [surprisal(z[0], 2), surprisal(z[1], 1)];
    const ids = Int32Array.of(2, 1);
    close(
      softmaxCrossEntropy({ data: Float64Array.from(z.flat()), shape: [2, 3] }, ids),
      (expected[0] + expected[1]) / 2,
    );
    const each = vmap(softmaxCrossEntropy as Traced)(z, ids) as unknown as ArrayLike<number>;
    closeAll(each, expected);
  });
});

describe("every loss", () => {
  const all = Object.values(losses);
  const inside = { value: 0.7, logit: 0.7, logits: [0.7, -0.3], probability: 0.7, probabilities: [0.7, 0.3] } as const;

  it.each(all.map((loss) => [loss.info.id, loss] as const))("%s knows itself", (id, loss) => {
    expect((losses as Record<string, unknown>)[id]).toBe(loss);
    for (const words of [loss.info.name.en, loss.info.name.zh, loss.info.formula, loss.info.source]) {
      expect(words).toMatch(/\S/);
    }
    for (const option of loss.info.options) expect(loss.settings[option.name]).toBe(option.default);
    expect(loss.info.additive).toBe(true);
  });

  it.each(all.map((loss) => [loss.info.id, loss] as const))(
    "%s has its gradient and its curvature bound",
    (_, loss) => {
      const { predictionIs, curvature } = loss.info;
      const prediction = inside[predictionIs] as number | number[];
      const target = Array.isArray(prediction) ? [0.25, 0.75] : 0.25;
      expect(checkGradient(loss as Traced, [prediction, target]).ok).toBe(true);
      const at = (scale: number) => {
        const place = Array.isArray(prediction) ? prediction.map((value) => value * scale) : prediction * scale;
        const curved = [hessian(loss as Traced)(place, target)].flat(2) as number[];
        return curved.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
      };
      if (curvature === null) return;
      for (const scale of [0, 0.01, 0.5, 1, 3]) expect(at(scale)).toBeLessThanOrEqual(curvature * (1 + 1e-14));
      expect(at(0)).toBeGreaterThanOrEqual(curvature / 2);
    },
  );

  it.each(all.map((loss) => [loss.info.id, loss] as const))("%s refuses shapes that would broadcast", (id, loss) => {
    const attempt = () => loss([[0.5, 0.5]], [[0.5], [0.5]]);
    expect(attempt).toThrow(new RegExp(`${id}: .*\\[1, 2\\].*\\[2, 1\\]`));
    expect(attempt).toThrow(expect.objectContaining({ name: "ShapeError" }));
    expect(() => loss([0.5], [0.5, 0.5])).toThrow(/\[1\].*\[2\]/);
  });

  it("computes in float32 where it is given float32", () => {
    for (const loss of all) {
      const two = ["logits", "probabilities"].includes(loss.info.predictionIs);
      const p = two ? [0.7, 0.3] : [0.7];
      const t = two ? [0.25, 0.75] : [0.25];
      const value = loss(Float32Array.from(p), Float32Array.from(t)) as unknown as number;
      expect(Math.abs(value - loss(p, t))).toBeLessThan(1e-6);
    }
  });

  it("refuses options it does not have, and proposes the nearest", () => {
    expect(() => huber.with({ detla: 2 })).toThrow(/huber has no option "detla".*did you mean "delta"/);
    expect(() => huber.with({ delta: 0 })).toThrow(/huber: delta is 0; expected a finite number > 0/);
    expect(() => huber.with({ delta: Number.NaN })).toThrow(/delta is NaN/);
    expect(() => meanSquaredError.with({ delta: 1 })).toThrow(/takes no options/);
    expect(huber.with({ delta: 2 }).settings).toEqual({ delta: 2 });
    expect(huber.settings).toEqual({ delta: 1 });
  });

  it("says which output it needs", () => {
    const ids = { shape: [], dtype: "int32", classes: 3 } as const;
    const one = { shape: [], dtype: "float32" } as const;
    const row = { shape: [3], dtype: "float32" } as const;
    expect(softmaxCrossEntropy.info.output(ids)).toEqual([3]);
    expect(crossEntropy.info.output(row)).toEqual([3]);
    expect(sigmoidCrossEntropy.info.output(one)).toEqual([]);
    expect(meanSquaredError.info.output(row)).toEqual([3]);
  });

  it("composes with other mathematics", () => {
    const doubled = (prediction: Tensor, target: Tensor) => mul(meanSquaredError(prediction, target) as Tensor, 2);
    expect(slope(doubled, 3, 1)).toBe(8);
  });
});
