import fc from "fast-check";
import type { Tensor } from "nabla";
import { huber, meanSquaredError } from "nabla/losses";
import { sgd } from "nabla/optimizers";
import { descend } from "nabla/train";
import { describe, expect, it } from "vitest";
import {
  batchGradients,
  meanOf,
  nextBatch,
  type Pair,
  sizesWith,
  spreadAround,
} from "../src/learn/batches/resample.ts";
import { asleepAt } from "../src/learn/engine/asleep.ts";
import { classes, points, updates } from "../src/learn/engine/asleepPoints.ts";
import { derivativeAt } from "../src/learn/engine/derivative.ts";
import { cloudAt, equalUpdatesOf, loopOf, rowsRead, sharpnessAt, tapeOf } from "../src/learn/engine/descents.ts";
import { entropyAt, workedExample } from "../src/learn/engine/entropy.ts";
import { lineAt } from "../src/learn/engine/lineLoss.ts";
import { lossPoints } from "../src/learn/engine/lossPoints.ts";
import { noiseAt } from "../src/learn/engine/noise.ts";
import { samples } from "../src/learn/engine/noiseNames.ts";
import { explorePlane } from "../src/learn/engine/plane.ts";
import { powersAt } from "../src/learn/engine/powers.ts";
import { workedProgram } from "../src/learn/entropy/reproduce.ts";
import { choice, number, readFields, writeFields } from "../src/learn/fields.ts";
import { boxAt, settingOf, untilEnough } from "../src/learn/loop/loopState.ts";
import { tried } from "../src/learn/loss/lossState.ts";
import { courseOf } from "../src/learn/rate/course.ts";
import { partWays, resists } from "../src/learn/squares/squaresState.ts";

const place = fc.double({ min: -3, max: 3, noNaN: true });

describe("a line and its loss", () => {
  it("has the mean of its squared errors as loss, and the slopes of the normal equations", () => {
    fc.assert(
      fc.property(place, place, (w, b) => {
        const { errors, loss, gradient } = lineAt({ w, b });
        const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
        expect(errors).toEqual(lossPoints.map(([x, y]) => w * x + b - y));
        expect(loss).toBeCloseTo(mean(errors.map((each) => each * each)), 10);
        expect(gradient[0]).toBeCloseTo(2 * mean(errors.map((each, i) => each * lossPoints[i][0])), 10);
        expect(gradient[1]).toBeCloseTo(2 * mean(errors), 10);
      }),
    );
  });

  it("has nothing left to gain at the least squares' line", () => {
    const best = lineAt({ w: 1.46, b: 0.94 });
    expect(best.loss).toBeCloseTo(0.0422, 12);
    for (const slope of best.gradient) expect(slope).toBeCloseTo(0, 12);
  });

  it("keeps every line that was tried once, the newest 400", () => {
    let lines = tried([], null);
    for (let i = 0; i < 500; i++) lines = tried(tried(lines, lineAt({ w: i, b: 0 })), lineAt({ w: i, b: 0 }));
    expect(lines.map(({ question }) => question.w)).toEqual(Array.from({ length: 400 }, (_, i) => i + 100));
  });
});

describe("errors raised to a power", () => {
  const ask = { shape: "power" as const, number: 2, c: 1.5, outlier: 7, rate: 0.1 };

  it("has its lowest point at the median, at the mean, and for no power anywhere else than it says", () => {
    fc.assert(
      fc.property(fc.double({ min: 5, max: 12, noNaN: true }), (outlier) => {
        const { walk, median, mean, targets, places } = powersAt({ ...ask, outlier });
        expect(median).toBeCloseTo(3.5, 12);
        expect(mean).toBeCloseTo((2 + 3 + 3.5 + 4.5 + outlier) / 5, 12);
        expect(walk[0][1]).toBeCloseTo(median, 12);
        expect(walk[10]).toEqual([2, mean]);
        for (const [p, best] of walk) {
          const loss = (c: number): number => targets.reduce((sum, each) => sum + Math.abs(c - each) ** p, 0);
          for (const place of places) expect(loss(best)).toBeLessThanOrEqual(loss(place) * (1 + 1e-12));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("has the mean squared error as its mean for p = 2, and slopes that finite differences have", () => {
    const { forms, errors, powers, targets } = powersAt(ask);
    expect(forms.mean.loss).toBe(
      meanSquaredError(
        targets.map(() => ask.c),
        targets,
      ),
    );
    expect(powers).toEqual(errors.map((error) => error * error));
    const h = 1e-6;
    for (const p of [1, 1.5, 2, 3, 4]) {
      const [before, after] = [-h, h].map((step) => powersAt({ ...ask, number: p, c: ask.c + step }).forms.half.loss);
      expect(powersAt({ ...ask, number: p }).forms.half.gradient).toBeCloseTo((after - before) / (2 * h), 4);
    }
  });

  it("keeps the length of its steps for p = 1 and shortens them for p = 2", () => {
    const lengths = (p: number) => {
      const { path } = powersAt({ ...ask, number: p, rate: 0.3 }).forms.mean;
      return [1, 20].map((step) => Math.abs(path[step] - path[step - 1]));
    };
    expect(lengths(2)[1]).toBeLessThan(0.01 * lengths(2)[0]);
    expect(lengths(1)[1]).toBeGreaterThan(0.15 * lengths(1)[0]);
  });

  it("knows when its tasks are done", () => {
    expect(resists(powersAt({ ...ask, number: 1, outlier: 11 }))).toBe(true);
    expect(resists(powersAt({ ...ask, number: 2, outlier: 11 }))).toBe(false);
    expect([0.1, 0.3, 1.1].map((rate) => partWays(powersAt({ ...ask, rate })))).toEqual([false, true, false]);
  });

  it("bends at δ: the square before, a line beyond, and the best constant goes from median to mean", () => {
    const bent = (number: number, c = ask.c) => powersAt({ ...ask, shape: "huber", number, c });
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 12, noNaN: true }),
        (delta, c) => {
          const { errors, powers, targets, forms } = bent(delta, c);
          errors.forEach((error, i) => {
            const size = Math.abs(error);
            expect(powers[i]).toBeCloseTo(size <= delta ? size ** 2 : 2 * delta * size - delta ** 2, 10);
          });
          const library = targets.reduce((sum, target) => sum + huber.with({ delta })([c], [target]), 0);
          expect(forms.half.loss).toBeCloseTo(library, 10);
          const pull = 2 * targets.reduce((sum, target) => sum + Math.max(-delta, Math.min(delta, c - target)), 0);
          expect(forms.sum.gradient).toBeCloseTo(pull, 10);
        },
      ),
      { numRuns: 30 },
    );
    const { walk, median, mean } = bent(1);
    expect(Math.abs(walk[0][1] - median)).toBeLessThan(0.06);
    expect(walk[walk.length - 1][1]).toBeCloseTo(mean, 10);
    for (let i = 1; i < walk.length; i++) expect(walk[i][1]).toBeGreaterThanOrEqual(walk[i - 1][1] - 1e-12);
  });
});

describe("constants fitted to samples of noise", () => {
  it("are best by the square of Gaussian noise, and by a lower power of Laplace noise", () => {
    const [gaussian, laplace] = (["gaussian", "laplace"] as const).map((noise) => noiseAt({ noise, delta: 1.3 }));
    expect(Math.abs(gaussian.bestPower - 2)).toBeLessThanOrEqual(0.2);
    expect(laplace.bestPower).toBeLessThan(1.5);
    // The variance of a mean is that of one value over their number, whatever the noise.
    for (const { byPower } of [gaussian, laplace]) {
      const [, mean] = byPower.find(([p]) => p === 2) as readonly [number, number];
      expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(2 / samples));
    }
  });

  it("go with Huber’s δ from the median to the mean", () => {
    for (const noise of ["gaussian", "laplace"] as const) {
      const [narrow, wide] = [1e-4, 30].map((delta) => noiseAt({ noise, delta }));
      const at = (power: number) => narrow.byPower.find(([p]) => p === power)?.[1] ?? Number.NaN;
      expect(wide.byHuber).toBeCloseTo(at(2), 4);
      expect(narrow.byHuber).toBeCloseTo(at(1), 2);
    }
  });
});

describe("two trainings from a start that is sure and wrong", () => {
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

  it("begin with the slopes of both losses in closed form", () => {
    for (const weight of [-12, -8, -3, 0]) {
      const { trainings } = asleepAt({ weight, rate: 1 });
      const mean = (slope: (x: number, p: number, y: number) => number) =>
        points.reduce((sum, x, i) => sum + slope(x, sigmoid(weight * x), classes[i]), 0) / points.length;
      expect(trainings.entropy.slope).toBeCloseTo(
        mean((x, p, y) => (p - y) * x),
        6,
      );
      expect(trainings.square.slope).toBeCloseTo(
        mean((x, p, y) => 2 * (p - y) * p * (1 - p) * x),
        6,
      );
      expect(trainings.square.right[0]).toBeCloseTo(
        mean((_, p, y) => (y === 1 ? p : 1 - p)),
        6,
      );
    }
  });

  it("wake up by cross-entropy from everywhere, and by the square only where it is less sure", () => {
    const endOf = (weight: number) => {
      const { entropy, square } = asleepAt({ weight, rate: 1 }).trainings;
      return [entropy, square].map(({ right }) => (right[updates] > 0.9 ? "awake" : "asleep"));
    };
    expect(endOf(-12)).toEqual(["awake", "asleep"]);
    expect(endOf(-8)).toEqual(["awake", "asleep"]);
    expect(endOf(-3)).toEqual(["awake", "awake"]);
  });
});

describe("cross-entropy of five logits", () => {
  const logits = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 5, maxLength: 5 });

  it("is its entropy and the divergence, and has p − t as gradient", () => {
    fc.assert(
      fc.property(logits, fc.constantFrom("certain", "doubtful"), (z, target) => {
        const {
          loss,
          entropy,
          divergence,
          gradient,
          probabilities,
          terms,
          target: t,
        } = entropyAt({ logits: z, target });
        const total = z.reduce((sum, each) => sum + Math.exp(each), 0);
        probabilities.forEach((p, k) => {
          expect(p).toBeCloseTo(Math.exp(z[k]) / total, 12);
          expect(gradient[k]).toBeCloseTo(p - t[k], 12);
        });
        expect(loss).toBeCloseTo(entropy + divergence, 10);
        expect(terms.reduce((sum, each) => sum + each, 0)).toBeCloseTo(loss, 10);
      }),
      { numRuns: 40 },
    );
  });

  it("has the slopes that finite differences have, also for the square", () => {
    const h = 1e-5;
    const at = (z4: number) => entropyAt({ logits: [1, 0, 2, z4, -1], target: "doubtful" });
    for (const z4 of [-6, 0.5, 3]) {
      const [before, after] = [at(z4 - h), at(z4 + h)];
      expect(at(z4).gradient[3]).toBeCloseTo((after.loss - before.loss) / (2 * h), 7);
      expect(at(z4).squares.gradient[3]).toBeCloseTo((after.squares.loss - before.squares.loss) / (2 * h), 7);
    }
  });

  it("gives every prediction of the worked example as logits, and its program prints the same digits", () => {
    for (const { prediction, logits: z } of workedExample("certain")) {
      const total = prediction.reduce((sum, each) => sum + each, 0);
      entropyAt({ logits: z, target: "certain" }).probabilities.forEach((p, k) => {
        expect(p).toBeCloseTo(prediction[k] / total, 14);
      });
      expect(workedProgram).toContain(JSON.stringify(prediction));
    }
    expect(workedExample("certain").map(({ loss }) => loss)).toEqual([
      0.5108256237659907, 0.35667494393873245, 0.2231435513142097,
    ]);
  });
});

describe("the derivative and its secants", () => {
  it("has the exact slope, and an error that falls with h and rises again below 1e-8", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 1.2, noNaN: true }), (x) => {
        const { slope, errors } = derivativeAt({ formula: "sin(x)", x, h: 0.1 });
        expect(slope).toBeCloseTo(Math.cos(x), 14);
        const worst = (from: number, to: number): number =>
          Math.max(...errors.filter(([h]) => h >= from && h <= to).map(([, error]) => error));
        expect(worst(1e-8, 1e-7)).toBeLessThan(worst(1e-4, 1e-2) / 100);
        expect(worst(1e-16, 1e-13)).toBeGreaterThan(100 * worst(1e-8, 1e-7));
      }),
      { numRuns: 30 },
    );
  });
});

describe("a plane at a point", () => {
  it("has the slopes that finite differences of its test steps have", () => {
    const length = 1e-5;
    fc.assert(
      fc.property(fc.constantFrom("bowl", "saddle", "loss"), place, place, (plane, x, y) => {
        const { directions } = explorePlane({ plane, point: [x, y], length, angle: 0 });
        for (const { slope, change } of directions) expect(change / length).toBeCloseTo(slope, 3);
      }),
      { numRuns: 25 },
    );
  });

  it("is steepest along its gradient, and nowhere steeper than its norm", () => {
    fc.assert(
      fc.property(fc.constantFrom("bowl", "saddle", "loss"), place, place, (plane, x, y) => {
        const { gradient, directions, downhill } = explorePlane({ plane, point: [x, y], length: 1, angle: 0 });
        const norm = Math.hypot(...gradient);
        // Numbers that are almost 0 are rounded to multiples of the smallest one.
        const most = norm * (1 + 1e-12) + 8 * Number.MIN_VALUE;
        for (const { slope } of directions) expect(Math.abs(slope)).toBeLessThanOrEqual(most);
        if (norm > 1e-6) expect(downhill?.slope).toBeCloseTo(-norm, 9);
      }),
      { numRuns: 25 },
    );
  });

  it("knows a saddle by the signs of its curvatures, and has no way down from where the gradient is zero", () => {
    const { curvature, downhill } = explorePlane({ plane: "saddle", point: [0, 0], length: 1, angle: 90 });
    expect(curvature).toEqual([-2, 2]);
    expect(downhill).toBeNull();
  });
});

describe("the loop", () => {
  it("ends at the first loss that is small enough, and each step is that of its gradient", async () => {
    const { tape, gradients } = await loopOf(settingOf(0.2));
    const ended = untilEnough(tape, 0.3);
    const [{ losses, updates, points }] = ended.lanes;
    expect(losses[updates]).toBeLessThanOrEqual(0.3);
    for (let step = 0; step < updates; step++) {
      expect(losses[step]).toBeGreaterThan(0.3);
      for (const i of [0, 1]) {
        expect(points[2 * step + 2 + i]).toBeCloseTo(points[2 * step + i] - 0.2 * gradients[step][i], 10);
      }
    }
    expect(untilEnough(tape, 0)).toBe(tape);
    expect([0, 0.25, 3.5, 7.75].map(boxAt)).toEqual(["test", "gradient", "step", "again"]);
  });
});

describe("the course of a descent on squares", () => {
  it("turns at 1/λmax and runs away at 2/λmax", async () => {
    const source = "line" as const;
    const { largest, direction, estimates } = sharpnessAt({ source, point: [5, -4] });
    expect(estimates[estimates.length - 1]).toBeCloseTo(largest, 9);
    const kindAt = async (share: number) => {
      const lanes = [{ batchSize: "full" as const, learningRate: share / largest }];
      return courseOf(await tapeOf({ source, lanes, epochs: 60, seed: 0 }), direction).kind;
    };
    for (const share of [0.3, 0.7, 0.95]) expect(await kindAt(share)).toBe("converging");
    for (const share of [1.05, 1.5, 1.95]) expect(await kindAt(share)).toBe("oscillating");
    for (const share of [2.01, 3, 1e6]) expect(await kindAt(share)).toBe("diverging");
  });
});

describe("batches", () => {
  it("are of the rows that a descent of any batch size reads", async () => {
    const [rows, size] = [50, 7];
    for (const order of ["reshuffle", "with-replacement"] as const) {
      const read = await rowsRead({ rows, epochs: 3, seed: 4, order });
      const descent = descend({
        model: { init: () => ({ w: 0 }), apply: (p) => (p as unknown as { w: Tensor }).w.mul(0) },
        loss: (prediction, target) => prediction.add(target),
        data: { x: Array.from({ length: rows }, () => [0]), y: Array.from({ length: rows }, (_, i) => i) },
        optimizer: sgd({ learningRate: 0 }),
        batchSize: size,
        order,
        seed: 4,
        dtype: "float64",
        stop: [],
      });
      const batches = Math.ceil(rows / size);
      const losses = await descent.advance(3 * batches);
      descent.close();
      for (let step = 0; step < losses.length; step++) {
        const next = nextBatch(read, rows, size, step);
        expect(losses[step]).toBeCloseTo(next.rows.reduce((sum, row) => sum + row, 0) / next.rows.length, 4);
        expect(next.rows.length + next.before.length <= rows).toBe(true);
      }
    }
  });

  it("have the mean gradient of their rows, and that of all rows at last", async () => {
    const { gradients, spreads, spreadsWith } = cloudAt({ source: "line", point: [5, -4] });
    const mean = meanOf(gradients);
    const sizes = sizesWith(1000, 32);
    const read = await rowsRead({ rows: 1000, epochs: 400, seed: 1, order: "reshuffle" });
    const batches = batchGradients(gradients, read, sizes);
    for (const pair of batches.get(1000) ?? []) expect(spreadAround([pair], mean)).toBeLessThan(1e-12);
    expect(batches.get(1)?.[0]).toEqual([gradients[2 * read[0]], gradients[2 * read[0] + 1]] satisfies Pair);
    // 400 draws tell a root mean square to a few per cent.
    for (const size of [1, 8, 64, 256]) {
      expect(Math.abs(spreadAround(batches.get(size) ?? [], mean) / spreads[size - 1] - 1)).toBeLessThan(0.15);
    }
    expect(spreads[999]).toBe(0);
    expect(spreadsWith[99]).toBeCloseTo(spreadsWith[0] / 10, 12);
  });

  it("are as many for every lane on the clock of updates", async () => {
    const lanes = (["full", 300, 1] as const).map((batchSize) => ({ batchSize, learningRate: 0.05 }));
    const setting = { source: "line" as const, lanes, epochs: 2, seed: 3 };
    const [equal, whole] = [await equalUpdatesOf({ setting, updates: 9 }), await tapeOf(setting)];
    expect(equal.lanes.map(({ updates }) => updates)).toEqual([9, 9, 9]);
    for (const [i, lane] of equal.lanes.entries()) expect(lane.losses[2]).toBe(whole.lanes[i].losses[2]);
  });
});

describe("what a lesson keeps in the address", () => {
  const fields = { rate: number(0.5, (value) => value > 0), data: choice(["one", "two"], "two") } as const;

  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, noNaN: true, max: 1e300 }), fc.constantFrom("one", "two"), (rate, data) => {
        expect(readFields(writeFields({ rate, data }), fields)).toEqual({ values: { rate, data }, ignored: [] });
      }),
    );
  });

  it("is the usual where it is not understood, and that is said", () => {
    const { values, ignored } = readFields(new URLSearchParams("rate=-1&data=three&moon=2&v=99"), fields);
    expect(values).toEqual({ rate: 0.5, data: "two" });
    expect(ignored).toEqual(["rate=-1", "data=three", "moon=2", "v=99"]);
  });
});
