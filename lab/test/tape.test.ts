import fc from "fast-check";
import { objectiveOf } from "nabla/diagnostics";
import { adam, sgd } from "nabla/optimizers";
import { inverseTime } from "nabla/schedules";
import { descend } from "nabla/train";
import { describe, expect, it } from "vitest";
import { optimizers } from "../src/engine/optimizers.ts";
import { record } from "../src/engine/recorder.ts";
import { fitOf } from "../src/engine/sources.ts";
import { type SurfaceWindow, surfaceSizes, surfacesOf } from "../src/surface/surface.ts";
import { GrowingTape } from "../src/tape/growing.ts";
import {
  examplesAt,
  type LaneTape,
  lengthOf,
  neighbour,
  nextRise,
  pointAt,
  stepAt,
  type Tape,
  type TapeClock,
  tapeClocks,
  timeAt,
} from "../src/tape/tape.ts";

const setting = {
  source: "line" as const,
  lanes: [
    { batchSize: "full" as const, learningRate: 0.05 },
    { batchSize: 300, learningRate: 0.05 },
  ],
  epochs: 3,
  seed: 7,
};

async function recorded(asked: Parameters<typeof record>[0]): Promise<Tape> {
  const growing = new GrowingTape(asked.lanes);
  for await (const said of record(asked)) growing.append(said);
  return growing.now(true) as Tape;
}

/** A lane with made-up losses. */
const laneOf = (batchRows: number, losses: readonly number[]): LaneTape => ({
  setting: { batchSize: batchRows, learningRate: 1 },
  batchRows,
  losses: Float64Array.from(losses),
  slopes: new Float64Array(losses.length),
  points: new Float64Array(losses.length),
  updates: losses.length - 1,
  secondsPerUpdate: 2e-7,
  band: null,
  diverged: null,
});

const tapeOf = (rows: number, lanes: readonly LaneTape[]): Tape => ({
  head: { rows, names: ["w"], start: [0], startLoss: 1, optimum: null, largestCurvature: 1 },
  lanes,
  surface: null,
  complete: true,
});

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 50 }),
  batches: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 }),
  updates: fc.integer({ min: 0, max: 40 }),
  clock: fc.constantFrom<TapeClock>(...tapeClocks),
});

const madeTape = ({ rows, batches, updates }: { rows: number; batches: number[]; updates: number }): Tape =>
  tapeOf(
    rows,
    batches.map((batch) => laneOf(Math.min(batch, rows), new Array<number>(updates + 1).fill(1))),
  );

describe("the clocks of a tape", () => {
  it("find the step again whose time they tell", () => {
    fc.assert(
      fc.property(shapes, fc.nat(40), ({ clock, ...shape }, wanted) => {
        const tape = madeTape(shape);
        for (const lane of tape.lanes) {
          const step = Math.min(wanted, lane.updates);
          expect(stepAt(lane, shape.rows, clock, timeAt(lane, shape.rows, clock, step))).toBe(step);
        }
      }),
    );
  });

  it("count every row once an epoch, whatever the batch", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (rows, batch) => {
        const lane = laneOf(Math.min(batch, rows), [1]);
        const perEpoch = Math.ceil(rows / lane.batchRows);
        expect(examplesAt(lane, rows, 4 * perEpoch)).toBe(4 * rows);
        expect(examplesAt(lane, rows, perEpoch - 1)).toBeLessThan(rows);
      }),
    );
  });

  it("step through every update of every lane, and back again", () => {
    fc.assert(
      fc.property(shapes, ({ clock, ...shape }) => {
        const tape = madeTape(shape);
        const walk = (direction: 1 | -1, from: number): number[] => {
          const moments = [from];
          for (;;) {
            const next = neighbour(tape, clock, moments[moments.length - 1], direction);
            if (next === moments[moments.length - 1]) return moments;
            moments.push(next);
          }
        };
        const there = walk(1, 0);
        const all = tape.lanes.flatMap((lane) =>
          Array.from({ length: lane.updates + 1 }, (_, step) => timeAt(lane, shape.rows, clock, step)),
        );
        expect(there).toEqual([...new Set(all)].sort((a, b) => a - b));
        expect(walk(-1, lengthOf(tape, clock))).toEqual([...there].reverse());
      }),
    );
  });
});

describe("a recording", () => {
  it("holds the loss and the point of a descent that is run by itself, bit for bit", async () => {
    const tape = await recorded(setting);
    for (const [i, { batchSize, learningRate }] of setting.lanes.entries()) {
      const descent = descend({
        ...fitOf("line"),
        optimizer: sgd({ learningRate }),
        batchSize,
        seed: setting.seed,
        dtype: "float64",
        stop: [],
      });
      const lane = tape.lanes[i];
      await descent.advance(lane.updates);
      expect(descent.epoch).toBe(setting.epochs);
      expect(lane.losses[lane.updates]).toBe(descent.loss);
      const last = pointAt(tape, lane, lane.updates);
      expect([...last]).toEqual(descent.namedParameters.flatMap(({ value }) => [...value.data]));
      descent.close();
    }
  });

  it("starts every lane at the same point and knows the optimum below all of them", async () => {
    const tape = await recorded(setting);
    for (const lane of tape.lanes) {
      expect([...pointAt(tape, lane, 0)]).toEqual([...tape.head.start]);
      expect(lane.losses[0]).toBe(tape.head.startLoss);
      expect(Math.min(...lane.losses.subarray(0, lane.updates + 1))).toBeGreaterThan(tape.head.optimum?.loss ?? NaN);
    }
  });

  it("asks for a surface that holds all paths and the optimum, which comes coarse and then fine", async () => {
    const tape = await recorded(setting);
    const windows: SurfaceWindow[] = [];
    for await (const said of record(setting)) if (said.kind === "window") windows.push(said.window);
    const [window] = windows;
    const points = tape.lanes.flatMap((lane) =>
      Array.from({ length: lane.updates + 1 }, (_, step) => [...pointAt(tape, lane, step)]),
    );
    for (const [x, y] of [...points, tape.head.optimum?.parameters ?? []]) {
      expect(x > window.x[0] && x < window.x[1] && y > window.y[0] && y < window.y[1]).toBe(true);
    }
    const objective = objectiveOf(fitOf("line"));
    const surfaces = [...surfacesOf(objective, window)].filter((each) => each !== null);
    expect(surfaces.map(({ x, y }) => [x.length, y.length])).toEqual(surfaceSizes.map((size) => [size, size]));
    for (const { x, y, losses } of surfaces) {
      expect([x[0], x.at(-1), y[0], y.at(-1)]).toEqual(
        [...window.x, ...window.y].map((end) => expect.closeTo(end, 12)),
      );
      for (const [i, j] of [
        [0, 0],
        [3, 7],
        [x.length - 1, 5],
      ]) {
        expect(losses[j * x.length + i]).toBe(objective.value(Float64Array.of(x[i], y[j])));
      }
    }
    objective.close();
  });

  it("says where a rate beyond 2/λmax runs away, and that 2/λmax is the limit", async () => {
    const lanes = [{ batchSize: "full" as const, learningRate: 500 }];
    const { lanes: found, head } = await recorded({ ...setting, lanes, epochs: 200 });
    const [{ diverged, losses, updates }] = found;
    expect(diverged?.step).toBe(updates + 1);
    expect(diverged?.stableRate).toBeCloseTo(2 / head.largestCurvature, 12);
    expect(losses.subarray(0, updates + 1).every(Number.isFinite)).toBe(true);
  });
});

describe("the rate that would have held, by trial", () => {
  it("of momentum on a square is at most 2(1 + β)/λmax, where theory puts the boundary, and hardly less", async () => {
    const lanes = [{ batchSize: "full" as const, learningRate: 300, optimizer: "momentum" }];
    const { lanes: found, head } = await recorded({ ...setting, lanes, epochs: 400 });
    const [{ diverged }] = found;
    expect(diverged?.stableRate).toBeNull();
    const boundary = (2 * (1 + 0.9)) / head.largestCurvature;
    expect(diverged?.triedRate).toBeLessThanOrEqual(boundary);
    expect(diverged?.triedRate).toBeGreaterThan(0.9 * boundary);
  });

  it("is one with which the lane makes all its updates and ends below its start", async () => {
    const lane = { batchSize: 32, learningRate: 50, optimizer: "nesterov" };
    const { lanes: broken } = await recorded({ ...setting, lanes: [lane], epochs: 20 });
    const learningRate = broken[0].diverged?.triedRate ?? Number.NaN;
    const { lanes: mended, head } = await recorded({ ...setting, lanes: [{ ...lane, learningRate }], epochs: 20 });
    const [{ diverged, losses, updates }] = mended;
    expect(diverged).toBeNull();
    expect(losses[updates]).toBeLessThanOrEqual(head.startLoss);
  });
});

describe("the bands of a recording", () => {
  it("are the least, median and greatest of descents run by themselves", async () => {
    const seeds = 4;
    const lanes = [{ batchSize: 100, learningRate: 0.1, optimizer: "adam", falls: true }];
    const { lanes: found } = await recorded({ ...setting, lanes, seeds });
    const [{ band, updates }] = found;
    const ends: number[] = [];
    for (let seed = setting.seed; seed < setting.seed + seeds; seed++) {
      const optimizer = adam({ learningRate: inverseTime({ initial: 0.1, decay: 1 / 10 }) });
      const common = { batchSize: 100, dtype: "float64", exact: true, stop: [] } as const;
      const descent = descend({ ...fitOf("line"), ...common, optimizer, seed });
      await descent.advance(updates);
      ends.push(descent.loss);
      descent.close();
    }
    ends.sort((one, other) => one - other);
    const last = (band?.steps.length ?? 0) - 1;
    expect(band?.steps[last]).toBe(updates);
    expect(band?.seeds).toBe(seeds);
    // 5 and 95 % lie 0.15 of the way from the outermost of four to its neighbour.
    expect(band?.low[last]).toBeCloseTo(0.85 * ends[0] + 0.15 * ends[1], 13);
    expect(band?.high[last]).toBeCloseTo(0.85 * ends[3] + 0.15 * ends[2], 13);
    expect(band?.median[last]).toBeCloseTo((ends[1] + ends[2]) / 2, 14);
  });

  it.each([...optimizers.keys()])("can be made with every rule of the menu: %s", async (optimizer) => {
    const lanes = [false, true].map((falls) => ({ batchSize: 1, learningRate: 0.01, optimizer, falls }));
    const { lanes: found } = await recorded({ ...setting, epochs: 1, lanes, seeds: 2 });
    for (const lane of found) expect(lane.updates).toBe(1000);
    expect(found[0].losses[999]).not.toBe(found[1].losses[999]);
  });
});

describe("the breakpoint at a rise", () => {
  it("is the first update whose loss is above the one before", () => {
    const lane = laneOf(1, [5, 4, 3, 3, 3.5, 2, 9]);
    expect(nextRise(lane, 0)).toBe(4);
    expect(nextRise(lane, 4)).toBe(6);
    expect(nextRise(lane, 6)).toBeNull();
  });
});
