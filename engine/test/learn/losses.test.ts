import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradient, grad, hessian, mul, type Tensor } from "../../src/doors/index.ts";
import * as losses from "../../src/doors/losses.ts";
import { close, closeAll } from "./closeness.ts";

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

describe("every loss", () => {
  const { overBatch: _, reduced: __, ...every } = losses;
  const all = Object.values(every).filter((loss) => "task" in loss.info) as losses.CallableLoss[];
  const two = { prediction: [0.7, -0.3], target: [0.25, 0.75] };
  const inside = {
    value: { prediction: 0.7, target: 0.25 },
    vector: two,
    logarithm: { prediction: 0.7, target: 0.25 },
    meanAndLogVariance: { prediction: [0.7, -0.3], target: 0.25 },
    distance: { prediction: 0.7, target: 0.25 },
    score: { prediction: 0.7, target: 1 },
    scores: { ...two, prediction: [0.4, -0.3] },
    logit: { prediction: 0.7, target: 0.25 },
    logits: two,
    logProbabilities: { ...two, prediction: [-0.4, -1.1] },
    probability: { prediction: 0.7, target: 0.25 },
    probabilities: { ...two, prediction: [0.7, 0.3] },
  } satisfies Record<losses.LossInfo["predictionIs"], { prediction: number | number[]; target: number | number[] }>;
  const exampleOf = ({ info }: losses.CallableLoss): { prediction: number | number[]; target: number | number[] } =>
    inside[info.predictionIs];

  it.each(Object.values(every).map((loss) => [loss.info.id, loss] as const))("%s knows itself", (id, loss) => {
    expect((losses as Record<string, unknown>)[id]).toBe(loss);
    for (const words of [loss.info.name.en, loss.info.name.zh, loss.info.formula, loss.info.source]) {
      expect(words).toMatch(/\S/);
    }
    for (const option of loss.info.options) expect(loss.settings[option.name]).toBe(option.default);
    expect(loss.info.additive).toBe(id !== "ntXent");
  });

  it.each(all.map((loss) => [loss.info.id, loss] as const))(
    "%s has its gradient and its curvature bound",
    (_, loss) => {
      const { curvature } = loss.info;
      const { prediction, target } = exampleOf(loss);
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

  it.each(all.map((loss) => [loss.info.id, loss] as const))("%s says so of numbers beside a tensor", (id, loss) => {
    const attempt = () => grad((p: Tensor) => loss(p, [0.5] as never) as unknown as Tensor)([0.5]);
    expect(attempt).toThrow(`${id}: target is an array`);
    expect(attempt).toThrow(expect.objectContaining({ code: "loss-not-tensor" }));
  });

  it.each(all.map((loss) => [loss.info.id, loss] as const))("%s computes in float32 what it is given so", (_, loss) => {
    const { prediction, target } = exampleOf(loss);
    const singles = (values: number | number[]) => Float32Array.from([values].flat());
    const shaped = (values: number | number[]) =>
      Array.isArray(values) ? singles(values) : { data: singles(values), shape: [] };
    const value = loss(shaped(prediction), shaped(target)) as unknown as number;
    const expected = loss(prediction, target);
    expect(Math.abs(value - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
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
