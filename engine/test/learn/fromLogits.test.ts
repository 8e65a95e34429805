import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradient, grad, hessian, type Tensor, vmap } from "../../src/doors/index.ts";
import { crossEntropy, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../src/doors/losses.ts";
import { close, closeAll } from "./closeness.ts";

type Traced = (prediction: Tensor, target: Tensor) => Tensor;

const slope = (loss: Traced, prediction: number[], target: number | number[]) =>
  grad(loss)(prediction, target) as number[];
const slopeByTarget = (loss: Traced, prediction: number[], target: number[]) =>
  grad(loss, { argument: 1 })(prediction, target) as number[];

const logits = fc.double({ min: -50, max: 50, noNaN: true });

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

  it("refuses a class id that is none, and never is silently 0", () => {
    for (const id of [-1, 3, 1.5, Number.NaN]) {
      expect(() => softmaxCrossEntropy([1, 2, 3], id)).toThrow(expect.objectContaining({ code: "class-id" }));
    }
    expect(() => crossEntropy([0.5, 0.5], 2)).toThrow("target[0] is 2; a class id is a whole number");
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
