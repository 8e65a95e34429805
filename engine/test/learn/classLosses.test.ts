/** Losses of scores, logits and log-probabilities against closed forms, in both tails. */
import { grad, type Tensor, valueAndGrad } from "nabla";
import * as losses from "nabla/losses";
import { describe, expect, it } from "vitest";
import { close, closeAll } from "./closeness.ts";

type Traced = (prediction: Tensor, target: Tensor) => Tensor;
const slopes = (loss: unknown, prediction: number[], target: number | number[]) =>
  grad(loss as Traced)(prediction, target) as number[];

/** −0 is 0. */
const unsigned = (values: readonly number[]) => values.map((value) => value + 0);
const { exp, log1p, expm1, abs, max } = Math;
const sigma = (u: number): number => (u < 0 ? exp(u) / (1 + exp(u)) : 1 / (1 + exp(-u)));
const softplus = (u: number): number => max(u, 0) + log1p(exp(-abs(u)));

interface OfMargin {
  readonly loss: losses.CallableLoss;
  readonly value: (m: number) => number;
  readonly slope: (m: number) => number;
}
const ofMargins: readonly OfMargin[] = [
  { loss: losses.perceptron, value: (m) => (m < 0 ? -m : 0), slope: (m) => (m < 0 ? -1 : 0) },
  { loss: losses.hinge, value: (m) => (m < 1 ? 1 - m : 0), slope: (m) => (m < 1 ? -1 : 0) },
  { loss: losses.squaredHinge, value: (m) => (m < 1 ? (1 - m) ** 2 : 0), slope: (m) => (m < 1 ? 2 * m - 2 : 0) },
  {
    loss: losses.modifiedHuber,
    value: (m) => (m < -1 ? -4 * m : m < 1 ? (1 - m) ** 2 : 0),
    slope: (m) => (m < -1 ? -4 : m < 1 ? 2 * m - 2 : 0),
  },
  { loss: losses.exponential, value: (m) => exp(-m), slope: (m) => -exp(-m) },
];
const scores = [0, 1e-300, 1e-9, 0.3, 0.999, 1.001, 2, 40, 700, 1e4, 1e150].flatMap((size) => [size, -size]);

describe.each(ofMargins)("$loss.info.id", ({ loss, value, slope }) => {
  it.each([0, 1])("has the value and slope of its closed form for class %i", (target) => {
    const side = 2 * target - 1;
    for (const z of scores) {
      if (Number.isFinite(value(side * z))) close(loss([z], [target]), value(side * z), 1e-14);
      if (loss === losses.perceptron && z === 0) continue;
      if (Number.isFinite(slope(side * z))) closeAll(slopes(loss, [z], [target]), [side * slope(side * z)]);
    }
  });
});

it("takes the slope at the kink that is asked for", () => {
  for (const atKink of [0, 0.25, 1]) {
    expect(unsigned(slopes(losses.hinge.with({ atKink }), [1], [1]))).toEqual([0 - atKink]);
    expect(unsigned(slopes(losses.hinge.with({ atKink }), [-1], [0]))).toEqual([atKink]);
    expect(unsigned(slopes(losses.perceptron.with({ atKink }), [0], [1]))).toEqual([0 - atKink]);
    // Elsewhere it changes nothing.
    expect(unsigned(slopes(losses.hinge.with({ atKink }), [0.9, 1.1], [1, 1]))).toEqual([-0.5, 0]);
    close(losses.hinge.with({ atKink })([0.4, 1, 3], [1, 1, 1]), 0.2);
  }
  expect(() => losses.hinge.with({ atKink: 1.5 })).toThrow(
    "hinge: atKink is 1.5; expected a finite number ≥ 0 and ≤ 1",
  );
});

/** Of two classes everything depends on u, how far the right one leads: p = σ(u). */
interface OfLead {
  readonly loss: losses.CallableLoss;
  readonly options: Readonly<Record<string, number>>;
  readonly value: (u: number) => number;
  readonly slope: (u: number) => number;
}
const focalSlope = (gamma: number) => (u: number) =>
  -exp(-gamma * softplus(u)) * (gamma * sigma(u) * softplus(-u) + sigma(-u));
const ofLeads: readonly OfLead[] = [
  {
    loss: losses.softmaxFocal,
    options: { gamma: 2 },
    value: (u) => exp(-2 * softplus(u)) * softplus(-u),
    slope: focalSlope(2),
  },
  {
    loss: losses.softmaxFocal,
    options: { gamma: 0.5 },
    value: (u) => exp(-0.5 * softplus(u)) * softplus(-u),
    slope: focalSlope(0.5),
  },
  { loss: losses.softmaxFocal, options: { gamma: 0 }, value: (u) => softplus(-u), slope: (u) => -sigma(-u) },
  {
    loss: losses.poly1,
    options: { epsilon: 2 },
    value: (u) => softplus(-u) + 2 * sigma(-u),
    slope: (u) => -sigma(-u) * (1 + 2 * sigma(u)),
  },
  {
    loss: losses.generalizedCrossEntropy,
    options: { q: 0.7 },
    value: (u) => -expm1(-0.7 * softplus(-u)) / 0.7,
    slope: (u) => -exp(-0.7 * softplus(-u)) * sigma(-u),
  },
  { loss: losses.softmaxKlDivergence, options: {}, value: (u) => softplus(-u), slope: (u) => -sigma(-u) },
  {
    loss: losses.softmaxCrossEntropy,
    options: { labelSmoothing: 0.2 },
    value: (u) => 0.9 * softplus(-u) + 0.1 * softplus(u),
    slope: (u) => 0.1 * sigma(u) - 0.9 * sigma(-u),
  },
];
/** Not beyond, where powers of 1 − p leave the range of numbers. */
const leads = [0, 1e-9, 0.4, 3, 20, 37, 100, 300, 340].flatMap((size) => [size, -size]);

describe.each(ofLeads)("$loss.info.id $options", ({ loss: plain, options, value, slope }) => {
  const loss = plain.with(options);
  it("has the value and slope of its closed form, in the tails too", () => {
    for (const u of leads) {
      for (const right of [0, 1]) {
        const logits = right === 0 ? [u + 5, 5] : [-2, u - 2];
        const lead = right === 0 ? logits[0] - logits[1] : logits[1] - logits[0];
        close(loss(logits, right), value(lead), 4e-13);
        const expected = right === 0 ? [slope(lead), -slope(lead)] : [-slope(lead), slope(lead)];
        closeAll(slopes(loss, logits, right), expected, 1e-12);
        // The same as a distribution with all its weight on one class.
        close(loss(logits, right === 0 ? [1, 0] : [0, 1]), value(lead), 4e-13);
      }
    }
  });

  it("is finite and sums to no slope far out", () => {
    for (const logits of [
      [1e4, -1e4, 0],
      [-1e4, 1e4, 3],
      [1e300, 0, -1e300],
    ]) {
      for (const right of [0, 1, 2]) {
        expect(loss(logits, right)).not.toBeNaN();
        const sum = slopes(loss, logits, right).reduce((total, each) => total + each, 0);
        expect(abs(sum)).toBeLessThanOrEqual(3 * 2 ** -52);
      }
    }
  });

  it("refuses an id that is no class, and gives it no slope that could pass for one", () => {
    for (const id of [2, -1, 0.5, Number.NaN]) {
      expect(() => loss([1, 2], id)).toThrow(`target[0] is ${id}; a class id is a whole number from 0 on below 2`);
      expect(valueAndGrad(loss as unknown as Traced)([1, 2], id).value).toBeNaN();
    }
  });
});

describe("sigmoidFocal", () => {
  const both = losses.sigmoidFocal.with({ gamma: 1.5, alpha: 0.25 });
  it("has the value and slope of its closed form in both tails, also for a target between", () => {
    for (const z of leads) {
      const happens = (u: number) => exp(-1.5 * softplus(u)) * softplus(-u);
      for (const t of [0, 0.3, 1]) {
        close(both([z], [t]), 0.25 * t * happens(z) + 0.75 * (1 - t) * happens(-z), 1e-12);
        const expected = 0.25 * t * focalSlope(1.5)(z) - 0.75 * (1 - t) * focalSlope(1.5)(-z);
        const size = max(abs(0.25 * t * focalSlope(1.5)(z)), abs(0.75 * (1 - t) * focalSlope(1.5)(-z)));
        expect(abs(slopes(both, [z], [t])[0] - expected)).toBeLessThanOrEqual(1e-12 * size);
      }
    }
  });

  it("without focus is the logistic loss", () => {
    for (const z of [-50, -1, 0, 2, 30]) {
      close(losses.sigmoidFocal.with({ gamma: 0 })([z], [1]), losses.sigmoidCrossEntropy([z], [1]), 1e-14);
    }
  });
});

describe("many classes", () => {
  const z = [1.5, -0.25, 3, 0.5];
  it("multiclassHinge asks the right class to lead every other by 1", () => {
    for (const [right, score] of z.entries()) {
      const worst = max(...z.map((other, k) => (k === right ? score : other + 1)));
      close(losses.multiclassHinge(z, right), worst - score);
    }
    expect(slopes(losses.multiclassHinge, z, 0)).toEqual([-1, 0, 1, 0]);
    expect(slopes(losses.multiclassHinge, [5, 1, 0, 0], 0)).toEqual([0, 0, 0, 0]);
    expect(losses.multiclassHinge([1e300, -1e300], 1)).toBe(2e300);
  });

  it.each([1, 2])("multiMargin sums what is missing to the power %i", (power) => {
    const loss = losses.multiMargin.with({ power, margin: 1.25 });
    for (const [right, score] of z.entries()) {
      const missing = z.map((other, k) => (k === right ? 0 : max(0, 1.25 - score + other)));
      close(loss(z, right), missing.reduce((sum, each) => sum + each ** power, 0) / 4);
      const each = missing.map((m) => (m > 0 ? (power === 1 ? 1 : 2 * m) / 4 : 0));
      const pull = each.reduce((sum, value) => sum + value, 0);
      closeAll(
        slopes(loss, z, right),
        each.map((value, k) => (k === right ? -pull : value)),
      );
    }
    expect(() => loss.with({ power: 3 })).toThrow("power is 3");
  });

  it("multiLabelMargin sums what every label lacks over every other class", () => {
    const scores = [0.3, -1.2, 2, 0.9];
    const loss = losses.multiLabelMargin.with({ margin: 1.25 });
    for (const t of [
      [1, 0, 0, 1],
      [0, 0, 0, 1],
      [1, 1, 1, 1],
      [0, 0, 0, 0],
      [0, 1, 0, 0],
    ]) {
      let value = 0;
      const slope = scores.map(() => 0);
      for (const [j, label] of scores.entries()) {
        for (const [i, other] of scores.entries()) {
          const missing = 1.25 - (label - other);
          if (t[j] === 0 || t[i] === 1 || missing <= 0) continue;
          value += missing / 4;
          slope[j] -= 1 / 4;
          slope[i] += 1 / 4;
        }
      }
      close(loss(scores, t), value);
      closeAll(slopes(loss, scores, t), slope);
    }
    close(
      loss(
        [scores, [1, 0, 0, 0]],
        [
          [1, 0, 0, 1],
          [1, 0, 0, 0],
        ],
      ),
      (loss(scores, [1, 0, 0, 1]) + 0.1875) / 2,
    );
  });

  it("negativeLogLikelihood and klDivergence let impossible classes be impossible", () => {
    expect(losses.negativeLogLikelihood([Number.NEGATIVE_INFINITY, 0], 1)).toBe(0);
    expect(losses.negativeLogLikelihood([Number.NEGATIVE_INFINITY, 0], 0)).toBe(Number.POSITIVE_INFINITY);
    expect(slopes(losses.negativeLogLikelihood, [-3, -0.05], [0.25, 0.75])).toEqual([-0.25, -0.75]);
    expect(losses.klDivergence([0, 1], [0, 1])).toBe(0);
    expect(losses.klDivergence([0, 1], [0.5, 0.5])).toBe(Number.POSITIVE_INFINITY);
    expect(losses.klDivergence([0.2, 0.3, 0.5], [0.2, 0.3, 0.5])).toBe(0);
    closeAll(slopes(losses.klDivergence, [0.2, 1e-200], [0.5, 0.5]), [-2.5, -0.5e200]);
    expect(slopes(losses.klDivergence, [0, 1], [0, 1]).map(abs)).toEqual([0, 1]);
  });

  it("softmaxKlDivergence takes log-probabilities as they are", () => {
    const [p, t] = [
      [1e-300, 0.25, 0.75],
      [0.5, 0, 0.5],
    ];
    const logarithms = p.map(Math.log);
    close(losses.softmaxKlDivergence(logarithms, t), losses.klDivergence(p, t), 1e-14);
    const got = slopes(losses.softmaxKlDivergence, logarithms, t);
    expect(max(...got.map((each, k) => abs(each - (p[k] - t[k]))))).toBeLessThanOrEqual(2 ** -52);
  });

  it("cross-entropy is the divergence and the entropy of the target together", () => {
    const [t, logits] = [
      [0.1, 0.6, 0, 0.3],
      [2, -1, 0.5, 7],
    ];
    const entropy = -t.reduce((sum, each) => sum + (each === 0 ? 0 : each * Math.log(each)), 0);
    close(losses.softmaxCrossEntropy(logits, t), losses.softmaxKlDivergence(logits, t) + entropy, 1e-14);
  });
});

describe("options of cross-entropy", () => {
  const logits = [
    [2, -1, 0.5],
    [0, 3, 1],
    [-2, 0, 4],
  ];
  const { softmaxCrossEntropy, sigmoidCrossEntropy } = losses;
  const each = logits.map((row, i) => softmaxCrossEntropy(row, [0, 2, 1][i]));

  it("class weights multiply, and the mean is over the examples", () => {
    const weighed = softmaxCrossEntropy.with({ classWeights: [1, 2, 4] });
    close(weighed(logits, [0, 2, 1]), (each[0] + 4 * each[1] + 2 * each[2]) / 3, 1e-14);
    expect(weighed.info.curvature).toBe(2);
    expect(() => weighed([1, 2], 0)).toThrow("classWeights has 3 weights for 2 classes");
    expect(() => softmaxCrossEntropy.with({ classWeights: [0, 0] })).toThrow("not all of them 0");
    expect(() => softmaxCrossEntropy.with({ classWeights: [1, -1] })).toThrow("[1, -1]");
  });

  it("ignored ids do not count, nor do they in the mean", () => {
    const loss = softmaxCrossEntropy.with({ ignored: -1 });
    close(loss(logits, [0, -1, 1]), (each[0] + each[2]) / 2, 1e-14);
    expect(loss(logits, [-1, -1, -1])).toBe(0);
    expect(grad(loss as unknown as Traced)(logits, [-1, -1, -1])).toEqual(logits.map((row) => row.map(() => 0)));
    expect(() => loss(logits, [0, 7, 1])).toThrow("target[1] is 7");
  });

  it("positive targets weigh more, smoothed ones are moved towards the middle", () => {
    const weighed = sigmoidCrossEntropy.with({ positiveWeight: 3 });
    for (const z of [-700, -37, -0.5, 0, 2, 40, 700]) {
      close(weighed([z], [1]), 3 * softplus(-z), 1e-14);
      close(weighed([z], [0]), softplus(z), 1e-14);
      closeAll(slopes(weighed, [z], [1]), [-3 * sigma(-z)]);
      closeAll(slopes(weighed, [z], [0]), [sigma(z)]);
      close(sigmoidCrossEntropy.with({ labelSmoothing: 0.2 })([z], [1]), 0.9 * softplus(-z) + 0.1 * softplus(z), 1e-14);
    }
    expect(weighed.info.curvature).toBe(0.75);
    expect(() => sigmoidCrossEntropy.with({ labelSmoothing: 1 })).toThrow("labelSmoothing is 1");
  });
});
