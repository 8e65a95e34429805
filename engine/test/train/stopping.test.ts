import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { log, type Tensor } from "../../src/doors/index.ts";
import { meanSquaredError, sigmoidCrossEntropy } from "../../src/doors/losses.ts";
import { linear, mlp } from "../../src/doors/models.ts";
import { sgd } from "../../src/doors/optimizers.ts";
import {
  type DescendOptions,
  type Descent,
  descend,
  epochs,
  examples,
  gradientNorm,
  lossChange,
  type Progress,
  parameterChange,
  plateau,
  type Report,
  type StopRule,
  seconds,
  steps,
  untilGap,
  untilNoise,
} from "../../src/doors/train.ts";
import { Draw } from "../wasm/randomGraph.ts";
import { leastSquares as closedForm } from "./support/normalEquations.ts";

/** Noisy rows of y = x·(1, 2, …) + ½. */
function plane(rows: number, columns: number, { seed = 1, noise = 0.1 } = {}) {
  const draw = new Draw(seed);
  const x = Array.from({ length: rows }, () => Array.from({ length: columns }, () => draw.number() / 4));
  const y = x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 0.5) + noise * draw.number());
  return { x, y };
}

const line = (rows: number, columns: number, more: Partial<DescendOptions> = {}): DescendOptions => ({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.1 }),
  data: plane(rows, columns),
  batchSize: "full",
  dtype: "float64",
  ...more,
});

/** Mean squared error and its gradient by weights and bias, by hand. */
function byHand({ x, y }: { x: number[][]; y: number[] }, descent: Pick<Descent, "params">) {
  const { weights, bias } = descent.params as { weights: number[]; bias: number };
  const errors = x.map((row, i) => row.reduce((sum, value, j) => sum + value * weights[j], bias) - y[i]);
  const slopes = x.map((row, i) => [...row, 1].map((value) => 2 * errors[i] * value));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    loss: mean(errors.map((error) => error * error)),
    slopes,
    gradient: slopes[0].map((_, k) => mean(slopes.map((row) => row[k]))),
    parameters: [...weights, bias],
  };
}

const length = (values: readonly number[]) => Math.hypot(...values);

async function reportsOf(descent: Descent): Promise<Report[]> {
  const reports: Report[] = [];
  for await (const report of descent) reports.push(report);
  return reports;
}

/** Never stops; lets a test see what rules see. */
const looking = (look: (progress: Progress) => void): StopRule => ({
  name: "looking",
  cadence: (stepsPerEpoch) => stepsPerEpoch,
  begin: () => (progress) => {
    look(progress);
    return null;
  },
});

describe("gradientNorm", () => {
  it("relative to the start is a share of what it was there", async () => {
    const data = plane(30, 2);
    const descent = descend(line(30, 2, { data, stop: [gradientNorm(0.01, { relative: true }), epochs(1e4)] }));
    const first = length(byHand(data, descent).gradient);
    const stopped = await descent.run();
    expect(stopped).toMatchObject({ reason: "gradient-norm", outcome: "reached", rule: "gradientNorm" });
    const last = length(byHand(data, descent).gradient);
    expect(stopped.gradientNorm).toBeCloseTo(last, 12);
    expect(stopped.limit).toBeCloseTo(0.01 * first, 12);
    expect(last).toBeLessThanOrEqual(0.01 * first);
    // One epoch earlier it was not there yet.
    const shorter = descend(line(30, 2, { stop: [epochs(stopped.epoch - 1)] }));
    await shorter.run();
    expect(length(byHand(data, shorter).gradient)).toBeGreaterThan(0.01 * first);
  });
});

describe("untilGap", () => {
  it("proves how far least squares is from its minimum", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 999 }), fc.constantFrom(0, 0.1), async (seed, l2) => {
        const data = plane(40, 3, { seed });
        const limit = 1e-4;
        const descent = descend(line(40, 3, { data, l2, stop: [untilGap(limit), epochs(1e5)] }));
        const stopped = await descent.run();
        expect(stopped).toMatchObject({ reason: "gap", outcome: "reached", rule: "untilGap", limit });
        const [bias, ...weights] = closedForm({ ...data, l2 } as never);
        const penalty = (w: readonly number[]) => 0.5 * l2 * w.reduce((sum, value) => sum + value * value, 0);
        const least = byHand(data, { params: { weights, bias } }).loss + penalty(weights);
        const excess = descent.loss - least;
        expect(excess).toBeGreaterThanOrEqual(-1e-14);
        expect(excess).toBeLessThanOrEqual(stopped.gap ?? 0);
        expect(stopped.gap).toBeLessThanOrEqual(limit);
        descent.close();
      }),
      { numRuns: 20, seed: 3 },
    ));

  it("takes μ from a penalty that nothing is exempt from", async () => {
    const { x, y } = plane(30, 2);
    const data = { x, y: y.map((value) => (value > 0.5 ? 1 : 0)) };
    const withoutBias = {
      init: () => ({ weights: [0, 0] }),
      apply: ({ weights }: { weights: Tensor }, row: Tensor) => weights.mul(row).sum(),
      affine: true,
    };
    const options = { data, model: withoutBias as never, loss: sigmoidCrossEntropy, l2: 0.25 };
    const descent = descend(line(30, 2, { ...options, stop: [untilGap(1e-6), epochs(1e4)] }));
    expect(await descent.run()).toMatchObject({ reason: "gap", mu: 0.25 });
  });

  it.each([
    ["a bias that the penalty spares", { loss: sigmoidCrossEntropy, l2: 0.1, data: { x: [[1], [2]], y: [0, 1] } }],
    ["a network", { model: mlp([3]), l2: 0.1 }],
    ["redundant columns", { data: { x: [1, 2, 3].map((a) => [a, 2 * a]), y: [1, 2, 3] } }],
    ["a loss of one's own, which may have kinks", { loss: (p: Tensor, t: Tensor) => p.sub(t).square().sub(p.abs()) }],
    ["a loss whose curvature changes", { loss: (p: Tensor, t: Tensor) => p.sub(t).square().square() }],
  ])("is refused at the call for %s", (_, more) => {
    const stop = [untilGap(1e-3)];
    expect(() => descend(line(5, 1, { ...more, stop } as never))).toThrow(
      expect.objectContaining({ code: "not-strongly-convex" }),
    );
    expect(() => descend(line(5, 1, { ...more, stop: [untilGap(1e-3, { mu: 0.1 })] } as never))).not.toThrow();
  });
});

describe("examples", () => {
  it("stops after the batch with which the count is full", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 100 }),
        async (rows, batchSize, count) => {
          const descent = descend(line(rows, 1, { batchSize, stop: [examples(count)] }));
          const stopped = await descent.run();
          expect(stopped).toMatchObject({ reason: "examples", outcome: "spent", examples: descent.examples });
          expect(descent.examples).toBeGreaterThanOrEqual(count);
          if (descent.step > 0) expect(descent.examples - Math.min(batchSize, rows)).toBeLessThan(count);
          descent.close();
        },
      ),
      { numRuns: 60, seed: 4 },
    ));
});

describe("seconds", () => {
  it("ends in the middle of an epoch that would take for ever", async () => {
    const x = new Float64Array(50_000).fill(1);
    const data = { x, y: x };
    const descent = descend(line(1, 1, { data, batchSize: 1, stop: [seconds(0.001), epochs(1e6)] }));
    expect(await descent.run()).toMatchObject({ reason: "seconds", outcome: "spent", limit: 0.001 });
  });
});

describe("changes", () => {
  it("of the loss are those between tests", async () => {
    const options = { absolute: 1e-3, patience: 3 };
    const descent = descend(line(30, 2, { stop: [lossChange(options), epochs(1e4)] }));
    const losses = (await reportsOf(descent)).map(({ loss }) => loss);
    const small = losses.slice(1).map((loss, i) => Math.abs(loss - losses[i]) <= 1e-3);
    const end = small.findIndex((_, i) => i >= 2 && small[i] && small[i - 1] && small[i - 2]) + 1;
    const change = Math.abs(losses[end] - losses[end - 1]);
    expect(descent.stopped).toMatchObject({
      reason: "loss-change",
      outcome: "stalled",
      step: end,
      limit: 1e-3,
      change,
    });
  });

  it("of the parameters are measured in ‖w‖", async () => {
    const seen: number[][] = [];
    const stop = [looking((p) => seen.push([...p.parameters()])), parameterChange({ relative: 1e-3 }), epochs(1e4)];
    const descent = descend(line(30, 2, { stop }));
    const stopped = await descent.run();
    const shares = seen.slice(1).map((w, i) => length(w.map((value, k) => value - seen[i][k])) / length(w));
    const end = shares.findIndex((share) => share <= 1e-3) + 1;
    expect(stopped).toMatchObject({
      reason: "parameter-change",
      outcome: "stalled",
      rule: "parameterChange",
      step: end,
    });
    expect((stopped.change ?? 0) / (stopped.limit ?? 0)).toBeCloseTo(shares[end - 1] / 1e-3, 9);
  });
});

describe("plateau", () => {
  // More parameters than rows, and noise: the loss of other rows falls, then rises.
  const columns = 20;
  const data = plane(12, columns, { seed: 5, noise: 2 });
  const validation = plane(40, columns, { seed: 6, noise: 2 });
  const overfit = (more: Partial<DescendOptions>) =>
    line(12, columns, { data, optimizer: sgd({ learningRate: 0.05 }), ...more });

  it("goes back to the best parameters for rows that were held out", async () => {
    const losses: number[] = [];
    const descent: Descent = descend(
      overfit({
        stop: [
          looking((progress) => losses.push(progress.lossOn(validation))),
          plateau({ validation, patience: 30, tolerance: 0, restoreBest: true }),
          epochs(1e5),
        ],
      }),
    );
    const stopped = await descent.run();
    const best = losses.indexOf(Math.min(...losses));
    expect(best).toBeGreaterThan(0);
    expect(stopped).toMatchObject({ reason: "plateau", outcome: "stalled", step: best + 30, loss: losses[best + 30] });
    expect(stopped.restored).toEqual({ step: best, epoch: best, loss: losses[best] });
    expect(byHand(validation, descent).loss).toBeCloseTo(losses[best], 10);
    const there = descend(overfit({ stop: [steps(best)] }));
    await there.run();
    expect(descent.params).toEqual(there.params);
  });

  it("goes back to them whatever ends the descent, also what is no success", async () => {
    const rule = () => plateau({ patience: 1e9, restoreBest: true });
    const lost = descend(overfit({ optimizer: sgd({ learningRate: 10 }), stop: [rule()] }));
    const before = lost.loss;
    const stopped = await lost.run();
    expect(stopped).toMatchObject({ reason: "not-finite", outcome: "failed", restored: { step: 0, loss: before } });
    expect(lost.loss).toBe(before);
    const spent = descend(overfit({ stop: [rule(), epochs(20)] }));
    expect((await spent.run()).restored).toBeUndefined();
  });

  it("leaves the last parameters where it was not asked to go back", async () => {
    const descent = descend(overfit({ stop: [plateau({ validation, patience: 3 }), epochs(1e5)] }));
    const stopped = await descent.run();
    expect(stopped.restored).toBeUndefined();
    expect(byHand(validation, descent).loss).toBeCloseTo(stopped.loss ?? 0, 10);
  });

  it("refuses rows of another shape at the call", () => {
    const wrong = plateau({ validation: plane(5, 2) });
    expect(() => descend(overfit({ stop: [wrong] }))).toThrow(expect.objectContaining({ code: "validation-shape" }));
  });
});

describe("untilNoise", () => {
  const evidenceByHand = (slopes: number[][]) => {
    const n = slopes.length;
    const terms = slopes[0].map((_, k) => {
      const column = slopes.map((row) => row[k]);
      const mean = column.reduce((sum, value) => sum + value, 0) / n;
      const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
      return 1 - (n * mean ** 2) / variance;
    });
    return terms.reduce((sum, value) => sum + value, 0) / terms.length;
  };

  it("stops at the first test with evidence, as the slopes of the examples say", async () => {
    const data = plane(50, 3, { noise: 1 });
    const evidence: number[] = [];
    const watch = looking((progress) => {
      const [w1, w2, w3, bias] = orderOf(progress.parameters());
      evidence.push(evidenceByHand(byHand(data, { params: { weights: [w1, w2, w3], bias } }).slopes));
    });
    const descent = descend(line(50, 3, { data, stop: [watch, untilNoise(), epochs(1e4)] }));
    const stopped = await descent.run();
    const end = evidence.findIndex((value) => value > 0);
    expect(stopped).toMatchObject({ reason: "evidence", outcome: "stalled", rule: "untilNoise", step: end, limit: 0 });
    expect(stopped.evidence).toBeCloseTo(evidence[end], 9);
    expect(end).toBeGreaterThan(0);

    /** The bias is named before the weights. */
    function orderOf(w: Float64Array): number[] {
      const [bias] = w;
      return descent.namedParameters[0].name === "bias" ? [...w.subarray(1), bias] : [...w];
    }
  });

  it("has evidence 0 on average where the truth is", () => {
    // There every slope is noise: n·g²/Σ is the square of a t statistic with n − 1 degrees of freedom.
    const rows = 40;
    const values = Array.from({ length: 400 }, (_, seed) => {
      const truth = { params: { weights: [1, 2], bias: 0.5 } };
      let evidence = Number.NaN;
      const data = plane(rows, 2, { seed: seed + 1, noise: 1 });
      const model = { ...linear(), init: () => truth.params };
      const rule = untilNoise();
      const stop = [looking((progress) => (evidence = rule.begin({} as never)(progress)?.evidence ?? Number.NaN))];
      const descent = descend(line(rows, 2, { data, model: model as never, stop }));
      void descent.advance(0);
      descent.close();
      const byHandToo = evidenceByHand(byHand(data, truth).slopes);
      if (byHandToo > 0) expect(evidence).toBeCloseTo(byHandToo, 8);
      else expect(evidence).toBeNaN();
      return byHandToo;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean + 2 / (rows - 3))).toBeLessThan(4 * (deviation / Math.sqrt(values.length)));
  });
});

describe("failures", () => {
  it("are never called by another name: a loss without value is no plateau", async () => {
    // NaN for the last row alone, which batches of one have not yet met.
    const data = { x: [[1], [1], [1], [-9]], y: [0, 0, 0, 0] };
    const loss = (p: Tensor, t: Tensor) => log(p.sub(t).add(1e-3)).square();
    const model = { ...linear(), init: () => ({ weights: [1], bias: 1 }) };
    for (const rule of [plateau(), lossChange(), gradientNorm(1e9), untilNoise()]) {
      const descent = descend(line(4, 1, { data, loss, model: model as never, batchSize: 1, stop: [rule] }));
      expect(await descent.run()).toMatchObject({ reason: "not-finite", outcome: "failed", rule: null, step: 0 });
      // Nor is a rate blamed before it has made a step.
      expect(descent.stopped?.stableRate).toBeNull();
    }
  });

  it("names the interruption", async () => {
    const descent = descend(line(5, 1));
    descent.close();
    expect(descent.stopped).toMatchObject({ reason: "closed", outcome: "interrupted", rule: null });
  });
});

it.each([
  [() => gradientNorm(-1), "stop-rule-option"],
  [() => gradientNorm(1, { relativ: true } as never), "unknown-option"],
  [() => untilGap(Number.NaN), "stop-rule-option"],
  [() => untilGap(1, { mu: 0 }), "stop-rule-option"],
  [() => examples(-1), "stop-rule-option"],
  [() => plateau({ patience: 0 }), "stop-rule-option"],
  [() => plateau({ least: -1 }), "stop-rule-option"],
  [() => plateau({ restore: true } as never), "unknown-option"],
  [() => lossChange({ absolute: -1 }), "stop-rule-option"],
  [() => parameterChange({ every: 0 }), "stop-rule-option"],
  [() => untilNoise({ each: 3 } as never), "unknown-option"],
])("refuses %s", (make, code) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});
