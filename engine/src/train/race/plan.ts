/** The parts of a comparison in their order, and what each is expected to cost, in examples read by an update. */
import { checkpoints, stepsPerEpoch } from "./checkpoints.ts";
import { sizesToTime } from "./clocks.ts";
import type { PlannedPart } from "./forecast.ts";
import type { RaceSettings } from "./settings.ts";
import { foreseenRates } from "./tuning.ts";

/**
 * An update costs as much as its rows and so many more; the full loss in float64 as much as so many updates of all
 * rows.
 */
const UPDATE = 16;
const FULL_LOSS = 4;
/** Examples that updates read in a second, for what takes a time of its own. */
const EXAMPLES_PER_SECOND = 6e7;
/** Cells of the map. */
const CELLS = 24 * 12;

/** Seconds of a claim on a small table, as measured: what it costs hardly depends on the number of rows. */
const CLAIM_SECONDS = 0.1;

export function planOf(settings: RaceSettings): PlannedPart[] {
  const { lanes, objective, epochs, seedList, tuningSeedList, map } = settings;
  const { rows } = objective;
  const marks = checkpoints(
    rows,
    epochs,
    lanes.map((lane) => lane.rows),
  ).length;
  const updates = (size: number) => epochs * stepsPerEpoch(rows, size) * (size + UPDATE);
  const below = lanes.filter((lane) => lane.rows < rows);
  const sum = (costs: readonly number[]) => costs.reduce((total, cost) => total + cost, 0);
  const once = (losses: number) => (lane: { rows: number }) => updates(lane.rows) + losses * FULL_LOSS * rows;
  const best = [...lanes, ...below];
  const part = (name: string, cost: number): PlannedPart => ({ name, cost });
  const seconds = (count: number) => count * EXAMPLES_PER_SECOND;
  return [
    part("optimum", 200 * rows),
    ...(settings.bestRate
      ? [
          part("tuning", foreseenRates(settings) * tuningSeedList.length * sum(best.map(once(1)))),
          part("best", seedList.length * sum(best.map(once(marks)))),
        ]
      : []),
    part("same", seedList.length * sum(lanes.map(once(marks)))),
    ...(settings.timing ? [part("timing", seconds(0.12 * sizesToTime(settings).length))] : []),
    part("theory", seedList.length * sum(below.map(once(40)))),
    ...(map === null ? [] : [part("map", CELLS * map.seeds * map.epochs * 4 * rows)]),
    part("diagnostics", 1000 * rows),
    ...Array.from({ length: 16 }, (_, i) => part(`C${i + 1}`, seconds(CLAIM_SECONDS))),
    ...(objective.dimension === 2 ? [part("surface", 64 * 64 * FULL_LOSS * rows)] : []),
  ];
}
