import { describe, expect, it } from "vitest";
import type { DescentProgram, DescentSettings } from "../../../src/train/race/contract.ts";
import { checkSettings } from "../../../src/train/race/settings.ts";
import { timeSteps } from "../../../src/train/race/timing.ts";
import { line, optionsFor } from "../support/races.ts";
import { finish } from "../support/work.ts";

interface Call {
  readonly settings: DescentSettings;
  readonly steps: number;
}

/** A program that does nothing but spend time of a clock of its own: `costOf(batch size, call)` seconds a step. */
function timedProgram(costOf: (batchSize: number, call: number) => number) {
  let time = 0;
  const calls: Call[] = [];
  const open = new Set<object>();
  const program: DescentProgram = {
    parameters: [],
    start(settings) {
      let step = 0;
      const run = {
        get step() {
          return step;
        },
        get examples() {
          return step * settings.batchSize;
        },
        diverged: null,
        parameters: () => new Float64Array(0),
        advance(steps: number) {
          time += steps * costOf(settings.batchSize, calls.length);
          calls.push({ settings, steps });
          step += steps;
          return new Float64Array(0);
        },
        close() {
          open.delete(run);
        },
      };
      open.add(run);
      return run;
    },
  };
  const settings = checkSettings({ ...optionsFor(line).options, program, now: () => time }, () => 0);
  return { settings, calls, open };
}

/** 2 µs a step and 50 ns a row. */
const affine = (batchSize: number) => 2e-6 + 5e-8 * batchSize;

describe("timing one update", () => {
  it("finds the seconds of a step from chunks of 10 ms or more, at least five of them", () => {
    const { settings, open } = timedProgram(affine);
    const times = finish(timeSteps(settings, [24, 1, 8, 8]));
    expect(times.map(({ rows }) => rows)).toEqual([1, 8, 24]);
    for (const { rows, seconds, timing } of times) {
      expect(seconds.length).toBeGreaterThanOrEqual(5);
      for (const each of seconds) expect(each / affine(rows)).toBeCloseTo(1, 9);
      expect(timing?.median).toBeCloseTo(affine(rows), 12);
      expect(timing?.repeats).toBe(seconds.length);
      const steps = timing?.steps ?? 0;
      expect(steps * affine(rows)).toBeGreaterThanOrEqual(0.01);
      expect(steps * affine(rows)).toBeLessThan(0.02);
    }
    expect(open.size).toBe(0);
  });

  it("repeats the same run: same seed, same rows, a rate that cannot diverge", () => {
    const { settings, calls } = timedProgram(affine);
    finish(timeSteps(settings, [1, 8]));
    for (const { settings: asked } of calls) {
      expect(asked).toMatchObject({ seed: 0, order: "sequential", learningRate: 0 });
    }
  });

  it("interleaves the sizes in an order drawn anew, the same every time", () => {
    const sizes = [1, 2, 3, 4, 6, 8, 12, 24];
    const orderOf = () => {
      const { settings, calls } = timedProgram(affine);
      const times = finish(timeSteps(settings, sizes));
      return calls.slice(-5 * times.length).map((call) => call.settings.batchSize);
    };
    const order = orderOf();
    const rounds = Array.from({ length: 5 }, (_, i) => order.slice(8 * i, 8 * i + 8));
    for (const round of rounds) expect(round.toSorted((a, b) => a - b)).toEqual(sizes);
    expect(new Set(rounds.map((round) => round.join())).size).toBeGreaterThan(1);
    expect(orderOf()).toEqual(order);
  });

  it("makes a chunk of one update where that alone takes longer", () => {
    const { settings, calls } = timedProgram(() => 0.7);
    const [{ timing }] = finish(timeSteps(settings, [24]));
    expect(timing).toMatchObject({ repeats: 7, steps: 1 });
    expect(timing?.median).toBeCloseTo(0.7, 12);
    expect(calls).toHaveLength(8);
  });

  it("shows median and range of chunks that differ, and throws away chunks that became too short", () => {
    // Half as fast while it is calibrated, then a compiler that has caught up.
    const { settings } = timedProgram((_, call) => (call < 8 ? 4e-6 : 1e-6 * (1 + (call % 3))));
    const [{ seconds, timing }] = finish(timeSteps(settings, [1]));
    const { steps = 0, least = 0, most = 0, median = 0, repeats } = timing ?? {};
    expect(repeats).toBe(7);
    expect(seconds.every((each) => each * steps >= 0.01 - 1e-12)).toBe(true);
    expect([least * 1e6, most * 1e6].map(Math.round)).toEqual([1, 3]);
    expect(median).toBeGreaterThan(least);
    expect(median).toBeLessThanOrEqual(most);
  });

  it("times nothing by a clock that does not run along", () => {
    for (const now of [optionsFor(line).options.now ?? (() => 0), () => 7]) {
      const { settings, calls } = timedProgram(affine);
      const times = finish(timeSteps({ ...settings, now }, [1, 24]));
      expect(times).toEqual([
        { rows: 1, seconds: [], timing: null },
        { rows: 24, seconds: [], timing: null },
      ]);
      expect(calls.length).toBeLessThan(20);
    }
  });

  it("times nothing of a run that is lost", () => {
    const { settings } = timedProgram(affine);
    const { program } = optionsFor({ ...line, y: line.y.map(() => Number.NaN) });
    const [{ timing }] = finish(timeSteps({ ...settings, program }, [8]));
    expect(timing).toBeNull();
  });
});
