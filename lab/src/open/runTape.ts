/** The record of a run as a tape: what the command has done, under the player and the pictures of the race. */

import { type BandPoint, bandOf } from "@nabla/report";
import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";
import type { Band, LaneSetting, LaneTape, Tape, TapeClock } from "../tape/tape.ts";
import type { RunReport, TrainingRun } from "./readRun.ts";

interface State {
  readonly step: number;
  readonly examples: number;
  readonly seconds: number;
  readonly loss: number | null;
}

/** States until the first that is not finite: from there on nothing can be drawn. */
function laneOf(setting: LaneSetting, batchRows: number, states: readonly State[], seconds: (state: State) => number) {
  const lost = states.findIndex(({ loss }) => loss === null || !Number.isFinite(loss));
  const kept = lost < 0 ? states : states.slice(0, lost);
  const numbers = (of: (state: State) => number) => Float64Array.from(kept, of);
  return {
    setting,
    batchRows,
    losses: numbers(({ loss }) => loss ?? Infinity),
    slopes: numbers(() => Number.NaN),
    points: new Float64Array(0),
    updates: kept.length - 1,
    secondsPerUpdate: 0,
    moments: {
      steps: numbers(({ step }) => step),
      examples: numbers(({ examples }) => examples),
      seconds: numbers(seconds),
    } satisfies Record<TapeClock, Float64Array>,
    band: null,
    diverged: null,
  } satisfies LaneTape;
}

const batchRowsOf = (batchSize: LaneSetting["batchSize"], rows: number): number =>
  batchSize === "full" ? rows : Math.min(batchSize, rows);

/** The first seed of each lane plays; the others are its band. */
function laneOfDescent(descent: DescentRecord, rows: number): LaneTape {
  const { batchSize, learningRate, optimizer, decay, seeds, timing } = descent;
  const setting = {
    batchSize,
    learningRate,
    ...(optimizer === undefined ? {} : { optimizer }),
    ...(decay > 0 ? { falls: true } : {}),
  };
  const [first] = seeds;
  const lane = laneOf(setting, batchRowsOf(batchSize, rows), first.curve, ({ step, seconds }) =>
    timing === null ? seconds : step * timing.median,
  );
  const diverged = first.diverged === null ? null : { ...first.diverged, stableRate: descent.limit, triedRate: null };
  return { ...lane, diverged, band: seeds.length < 2 ? null : bandOfSeeds(descent, lane) };
}

/** At the moments of the first seed, which all seeds share. */
function bandOfSeeds(descent: DescentRecord, { moments }: Pick<LaneTape, "moments">): Band {
  const points = bandOf(descent, "steps").slice(0, moments?.steps.length ?? 0);
  const losses = (of: (point: BandPoint) => number | null) =>
    Float64Array.from(points, (point) => of(point) ?? Infinity);
  return {
    seeds: descent.seeds.length,
    steps: Float64Array.from(points, (_, state) => state),
    low: losses(({ low }) => low),
    median: losses(({ median }) => median),
    high: losses(({ high }) => high),
  };
}

export function tapeOfRace({ data, optimum, startLoss, diagnostics }: CompareRecord, race: RaceRecord): Tape {
  const lanes = race.descents.map((descent) => laneOfDescent(descent, data.rows));
  return {
    head: {
      rows: data.rows,
      names: [],
      start: [],
      startLoss: startLoss ?? Infinity,
      optimum: optimum?.attained ? { loss: optimum.loss, parameters: optimum.parameters } : null,
      largestCurvature: diagnostics.smoothness ?? Number.NaN,
    },
    lanes,
    surface: null,
    complete: true,
  };
}

/** How a training was set up, as far as a lane says so. */
function settingOf({ settings }: TrainingRun): LaneSetting {
  const { batchSize, learningRate, optimizer, schedule } = settings;
  return {
    batchSize: typeof batchSize === "number" ? batchSize : "full",
    learningRate: Number(learningRate),
    ...(typeof optimizer === "string" ? { optimizer } : {}),
    ...(typeof schedule === "string" && schedule !== "none" ? { falls: true } : {}),
  };
}

const rowsOf = ({ reports }: TrainingRun): number => {
  const epoch = reports.find(({ step }) => step > 0);
  return epoch?.examples ?? 1;
};

/** Trainings side by side, each a lane. */
export function tapeOfTrainings(runs: readonly TrainingRun[]): Tape {
  const rows = Math.max(...runs.map(rowsOf));
  const lanes = runs.map((run) => {
    const setting = settingOf(run);
    return laneOf(setting, batchRowsOf(setting.batchSize, rows), run.reports, ({ seconds }) => seconds);
  });
  const starts = runs.map(({ reports }) => reports[0].loss).filter(Number.isFinite);
  return {
    head: {
      rows,
      names: [],
      start: [],
      startLoss: Math.max(...starts, Number.MIN_VALUE),
      optimum: null,
      largestCurvature: Number.NaN,
    },
    lanes,
    surface: null,
    complete: true,
  };
}

/** The parameters of a report, each with its name and its place. */
export const parametersOf = ({ parameters }: RunReport): readonly { readonly name: string; readonly value: number }[] =>
  Object.entries(parameters).flatMap(([name, values]) =>
    values.map((value, i) => ({ name: values.length === 1 ? name : `${name}.${i}`, value: value ?? Number.NaN })),
  );
