/** What a race page shows, and how it is written into the address. */

import { addressVersion } from "../app/address.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import { type SourceName, sourceNames } from "../engine/sources.ts";
import type { LaneSetting } from "../tape/tape.ts";

export const mostLanes = 6;
export const mostEpochs = 200;

const commonRates: Record<SourceName, number> = { line: 0.05, cars: 0.03, penguins: 0.1 };

/** The textbook's three descents at one rate. */
export const presetOf = (source: SourceName): TapeSetting => ({
  source,
  lanes: (["full", 32, 1] as const).map((batchSize) => ({ batchSize, learningRate: commonRates[source] })),
  epochs: 30,
  seed: 0,
});

const wholeNumber = (text: string | null, least: number, most: number): number | null => {
  const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
};

/** "full@0.1", "32@0.05" */
export const laneText = ({ batchSize, learningRate }: LaneSetting): string => `${batchSize}@${learningRate}`;

function readLane(text: string): LaneSetting | null {
  const [size, rate] = text.split("@");
  const batchSize = size === "full" ? size : wholeNumber(size, 1, 1e9);
  const learningRate = Number(rate);
  return batchSize !== null && learningRate > 0 && Number.isFinite(learningRate) ? { batchSize, learningRate } : null;
}

export const writeState = ({ source, lanes, epochs, seed }: TapeSetting): URLSearchParams =>
  new URLSearchParams({
    data: source,
    lanes: lanes.map(laneText).join(","),
    epochs: String(epochs),
    seed: String(seed),
    v: String(addressVersion),
  });

export interface ReadState {
  readonly setting: TapeSetting;
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
  const source = read("data", (text) => sourceNames.find((name) => name === text) ?? null, "line");
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
  read("v", (text) => wholeNumber(text, 1, addressVersion), addressVersion);
  const known = ["data", "lanes", "epochs", "seed", "v", "clock"];
  for (const [key, text] of state) if (!known.includes(key)) ignored.push(`${key}=${text}`);
  return { setting: { source, lanes, epochs, seed }, ignored };
}
