/** The guided race, scene by scene: on which clock, and how far the three descents go while one reads. */

import { formatNumber, type Language, laneName } from "@nabla/report";
import { presetOf } from "../race/presets.ts";
import { lengthOf, stepAt, type Tape, type TapeClock } from "../tape/tape.ts";

/** One seed: the guide tells of a single race. */
export const guidedRace = { ...presetOf("line"), seeds: 1 };

export const sceneNames = ["landscape", "step", "updates", "rows", "end", "rate"] as const;
export type SceneName = (typeof sceneNames)[number];

interface Scene {
  readonly clock: TapeClock;
  /** What the clock shows when the scene begins and when it ends. */
  readonly from: (tape: Tape) => number;
  readonly to: (tape: Tape) => number;
}

const start = (): number => 0;
const someUpdates = (): number => 30;
const oneEpoch = ({ head }: Tape): number => head.rows;
const end = (tape: Tape): number => lengthOf(tape, "examples");

export const scenes: Readonly<Record<SceneName, Scene>> = {
  landscape: { clock: "steps", from: start, to: start },
  step: { clock: "steps", from: start, to: () => 1 },
  updates: { clock: "steps", from: () => 1, to: someUpdates },
  rows: { clock: "examples", from: start, to: oneEpoch },
  end: { clock: "examples", from: oneEpoch, to: end },
  rate: { clock: "examples", from: end, to: end },
};

/** What the text of a scene tells, all of it read from the tape. */
export interface Told {
  readonly rows: number;
  readonly epochs: number;
  readonly rate: string;
  /** The loss at the start and the lowest that there is. */
  readonly startLoss: string;
  readonly lowest: string;
  /** 2/λmax: beyond it batch descent climbs. */
  readonly limit: string;
  /** Of each lane how many updates it has made when the scene ends, and how far it then is above the lowest loss. */
  readonly lanes: readonly { readonly name: string; readonly updates: number; readonly above: string }[];
  /** The lanes that are lowest and highest when the scene ends. */
  readonly first: string;
  readonly last: string;
}

export function toldOf(tape: Tape, scene: SceneName, language: Language): Told {
  const { clock, to } = scenes[scene];
  const { rows, startLoss, optimum, largestCurvature } = tape.head;
  const lowest = optimum?.loss ?? 0;
  const lanes = tape.lanes.map((lane) => {
    const updates = stepAt(lane, rows, clock, to(tape));
    const { batchSize } = lane.setting;
    return { name: laneName({ batchSize, decay: 0 }, language), updates, height: lane.losses[updates] - lowest };
  });
  const ranked = lanes.toSorted((one, other) => one.height - other.height);
  return {
    rows,
    epochs: guidedRace.epochs,
    rate: String(guidedRace.lanes[0].learningRate),
    startLoss: formatNumber(startLoss),
    lowest: formatNumber(lowest),
    limit: formatNumber(2 / largestCurvature),
    lanes: lanes.map(({ name, updates, height }) => ({ name, updates, above: formatNumber(height) })),
    first: ranked[0].name,
    last: ranked[ranked.length - 1].name,
  };
}

/** A race that breaks: the batch descent of the guide, and one a tenth beyond what is stable. */
export function brokenRace({ head }: Tape): typeof guidedRace {
  const tooLarge = Number((2.2 / head.largestCurvature).toPrecision(3));
  const [batch] = guidedRace.lanes;
  return { ...guidedRace, lanes: [batch, { ...batch, learningRate: tooLarge }] };
}
