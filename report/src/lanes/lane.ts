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

/** How a lane looks; the colours themselves are in the figures' style sheet, so that they follow the theme. */
export interface LaneLook {
  /** Number of the colour: `lane-0` is batch, `lane-1` stochastic, from `lane-2` on mini-batches. */
  readonly colour: number;
  /** SVG stroke-dasharray; an empty string is a whole line. */
  readonly dash: string;
  readonly marker: SymbolType;
  /** The marker on a terminal. */
  readonly character: string;
}

export interface Lane {
  readonly descent: DescentRecord;
  readonly role: LaneRole;
  readonly look: LaneLook;
}

export const batchLook: LaneLook = { colour: 0, dash: "", marker: symbolCircle, character: "●" };
export const stochasticLook: LaneLook = { colour: 1, dash: "2 3", marker: symbolTriangle, character: "▲" };
const miniBatchLooks: readonly LaneLook[] = [
  { colour: 2, dash: "8 4", marker: symbolSquare, character: "■" },
  { colour: 3, dash: "8 3 2 3", marker: symbolDiamond, character: "◆" },
  { colour: 4, dash: "14 4", marker: symbolStar, character: "★" },
  { colour: 5, dash: "5 3 2 3 2 3", marker: symbolWye, character: "✚" },
];

/** The role follows from the batch size alone. */
export function roleOf(batchSize: number | "full"): LaneRole {
  if (batchSize === "full") return "batch";
  return batchSize === 1 ? "stochastic" : "mini-batch";
}

/** The lanes of a race in the record's order, each with its look. */
export function lanesOf(race: RaceRecord): readonly Lane[] {
  let miniBatches = 0;
  return race.descents.map((descent) => {
    const role = roleOf(descent.batchSize);
    if (role === "batch") return { descent, role, look: batchLook };
    if (role === "stochastic") return { descent, role, look: stochasticLook };
    return { descent, role, look: miniBatchLooks[miniBatches++ % miniBatchLooks.length] };
  });
}

/** How many seeds of the lane stopped being finite. */
export const divergedSeeds = (descent: DescentRecord): number =>
  descent.seeds.filter((seed) => seed.diverged !== null).length;
