/** What a race page shows, and how it is written into the address. */

import { addressVersion } from "../app/address.ts";
import { optimizers, plainOptimizer } from "../engine/optimizers.ts";
import { ownData } from "../engine/ownData.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import { type Source, sourceNames } from "../engine/sourceNames.ts";
import { type LaneSetting, type TapeClock, tapeClocks } from "../tape/tape.ts";
import { presetOf, usualSeeds } from "./presets.ts";

export const mostLanes = 6;
export const mostEpochs = 200;
export const mostSeeds = 200;

/** What can be raced here and now: of the tables of one's own only the one that was brought. */
export function sourcesHere(): readonly Source[] {
  const own = ownData();
  return own === null ? sourceNames : [...sourceNames, own.id];
}

const wholeNumber = (text: string | null, least: number, most: number): number | null => {
  const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
};

/** "full@0.1", "32@0.05@adam", "1@0.05@sgd@falls" */
export const laneText = ({ batchSize, learningRate, optimizer = plainOptimizer, falls = false }: LaneSetting): string =>
  [batchSize, learningRate, ...(falls || optimizer !== plainOptimizer ? [optimizer] : []), ...(falls ? ["falls"] : [])]
    .map(String)
    .join("@");

function readLane(text: string): LaneSetting | null {
  const [size, rate, optimizer = plainOptimizer, falls, ...more] = text.split("@");
  const batchSize = size === "full" ? size : wholeNumber(size, 1, 1e9);
  const learningRate = Number(rate);
  const isRate = learningRate > 0 && Number.isFinite(learningRate);
  if (batchSize === null || !isRate || !optimizers.has(optimizer) || more.length > 0) return null;
  if (falls !== undefined && falls !== "falls") return null;
  return {
    batchSize,
    learningRate,
    ...(optimizer === plainOptimizer ? {} : { optimizer }),
    ...(falls === undefined ? {} : { falls: true }),
  };
}

/** What is asked to be computed; how it is looked at is written by `writeView`. */
export const writeState = ({ source, lanes, epochs, seed, seeds = usualSeeds }: TapeSetting): URLSearchParams =>
  new URLSearchParams({
    data: source,
    lanes: lanes.map(laneText).join(","),
    epochs: String(epochs),
    seed: String(seed),
    ...(seeds === usualSeeds ? {} : { seeds: String(seeds) }),
    v: String(addressVersion),
  });

export interface ReadState {
  readonly setting: TapeSetting;
  readonly view: RaceView;
  /** Parts of the address that could not be understood; the preset's stand in for them. */
  readonly ignored: readonly string[];
}

/** What an address asks for, as far as it is understood. */
export function readState(state: URLSearchParams): ReadState {
  const ignored: string[] = [];
  const read = <Value>(key: string, parse: (text: string) => Value | null, otherwise: Value): Value => {
    const text = state.get(key);
    const value = text === null ? null : parse(text);
    if (text !== null && value === null) ignored.push(`${key}=${text}`);
    return value ?? otherwise;
  };
  const source = read("data", (text) => sourcesHere().find((name) => name === text) ?? null, "line");
  const preset = presetOf(source);
  const lanes = read(
    "lanes",
    (text) => {
      const found = text.split(",").map(readLane);
      const whole = found.length <= mostLanes && found.every((lane) => lane !== null);
      return whole ? (found as LaneSetting[]) : null;
    },
    preset.lanes,
  );
  const epochs = read("epochs", (text) => wholeNumber(text, 1, mostEpochs), preset.epochs);
  const seed = read("seed", (text) => wholeNumber(text, 0, Number.MAX_SAFE_INTEGER), preset.seed);
  const seeds = read("seeds", (text) => wholeNumber(text, 1, mostSeeds), usualSeeds);
  read("v", (text) => wholeNumber(text, 1, addressVersion), addressVersion);
  const clock = read("clock", (text) => tapeClocks.find((name) => name === text) ?? null, usualView.clock);
  const positive = (text: string): number | null => (Number(text) > 0 && text.trim() !== "" ? Number(text) : null);
  const at = read("at", positive, usualView.at);
  const rise = read("rise", (text) => (text === "stop" ? true : null), usualView.rise);
  const slope = read<number | null>("slope", positive, usualView.slope);
  const loop = read("loop", (text) => wholeNumber(text, 0, lanes.length - 1), usualView.loop);
  const known = ["data", "lanes", "epochs", "seed", "seeds", "v", ...Object.keys(usualView)];
  for (const [key, text] of state) if (!known.includes(key)) ignored.push(`${key}=${text}`);
  const shows = read<readonly Asked[]>(
    "shows",
    (text) => {
      const found = asked.filter((each) => text.split(",").includes(each));
      return found.join(",") === text ? found : null;
    },
    usualView.shows,
  );
  const view = { clock, at, rise, slope, loop, shows };
  return { setting: { source, lanes, epochs, seed, seeds }, view, ignored };
}

/** How a race is looked at: nothing of it is computed anew when it changes. */
export interface RaceView {
  readonly clock: TapeClock;
  /** The moment, on that clock. */
  readonly at: number;
  /** Breakpoints: where a loss rises, and where ‖∇E‖ falls below this. */
  readonly rise: boolean;
  readonly slope: number | null;
  /** The lane whose loop is shown. */
  readonly loop: number;
  /** What the second thread is asked for. */
  readonly shows: readonly Asked[];
}

export const asked = ["map", "claims"] as const;
export type Asked = (typeof asked)[number];

const usualView: RaceView = { clock: "examples", at: 0, rise: false, slope: null, loop: 0, shows: [] };

/** What differs from the usual, behind the setting. */
export function writeView(setting: TapeSetting, { clock, at, rise, slope, loop, shows }: RaceView): URLSearchParams {
  const state = writeState(setting);
  if (clock !== usualView.clock) state.set("clock", clock);
  if (at > 0) state.set("at", String(Number(at.toPrecision(6))));
  if (rise) state.set("rise", "stop");
  if (slope !== null) state.set("slope", String(slope));
  if (loop > 0) state.set("loop", String(loop));
  if (shows.length > 0) state.set("shows", shows.join(","));
  return state;
}
