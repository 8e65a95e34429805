/** Likelihoods of numbers, losses of vectors, regions, pairs and triplets against closed forms. */
import { grad, type Tensor } from "nabla";
import * as losses from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend, steps } from "nabla/train";
import { describe, expect, it } from "vitest";
import { close, closeAll } from "./closeness.ts";

type Traced = (prediction: Tensor, target: Tensor) => Tensor;
const slopes = (loss: unknown, prediction: number[], target: number | number[]) =>
  grad(loss as Traced)(prediction, target) as number[];
const { exp, log1p, abs, sqrt, hypot, max } = Math;

/** By logarithms of means: both terms, since near the optimum they take each other away. */
const likelihoods = [
  { loss: losses.poisson, value: [exp, (z: number, t: number) => -t * z], slope: [exp, (_: number, t: number) => -t] },
  {
    loss: losses.gamma,
    value: [(z: number) => z, (z: number, t: number) => t * exp(-z)],
    slope: [() => 1, (z: number, t: number) => -t * exp(-z)],
  },
  {
    loss: losses.tweedie.with({ power: 1.25 }),
    value: [(z: number) => exp(0.75 * z) / 0.75, (z: number, t: number) => (t * exp(-0.25 * z)) / 0.25],
    slope: [(z: number) => exp(0.75 * z), (z: number, t: number) => -t * exp(-0.25 * z)],
  },
];

describe.each(likelihoods)("$loss.info.id", ({ loss, value, slope }) => {
  it("has the value and slope of its closed form", () => {
    for (const z of [-300, -20, -1, 0, 0.5, 10, 300]) {
      for (const t of [0.01, 1, 7, 1e6]) {
        for (const [parts, got] of [
          [value, loss([z], [t])],
          [slope, slopes(loss, [z], [t])[0]],
        ] as const) {
          const [a, b] = parts.map((part) => part(z, t));
          expect(abs(got - (a + b))).toBeLessThanOrEqual(1e-13 * (abs(a) + abs(b)));
        }
      }
    }
  });

  it("is least where the prediction is the logarithm of the mean", () => {
    const targets = [0.5, 2, 9, 4.5];
    const at = Math.log(4);
    const constant = (z: number) => targets.map(() => z);
    const pull = slopes(loss, constant(at), targets).reduce((sum, each) => sum + each, 0);
    expect(abs(pull)).toBeLessThan(1e-14);
    for (const away of [-0.3, 0.2]) {
      expect(loss(constant(at + away), targets)).toBeGreaterThan(loss(constant(at), targets));
    }
  });

  it("is refused targets that have no likelihood", () => {
    const fit = (y: number[]) =>
      descend({ model: linear(), loss, optimizer: sgd({ learningRate: 0.1 }), data: { x: [[1], [2]], y } }).close();
    expect(() => fit([1, -2])).toThrow(`y[1] is -2; ${loss.info.id} takes targets`);
    expect(() => fit([1, -2])).toThrow(expect.objectContaining({ code: "target-range" }));
    if (loss.info.id === "gamma") expect(() => fit([0, 1])).toThrow("targets > 0");
    else fit([0, 1]);
  });
});

it("poissonOfMean is poisson of the logarithm, and charges a count of 0 for the mean alone", () => {
  for (const p of [1e-300, 1e-5, 0.3, 1, 40, 1e9]) {
    for (const t of [0, 1, 7, 1e6]) {
      const [of, by] = [losses.poissonOfMean([p], [t]), losses.poisson([Math.log(p)], [t])];
      expect(abs(of - by)).toBeLessThanOrEqual(1e-12 * (p + t * abs(Math.log(p))));
      expect(abs(slopes(losses.poissonOfMean, [p], [t])[0] - (1 - t / p))).toBeLessThanOrEqual(1e-15 * (1 + t / p));
    }
  }
  expect(losses.poissonOfMean([0], [0])).toBe(0);
  expect(slopes(losses.poissonOfMean, [0], [0])).toEqual([1]);
  expect(losses.poissonOfMean([0], [2])).toBe(Number.POSITIVE_INFINITY);
});

it("tweedie charges a target of 0 for the mean alone, also where the other term overflows", () => {
  for (const z of [-1e4, -1500, -30, 0, 30, 700]) {
    close(losses.tweedie([z], [0]), 2 * exp(z / 2), 1e-13);
    closeAll(slopes(losses.tweedie, [z], [0]), [exp(z / 2)], 1e-13);
  }
  // Nor does that take the slope by the target away.
  const byTarget = grad((target: Tensor, z: Tensor) => (losses.tweedie as unknown as Traced)(z, target)) as unknown as (
    target: number[],
    z: number[],
  ) => number[];
  closeAll(byTarget([0], [-300]), [2 * exp(150)], 1e-13);
});

it("meanSquaredLogarithmicError measures ratios", () => {
  for (const [p, t] of [
    [3, 5],
    [1e-12, 0],
    [1e9, 1e-3],
  ]) {
    const apart = log1p(p) - log1p(t);
    close(losses.meanSquaredLogarithmicError([p], [t]), apart ** 2);
    closeAll(slopes(losses.meanSquaredLogarithmicError, [p], [t]), [(2 * apart) / (1 + p)]);
  }
  expect(slopes(losses.meanSquaredLogarithmicError, [-2], [1])).toEqual([0]);
});

describe("gaussian", () => {
  it("has the closed form of a normal density with its own variance", () => {
    for (const s of [-20, -1, 0, 3, 50]) {
      const [mean, t] = [1.5, -0.25];
      const density = exp(-((mean - t) ** 2) / (2 * exp(s))) / sqrt(2 * Math.PI * exp(s));
      if (density > 0) close(losses.gaussian([mean, s], t) + 0.5 * Math.log(2 * Math.PI), -Math.log(density), 1e-12);
      closeAll(slopes(losses.gaussian, [mean, s], t), [1.75 * exp(-s), 0.5 - 0.5 * 1.75 ** 2 * exp(-s)], 1e-12);
    }
  });

  it("has no more to say of a mean that is met, however small the variance", () => {
    for (const s of [-1e4, -800, 800, 1e4]) {
      expect(losses.gaussian([2, s], 2)).toBe(s / 2);
      expect(slopes(losses.gaussian, [2, s], 2).map(abs)).toEqual([0, 0.5]);
    }
  });

  it("learns the mean and the variance of the rows", async () => {
    const y = [1, 2, 4, 9];
    const descent = descend({
      model: linear(),
      loss: losses.gaussian,
      optimizer: sgd({ learningRate: 0.5 }),
      data: { x: y.map(() => [0]), y },
      batchSize: "full",
      dtype: "float64",
      stop: [steps(2000)],
    });
    await descent.run();
    const [[mean, logVariance]] = descent.predict([[0]]) as unknown as number[][];
    close(mean, 4, 1e-8);
    close(exp(logVariance), 9.5, 1e-8);
    descent.close();
  });

  it("says what the prediction must be", () => {
    expect(() => losses.gaussian([1, 2, 3], [1, 2, 3])).toThrow("[3] must have the shape of the target [3] and a last");
  });
});

describe("vectors", () => {
  it("cosineDistance keeps its digits at small angles, and at any length", () => {
    for (const angle of [1e-9, 1e-4, 0.3, 1.5, 3]) {
      for (const size of [1e-200, 1, 1e200]) {
        const turned = [size * Math.cos(angle), size * Math.sin(angle)];
        close(losses.cosineDistance(turned, [3, 0]), 2 * Math.sin(angle / 2) ** 2, 1e-6 * max(1e-6, 1e-9 / angle));
      }
    }
    expect(losses.cosineDistance([0, 0], [1, 2])).toBe(1);
    expect(slopes(losses.cosineDistance, [0, 0], [1, 2])).toEqual([0, 0]);
    expect(slopes(losses.cosineDistance, [1, 2], [0, 0]).map(abs)).toEqual([0, 0]);
  });

  it("its gradient turns and does not stretch", () => {
    const [p, t] = [
      [1, 2, -0.5],
      [0.3, -1, 2],
    ];
    const norm = (v: number[]) => hypot(...v);
    const inner = p.reduce((sum, each, k) => sum + each * t[k], 0);
    const got = slopes(losses.cosineDistance, p, t);
    const expected = p.map((each, k) => -t[k] / (norm(p) * norm(t)) + (inner * each) / (norm(p) ** 3 * norm(t)));
    closeAll(got, expected, 1e-13);
    expect(abs(got.reduce((sum, each, k) => sum + each * p[k], 0))).toBeLessThan(1e-15);
  });

  it("hingeEmbedding, marginRanking and tripletMargin are 0 beyond their margin", () => {
    close(losses.hingeEmbedding([0.5, 0.25, 3], [1, 0, 0]), (0.5 + 0.75 + 0) / 3);
    expect(slopes(losses.hingeEmbedding, [0.5, 0.25, 3], [1, 0, 0]).map((each) => each * 3)).toEqual([1, -1, 0]);
    const ranking = losses.marginRanking.with({ margin: 0.5 });
    close(ranking({ first: [1, 1, 1], second: [0, 0.75, 2] }, [1, 1, 0]), 0.25 / 3);
    const triplet = { anchor: [[0, 0]], positive: [[3, 4]], negative: [[6, 8]] };
    expect(losses.tripletMargin(triplet)).toBe(0);
    expect(losses.tripletMargin.with({ margin: 7 })(triplet)).toBe(2);
    const pull = grad(losses.tripletMargin.with({ margin: 7 }) as never)(triplet as never) as Record<
      string,
      number[][]
    >;
    closeAll(pull.positive[0], [0.6, 0.8]);
    closeAll(pull.negative[0], [-0.6, -0.8]);
    const same = { anchor: [[1e200, 1]], positive: [[1e200, 1]], negative: [[1e200, 1]] };
    expect(losses.tripletMargin(same)).toBe(1);
    expect(
      Object.values(grad(losses.tripletMargin as never)(same as never) as object)
        .flat(2)
        .map(abs),
    ).toEqual(new Array(6).fill(0));
  });

  it("cosineEmbedding draws together and pushes apart", () => {
    const [first, second] = [[[1, 0]], [[1, 1]]];
    close(losses.cosineEmbedding({ first, second }, [1]), 1 - Math.SQRT1_2, 1e-14);
    close(losses.cosineEmbedding.with({ margin: 0.2 })({ first, second }, [0]), Math.SQRT1_2 - 0.2, 1e-14);
    expect(losses.cosineEmbedding.with({ margin: 0.9 })({ first, second }, [0])).toBe(0);
    expect(() => losses.cosineEmbedding.with({ margin: -2 })).toThrow("margin is -2");
    expect(() => losses.cosineEmbedding({ first, second }, [1, 0])).toThrow("[1] and target [2]");
  });
});

describe("ntXent", () => {
  const rows = [
    [1, 0.2],
    [0.9, 0.4],
    [-1, 2],
    [-0.7, 1.6],
    [3, -3],
  ];
  const labels = [0, 0, 1, 1, 2];
  it("is the mean over pairs of one label, as written out", () => {
    const unit = rows.map(([x, y]) => [x / hypot(x, y), y / hypot(x, y)]);
    const similar = (i: number, j: number) => (unit[i][0] * unit[j][0] + unit[i][1] * unit[j][1]) / 0.3;
    const surprisals = rows.flatMap((_, i) =>
      rows.flatMap((_, j) => {
        if (i === j || labels[i] !== labels[j]) return [];
        const others = rows.reduce((sum, _, k) => (k === i ? sum : sum + exp(similar(i, k))), 0);
        return [Math.log(others) - similar(i, j)];
      }),
    );
    expect(surprisals).toHaveLength(4);
    close(
      losses.ntXent.with({ temperature: 0.3 })(rows, labels),
      surprisals.reduce((sum, each) => sum + each, 0) / 4,
      1e-13,
    );
  });

  it("is 0 without pairs, and refuses what are no rows", () => {
    expect(losses.ntXent(rows, [0, 1, 2, 3, 4])).toBe(0);
    expect(() => losses.ntXent(rows, [0, 1])).toThrow("[5, 2] must be one row each, and the labels [2]");
    expect(() => losses.ntXent.with({ temperature: 0 })).toThrow("temperature is 0");
  });
});

describe("regions", () => {
  const [p, t] = [
    [0.9, 0.2, 0.4, 0],
    [1, 0, 1, 0],
  ];
  const inner = 0.9 + 0.4;
  it("dice and tversky measure what is missed", () => {
    close(losses.dice(p, t), 1 - (2 * inner + 1) / (1.5 + 2 + 1), 1e-14);
    const missed = 0.25 * 0.2 + 0.75 * (0.1 + 0.6);
    close(losses.tversky.with({ alpha: 0.25, beta: 0.75, smooth: 0 })(p, t), missed / (inner + missed), 1e-14);
    close(losses.tversky.with({ smooth: 0 })(p, t), losses.dice.with({ smooth: 0 })(p, t), 1e-14);
  });

  it("of two empty regions match, and a perfect one costs nothing", () => {
    for (const loss of [losses.dice, losses.tversky]) {
      expect(loss.with({ smooth: 0 })([0, 0], [0, 0])).toBe(0);
      expect(slopes(loss.with({ smooth: 0 }), [0, 0], [0, 0])).toEqual([0, 0]);
      expect(loss.with({ smooth: 0 })([1, 0], [1, 0])).toBe(0);
      expect(loss.with({ smooth: 0 })([0, 1], [1, 0])).toBe(1);
      // What is missed by a hair is not lost in a difference from 1.
      close(loss.with({ smooth: 0 })([1, 1e-20], [1, 0]), 0.5e-20, 1e-12);
    }
  });
});
