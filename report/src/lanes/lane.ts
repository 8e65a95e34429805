/** A lane as it is shown: the same colour, dash, marker and character in every figure, table and terminal. */

import {
  type SymbolType,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";
import type { DescentRecord, RaceRecord } from "nabla/race";

export type LaneRole = "batch" | "mini-batch" | "stochastic";

/** How a line of a figure looks; the colours are in the figures' style sheet, so that they follow the theme. */
export interface Look {
  /** Number of the colour, or the ink of the text. */
  readonly colour: number | "ink";
  /** SVG stroke-dasharray; an empty string is a whole line. */
  readonly dash: string;
  /** Null for a line without markers. */
  readonly marker: SymbolType | null;
  /** The marker is an outline. */
  readonly hollow: boolean;
}

export interface LaneLook extends Look {
  /** `lane-0` is batch, `lane-1` stochastic, from `lane-2` on mini-batches. */
  readonly colour: number;
  readonly marker: SymbolType;
  /** The marker on a terminal. */
  readonly character: string;
}

/** What tells the lanes of one race apart. */
export interface LaneKind {
  readonly batchSize: number | "full";
  /** Where optimizers race. */
  readonly optimizer?: string | undefined;
  /** Above 0: the rate falls as 1/t. */
  readonly decay: number;
}

export interface Lane {
  readonly descent: DescentRecord;
  readonly role: LaneRole;
  readonly look: LaneLook;
}

interface Looks {
  readonly constant: LaneLook;
  /** A falling rate: the colour stays, the marker is hollow and the line wider spaced. */
  readonly falling: LaneLook;
}

function looksFor(colour: number, dashes: readonly [string, string], marker: SymbolType, characters: string): Looks {
  const [full, hollow] = [...characters];
  return {
    constant: { colour, dash: dashes[0], marker, hollow: false, character: full },
    falling: { colour, dash: dashes[1], marker, hollow: true, character: hollow },
  };
}

const batchLooks = looksFor(0, ["", "16 4"], symbolCircle, "●○");
const stochasticLooks = looksFor(1, ["2 3", "2 7"], symbolTriangle, "▲△");
const miniBatchLooks: readonly Looks[] = [
  looksFor(2, ["8 4", "8 9"], symbolSquare, "■□"),
  looksFor(3, ["8 3 2 3", "8 7 2 7"], symbolDiamond, "◆◇"),
  looksFor(4, ["14 4", "14 9"], symbolStar, "★☆"),
  looksFor(5, ["5 3 2 3 2 3", "5 6 2 6 2 6"], symbolWye, "✚+"),
];

export const batchLook: LaneLook = batchLooks.constant;
export const stochasticLook: LaneLook = stochasticLooks.constant;

/** The role follows from the batch size alone. */
export function roleOf(batchSize: number | "full"): LaneRole {
  if (batchSize === "full") return "batch";
  return batchSize === 1 ? "stochastic" : "mini-batch";
}

/** The looks of optimizers that race, in their order. */
const optimizerLooks: readonly Looks[] = [batchLooks, stochasticLooks, ...miniBatchLooks];

/** The looks of lanes that stand side by side, in their order: one colour for a batch size, whatever its rate. */
export function looksOf(lanes: readonly LaneKind[]): readonly LaneLook[] {
  const optimizers = [...new Set(lanes.map(({ optimizer }) => optimizer))];
  if (optimizers[0] !== undefined) {
    return lanes.map(({ optimizer, decay }) => {
      const { constant, falling } = optimizerLooks[optimizers.indexOf(optimizer) % optimizerLooks.length];
      return decay > 0 ? falling : constant;
    });
  }
  const miniBatches = [...new Set(lanes.map((each) => each.batchSize))].filter((size) => roleOf(size) === "mini-batch");
  return lanes.map(({ batchSize, decay }) => {
    const place = miniBatches.indexOf(batchSize) % miniBatchLooks.length;
    const own = { batch: batchLooks, stochastic: stochasticLooks, "mini-batch": miniBatchLooks[place] };
    const { constant, falling } = own[roleOf(batchSize)];
    return decay > 0 ? falling : constant;
  });
}

/** The lanes of a race in the record's order, each with its look. */
export function lanesOf({ descents }: RaceRecord): readonly Lane[] {
  const looks = looksOf(descents);
  return descents.map((descent, i) => ({ descent, role: roleOf(descent.batchSize), look: looks[i] }));
}

/** A text that is different for every lane of a race. */
export const laneKey = ({ batchSize, optimizer, decay }: LaneKind): string =>
  `${optimizer ?? batchSize}${decay > 0 ? "-falling" : ""}`;

/** How many seeds of the lane stopped being finite. */
export const divergedSeeds = (descent: DescentRecord): number =>
  descent.seeds.filter((seed) => seed.diverged !== null).length;
