/** Questions about constructed races: what a test of a claim is asked, with outcomes written down instead of run. */
import { findOptimum } from "../../../src/train/optimum.ts";
import type { ClaimQuestion } from "../../../src/train/race/claims/question.ts";
import type { RaceOptions } from "../../../src/train/race/index.ts";
import { knowCurvature } from "../../../src/train/race/rates.ts";
import { type RaceOutcome, runRace } from "../../../src/train/race/run.ts";
import { checkSettings, type RaceSettings } from "../../../src/train/race/settings.ts";
import type { SeedRun } from "../../../src/train/record.ts";
import { noisyLine, type Problem } from "./affine.ts";
import { optionsFor } from "./races.ts";
import { finish } from "./work.ts";

export function settingsFor(problem: Problem, changes: Partial<RaceOptions> = {}): RaceSettings {
  return checkSettings(optionsFor(problem, changes).options, () => 0);
}

/** A question about a problem, answered from runs of its own; races are left out, or written down. */
export function questionFor(
  problem: Problem,
  changes: Partial<RaceOptions> = {},
  races: (settings: RaceSettings) => Partial<Pick<ClaimQuestion, "same" | "bestRate" | "best">> = () => ({}),
): ClaimQuestion {
  const settings = settingsFor(problem, changes);
  const { program, objective, affine, curvature, convex, seedList, order } = settings;
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate: 1, order });
  const start = run.parameters();
  run.close();
  const knowledge = knowCurvature({ objective, affine, curvature, start });
  const optimum = convex ? findOptimum(objective) : null;
  const rate = knowledge.how === "expected-smoothness" ? 1 / knowledge.exampleSmoothness : 0.01;
  const same = writtenRace(settings, "same", [{ size: "full", rate, losses: () => [2, 1] }]);
  const best = optimum?.record.loss ?? 0;
  return { settings, knowledge, optimum, start, same, bestRate: null, best, times: null, ...races(settings) };
}

/** The same with the same-rate race run. */
export function racedQuestion(problem: Problem, changes: Partial<RaceOptions> = {}): ClaimQuestion {
  const question = questionFor(problem, { batchSizes: ["full", 1], epochs: 20, seeds: 20, ...changes });
  const { settings, knowledge, optimum, start } = question;
  const least = optimum?.record.attained ? optimum.record.loss : null;
  const startLoss = settings.objective.value(start);
  const same = finish(runRace({ settings, knowledge, optimum: least, startLoss }));
  const ends = same.record.descents.map(({ finalLoss }) => finalLoss.median ?? Infinity);
  return { ...question, same, best: least ?? Math.min(startLoss, ...ends) };
}

export const orthogonal: Problem = {
  // Columns of a Hadamard matrix: perfectly conditioned, and full-batch descent at 1/L arrives in one step.
  x: [
    [1, 1, 1],
    [-1, 1, -1],
    [1, -1, -1],
    [-1, -1, 1],
  ],
  y: [4, 1, -2, 0.5],
  loss: noisyLine(1, 1, 0, 0).loss,
};

/** A lane of a race that was never run. */
export interface WrittenLane {
  readonly size: number | "full";
  readonly rate?: number;
  readonly decay?: number;
  /** The losses of the run of this place among the seeds, at 0, 1, 2, … epochs. */
  readonly losses: (place: number) => readonly (number | null)[];
  readonly end?: (place: number) => Float64Array;
}

export function writtenRace(
  { seedList, objective }: RaceSettings,
  rule: "same" | "best",
  lanes: WrittenLane[],
): RaceOutcome {
  const rows = objective.rows;
  const sizeOf = ({ size }: WrittenLane) => (size === "full" ? rows : size);
  const descents = lanes.map((lane) => {
    const stepsOf = (epoch: number) => epoch * Math.ceil(rows / sizeOf(lane));
    const seeds = seedList.map((seed, place): SeedRun => {
      const curve = lane.losses(place).map((loss, epoch) => ({
        step: stepsOf(epoch),
        examples: epoch * rows,
        flops: 0,
        seconds: 0,
        loss,
      }));
      const last = curve[curve.length - 1];
      return {
        seed,
        finalLoss: last.loss,
        steps: last.step,
        epochs: last.examples / rows,
        examples: last.examples,
        seconds: 0,
        diverged: last.loss === null ? { step: last.step, parameter: null } : null,
        curve,
      };
    });
    return {
      batchSize: lane.size,
      learningRate: lane.rate ?? 0.1,
      limit: null,
      limitHow: "none" as const,
      decay: lane.decay ?? 0,
      seeds,
      finalLoss: { median: null, p5: null, p95: null },
      excess: null,
      examplesPerSecond: 0,
      secondsPerStep: 0,
      timing: null,
    };
  });
  return {
    record: { rule, descents, halvings: 0, comparisons: [] },
    lanes: lanes.map((lane) => ({
      rows: sizeOf(lane),
      name: lane.size,
      learningRate: lane.rate ?? 0.1,
      decay: lane.decay ?? 0,
    })),
    ends: lanes.map((lane) => seedList.map((_, place) => lane.end?.(place) ?? new Float64Array(objective.dimension))),
  };
}
