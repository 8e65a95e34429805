/** C13 and C14 on landscapes whose minima and saddles are known: double wells, a saddle, a bowl. */
import { describe, expect, it } from "vitest";
import { endsAtMinimum } from "../../../../src/train/race/claims/endsAtMinimum.ts";
import { endsInLocalOptimum } from "../../../../src/train/race/claims/endsInLocalOptimum.ts";
import type { ClaimTest } from "../../../../src/train/race/claims/question.ts";
import { uniforms } from "../../support/affine.ts";

/** E and its derivatives, of two parameters. */
interface Landscape {
  value(x: number, y: number): number;
  gradient(x: number, y: number): [number, number];
  hessian(x: number, y: number): [number, number, number];
}

/** Wells at x ≈ ±1, of which the one at −1 lies lower by about 2·tilt. */
const doubleWell = (tilt: number): Landscape => ({
  value: (x, y) => (x * x - 1) ** 2 + tilt * x + y * y,
  gradient: (x, y) => [4 * x * (x * x - 1) + tilt, 2 * y],
  hessian: (x) => [12 * x * x - 4, 0, 2],
});
const saddle: Landscape = {
  value: (x, y) => x * x - y * y + y ** 4,
  gradient: (x, y) => [2 * x, -2 * y + 4 * y ** 3],
  hessian: (_, y) => [2, 0, -2 + 12 * y * y],
};
const bowl: Landscape = {
  value: (x, y) => x * x + 3 * y * y,
  gradient: (x, y) => [2 * x, 6 * y],
  hessian: () => [2, 0, 6],
};

interface Ends {
  readonly single?: readonly [number, number][];
  readonly full: readonly [number, number][];
}

function verdictOf(
  test: ClaimTest,
  { value, gradient, hessian }: Landscape,
  ends: Ends,
  convex = false,
  scores?: number[][],
) {
  const point = (pair: readonly [number, number]) => Float64Array.from(pair);
  const start = point([0.4, 1]);
  const objective = {
    rows: 50,
    dimension: 2,
    value: ([x, y]: Float64Array) => value(x, y),
    gradient: ([x, y]: Float64Array) => ({ value: value(x, y), gradient: Float64Array.from(gradient(x, y)) }),
    hessianProduct([x, y]: Float64Array, [a, b]: Float64Array) {
      const [xx, xy, yy] = hessian(x, y);
      return Float64Array.of(xx * a + xy * b, xy * a + yy * b);
    },
  };
  const program = { start: () => ({ parameters: () => start, close() {} }) };
  const lanes = [
    { rows: 50, name: "full", decay: 0 },
    { rows: 1, name: 1, decay: 0 },
  ];
  const seedsOf = (all: readonly unknown[]) =>
    all.map((_, i) => ({
      curve: (scores?.[i] ?? []).map((accuracy, k) => ({
        loss: 1 / (k + 1),
        examples: 50 * k,
        validation: { loss: 1, accuracy },
      })),
    }));
  const same = {
    lanes,
    ends: [ends.full.map(point), (ends.single ?? []).map(point)],
    record: {
      rule: "same",
      descents: [
        { decay: 0, seeds: seedsOf(ends.full) },
        { decay: 0, seeds: [] },
      ],
    },
  };
  const settings = { objective, program, convex, seedList: ends.full.map((_, i) => i), order: "reshuffle" };
  const work = test({ settings, same, bestRate: null, start } as unknown as Parameters<ClaimTest>[0]);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

const near = (x: number, y: number, count: number, seed = 1): [number, number][] => {
  const next = uniforms(seed);
  return Array.from({ length: count }, () => [x + 0.1 * (next() - 0.5), y + 0.1 * (next() - 0.5)]);
};

describe("C14, local optima", () => {
  const low = near(-1, 0, 40);
  const high = near(1, 0, 40, 2);

  it("holds where many single-example ends lie in the higher well", () => {
    const claim = verdictOf(endsInLocalOptimum, doubleWell(0.4), {
      single: [...high.slice(0, 20), ...low.slice(0, 20)],
      full: low,
    });
    expect(claim).toMatchObject({
      verdict: "holds",
      estimate: 0.5,
      evidence: { localSingle: 20, localFull: 0, singleHigher: 20 },
    });
    // The lower well's bottom, from its own cubic equation by bisection.
    expect(claim.evidence.lowest).toBeCloseTo(doubleWell(0.4).value(-1.0468, 0), 4);
  });

  it("does not hold where single examples find the lowest well, wherever full batches end", () => {
    const many = near(-1, 0, 100);
    const claim = verdictOf(endsInLocalOptimum, doubleWell(0.4), { single: many, full: near(1, 0, 100) });
    expect(claim).toMatchObject({
      verdict: "does not hold",
      estimate: 0,
      evidence: { localFull: 100, singleLower: 100 },
    });
  });

  it("does not take two wells of equal depth for a local optimum", () => {
    const claim = verdictOf(endsInLocalOptimum, doubleWell(0), { single: [...low, ...high], full: [...high, ...low] });
    expect(claim).toMatchObject({ verdict: "does not hold", estimate: 0 });
  });

  it("is refuted by proof where the objective is convex, and needs both lanes and a few starts", () => {
    expect(verdictOf(endsInLocalOptimum, bowl, { single: low, full: low }, true)).toMatchObject({
      verdict: "does not hold",
      reason: "convex",
    });
    expect(verdictOf(endsInLocalOptimum, bowl, { single: low.slice(0, 3), full: low }).verdict).toBe("not tested");
  });

  it("counts what diverged for neither side", () => {
    const lost: [number, number][] = Array(40).fill([Number.NaN, 0]);
    expect(verdictOf(endsInLocalOptimum, doubleWell(0.4), { single: lost, full: low })).toMatchObject({
      verdict: "inconclusive",
      reason: "not-settled",
    });
  });
});

describe("C13, vanished gradients", () => {
  const flatScores = Array.from({ length: 20 }, () => [0.5, 0.7, 0.9]);

  it("finds saddles, and refutes the claim with them", () => {
    // At (x, 0) the gradient along y is zero exactly: descent never leaves the ridge.
    const onRidge = near(0, 0, 20).map(([x]): [number, number] => [1e-9 * x, 0]);
    const claim = verdictOf(endsAtMinimum, saddle, { full: onRidge }, false, flatScores);
    expect(claim).toMatchObject({
      verdict: "does not hold",
      evidence: { saddles: 20, minima: 0, decidedBy: "curvature" },
    });
    expect(claim.evidence.smallestCurvature).toBeCloseTo(-2, 6);
  });

  it("holds at minima where the score is highest at the end, after leading ends to where the gradient vanishes", () => {
    const claim = verdictOf(endsAtMinimum, doubleWell(0.4), { full: near(-1, 0.3, 20) }, false, flatScores);
    expect(claim).toMatchObject({ verdict: "holds", evidence: { minima: 20, polished: 20, scoreLost: 0 } });
  });

  it("does not hold where the score was highest before the end", () => {
    const falling = flatScores.map(() => [0.5, 0.9, 0.7]);
    const claim = verdictOf(endsAtMinimum, bowl, { full: near(0, 0, 20) }, true, falling);
    expect(claim).toMatchObject({ verdict: "does not hold", evidence: { decidedBy: "score", epochOfBestScore: 1 } });
    expect(claim.estimate).toBeCloseTo(0.2, 12);
  });

  it("is open without held-out rows, or where no gradient vanishes", () => {
    expect(verdictOf(endsAtMinimum, bowl, { full: near(0, 0, 20) }, true)).toMatchObject({ reason: "no-validation" });
    const slope: Landscape = { value: (x) => x, gradient: () => [1, 0], hessian: () => [0, 0, 0] };
    expect(verdictOf(endsAtMinimum, slope, { full: near(0, 0, 5) })).toMatchObject({
      verdict: "inconclusive",
      reason: "not-stationary",
    });
  });
});
