/** The race page in English. */

import { nameOf, type OwnData } from "../../engine/ownData.ts";
import type { TapeSetting } from "../../engine/recorder.ts";
import { laneText } from "../raceState.ts";

export const en = {
  lead:
    "Same data, same start, same order of the rows; only the batch differs. Play it, step through it, and switch " +
    "the clock: equal numbers of updates and equal numbers of rows read tell two different stories.",
  data: "Data",
  sources: {
    line: "1,000 points around y = 2x + 1",
    cars: "cars: fuel economy (mpg)",
    penguins: "penguins: three species",
    blobs: "three clouds, linear",
    moons: "two moons, net of 8",
    circles: "two circles, net of 8",
    xor: "exclusive or, net of 8",
    spirals: "two spirals, net of 16 and 8",
  },
  ownTable: ({ table, target }: OwnData) => `${table}: ${target}`,
  ownMissing:
    "This link is about a table of somebody’s own, which never left their browser. Read that file on the page “Own " +
    "data” and race it there; until then, here is another race.",
  tooLong: (numbers: string, most: string) =>
    `the tape keeps every update, and this race has ${numbers} numbers to keep; at most ${most} fit. ` +
    "Ask for fewer epochs, fewer lanes or larger batches.",
  epochs: "Epochs",
  seed: "Seed",
  lanes: "Lanes",
  batchSize: "Batch size",
  full: "all rows",
  learningRate: "Learning rate η",
  optimizer: "Rule",
  falls: "η falls",
  seeds: "Seeds in the band",
  bands: (seeds: string, first: string) =>
    `Thick lines: the median of ${seeds} seeds; bands: the middle 90 in a hundred of them; thin lines: seed ` +
    `${first}, which is the one that plays.`,
  falling: "A rate that falls is η/(1 + t/T) at update t, T updates an epoch: half as large after one epoch.",
  remove: (lane: string) => `Remove ${lane}`,
  add: "Add a lane",
  reset: "The textbook's three lanes",
  laneOf: (number: number) => `Lane ${number}`,
  clock: "Clock",
  clocks: { steps: "updates", examples: "rows read", seconds: "time of computing" },
  play: "Play",
  pause: "Pause",
  back: "One update back",
  forward: "One update on",
  toStart: "To the start",
  toEnd: "To the end",
  moment: "Moment",
  stops: "Stop when",
  stopAtRise: "a loss rises",
  stopAtSlope: "‖∇E‖ falls below",
  fullScreen: "Full screen",
  leaveFullScreen: "Leave full screen",
  recording: "Computing …",
  surfaceAwaited: "The losses around the paths are computed when the paths are walked.",
  of: (now: string, end: string) => `${now} of ${end}`,
  loop: "The loop, at this moment",
  loopBoxes: { test: "Small enough?", gradient: "Gradient", step: "Step", again: "Again" },
  cloud: (lane: string) => `What a batch can see, where “${lane}” stands`,
  speaks: (lane: string) => `The model of “${lane}” speaks; another lane is chosen below, at the loop.`,
  lossNow: "E",
  aboveOptimum: "E − E*",
  slopeNow: "‖∇E‖",
  stepLength: "‖Δw‖",
  update: "update",
  stable: (largest: string, rate: string) =>
    `At the start λmax = ${largest}: there a full-batch step overshoots at rates beyond 2/λmax = ${rate}.`,
  climbs: (lane: string, times: string) =>
    `${lane} ends at ${times} times the loss of the start: its learning rate is too large for its batch.`,
  diverged: (lane: string, step: string, parameter: string, rate: string) =>
    `${lane}: after ${step} updates the loss is not finite any more; ${parameter} ran away. ` +
    `Rates below ${rate} are stable there.`,
  divergedTried: (lane: string, step: string, parameter: string, rate: string) =>
    `${lane}: after ${step} updates the loss is not finite any more; ${parameter} ran away. ` +
    `By trial, ${rate} is a rate with which this lane comes down.`,
  divergedUnknown: (lane: string, step: string, parameter: string) =>
    `${lane}: after ${step} updates the loss is not finite any more; ${parameter} ran away. Try a smaller rate.`,
  aParameter: "a parameter",
  heldEqual: (seed: string, rows: string) =>
    `Held equal: the data (${rows} rows), the start, the order of the rows (seed ${seed}). ` +
    "Every loss is that of all rows, in float64, after every update. Faint lines: what is still to come.",
  note: ({ source, lanes, epochs, seed }: TapeSetting) =>
    `${nameOf(source)}, seed ${seed}, ${epochs} epochs; batch size @ learning rate: ${lanes.map(laneText).join(", ")}`,
  judge: {
    claims: {
      heading: "The lesson’s claims, on this data",
      lead:
        "Tested as nabla compare tests them: plain descents of these batch sizes, at one rate and each at its best, " +
        "from at least 20 seeds. Every verdict has its numbers.",
      ask: "Test the claims",
    },
    map: {
      heading: "The map of rates and batch sizes",
      lead:
        "Where every rate leads at every batch size after three epochs, the median of up to 100 seeds, and where " +
        "theory says it breaks.",
      ask: "Draw the map",
    },
    cancel: "Cancel",
    close: "Hide",
  },
  ignored: (parts: string) => `This link says things that are not understood here and were left out: ${parts}`,
  failed: "This could not be computed:",
  wrongNumber: (least: string, most: string) => `A whole number from ${least} to ${most}, please.`,
  wrongRate: "A number above 0, please.",
  wrongBatch: "A whole number from 1 on, or “full”, please.",
  numbers: "Numbers at this moment",
  lane: "Lane",
  steps: "updates",
  rows: "rows read",
};

/** Everything the race page says; a language that lacks something does not compile. */
export type RaceWords = typeof en;
