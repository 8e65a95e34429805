import { grad, hessian, type Tensor } from "nabla";
import * as losses from "nabla/losses";
import { describe, expect, it } from "vitest";

interface Row {
  readonly name: keyof typeof losses;
  readonly options: Readonly<Record<string, number>>;
  /** The loss of a residual and its slope, by other forms than the engine's. */
  readonly value: (r: number) => number;
  readonly slope: (r: number) => number;
}

/** ln cosh r without cancellation: its series where r is small. */
const logCosh = (r: number): number => {
  const s = r * r;
  if (Math.abs(r) < 0.01) return s / 2 - s ** 2 / 12 + s ** 3 / 45 - (17 * s ** 4) / 2520;
  return Math.abs(r) < 20 ? Math.log(Math.cosh(r)) : Math.abs(r) - Math.LN2;
};
/** √(1 + u²) − 1 */
const rise = (u: number): number =>
  Math.abs(u) < 0.02 ? u ** 2 / 2 - u ** 4 / 8 + u ** 6 / 16 - (5 * u ** 8) / 128 : Math.hypot(1, u) - 1;
const { sign, abs } = Math;

const rows: readonly Row[] = [
  { name: "halfSquaredError", options: {}, value: (r) => (r * r) / 2, slope: (r) => r },
  {
    name: "smoothL1",
    options: { beta: 0.5 },
    value: (r) => (abs(r) < 0.5 ? r * r : abs(r) - 0.25),
    slope: (r) => (abs(r) < 0.5 ? 2 * r : sign(r)),
  },
  { name: "logCosh", options: {}, value: logCosh, slope: Math.tanh },
  {
    name: "quantile",
    options: { tau: 0.75 },
    value: (r) => (r < 0 ? -0.75 * r : 0.25 * r),
    slope: (r) => (r < 0 ? -0.75 : r > 0 ? 0.25 : -0.25),
  },
  {
    name: "expectile",
    options: { tau: 0.75 },
    value: (r) => (r < 0 ? 0.75 : 0.25) * r * r,
    slope: (r) => (r < 0 ? 1.5 : 0.5) * r,
  },
  {
    name: "epsilonInsensitive",
    options: { epsilon: 0.25 },
    value: (r) => Math.max(0, abs(r) - 0.25),
    slope: (r) => (abs(r) > 0.25 ? sign(r) : 0),
  },
  {
    name: "squaredEpsilonInsensitive",
    options: { epsilon: 0.25 },
    value: (r) => Math.max(0, abs(r) - 0.25) ** 2,
    slope: (r) => (abs(r) > 0.25 ? 2 * (r - sign(r) * 0.25) : 0),
  },
  {
    name: "softL1",
    options: { delta: 2 },
    value: (r) => 4 * rise(r / 2),
    slope: (r) => (2 * (r / 2)) / Math.hypot(1, r / 2),
  },
  {
    name: "cauchy",
    options: { delta: 2 },
    value: (r) => (abs(r) < 1e100 ? 2 * Math.log1p(r * r * 0.25) : 4 * Math.log(abs(r / 2))),
    slope: (r) => 1 / (1 / r + r / 4) || 0,
  },
  {
    name: "tukey",
    options: { delta: 2 },
    value: (r) => (abs(r) > 2 ? 2 / 3 : (r * r) / 2 - r ** 4 / 8 + r ** 6 / 96),
    slope: (r) => (abs(r) > 2 ? 0 : r * (1 - r / 2) ** 2 * (1 + r / 2) ** 2),
  },
  {
    name: "meanAbsolutePercentageError",
    options: { epsilon: 0.5 },
    value: (r) => 200 * abs(r),
    slope: (r) => 200 * sign(r),
  },
];

const all = losses as unknown as Readonly<Record<string, typeof losses.huber>>;

/** Residuals over all magnitudes, and beside every kink. */
const residuals = [
  ...[1e-150, 1e-20, 1e-8, 1e-5, 0.004, 0.3, 0.7, 1.3, 1.9, 2.1, 5, 19, 40, 1e4, 1e7, 1e9, 1e50, 1e150],
  0,
].flatMap((size) => [size, -size]);

const near = (got: number, expected: number, relative: number) =>
  expect(Math.abs(got - expected), `${got} for ${expected}`).toBeLessThanOrEqual(relative * Math.abs(expected));

describe.each(rows)("$name $options", ({ name, options, value, slope }) => {
  const loss = all[name].with(options);

  it("has the value and the slope of its closed form, in the tails too", () => {
    for (const r of residuals) {
      // Squares of the largest leave the range: that is the loss, and its slope is still a number.
      const expected = value(r);
      if (Number.isFinite(expected) && expected > 1e-290) near(loss([r], [0]), expected, 2e-13);
      near((grad(loss as (p: Tensor, t: Tensor) => Tensor)([r], [0]) as number[])[0], slope(r), 1e-12);
    }
  });

  it("averages over the elements", () => {
    near(loss([0.7, -1.3, 5], [0, 0, 0]), (value(0.7) + value(-1.3) + value(5)) / 3, 1e-14);
  });

  it("is never more curved than it says", () => {
    const { curvature } = loss.info;
    if (curvature === null)
      return expect(["smoothL1", "quantile", "expectile"].includes(name) || slope(3) === slope(4)).toBe(true);
    for (const r of [0, 0.1, -0.3, 0.9, -1.7, 3, 30]) {
      const curved = hessian(loss as (p: Tensor, t: Tensor) => Tensor)(r, 0) as number;
      expect(Math.abs(curved)).toBeLessThanOrEqual(curvature * (1 + 1e-12));
    }
  });
});

describe("what minimises them", () => {
  const targets = [0, 1, 2, 3, 50, 51, 52];
  /** The constant of least loss, by trying all of a fine grid. */
  const best = (loss: (p: number[], t: number[]) => number): number => {
    const tried = Array.from({ length: 5401 }, (_, i) => i / 100 - 1);
    return tried.reduce((least, at) => {
      const constant = (place: number) => loss(new Array<number>(targets.length).fill(place), targets);
      return constant(at) < constant(least) - 1e-12 ? at : least;
    });
  };

  it("a quantile, an expectile and the mean, and robust ones stay with the many", () => {
    expect(best(losses.quantile.with({ tau: 0.5 }))).toBe(3);
    expect(best(losses.quantile.with({ tau: 0.9 }))).toBe(52);
    const mean = targets.reduce((sum, each) => sum + each, 0) / targets.length;
    expect(best(losses.expectile)).toBeCloseTo(mean, 2);
    expect(best(losses.halfSquaredError)).toBeCloseTo(mean, 2);
    for (const loss of [losses.tukey, losses.cauchy]) expect(best(loss)).toBeLessThan(3);
  });
});
