/** The descents of a race, as every part of the page runs them. */

import { type Descent, descend } from "nabla/train";
import { type LaneSetting, updatesPerEpoch } from "../tape/tape.ts";
import { optimizerOf } from "./optimizers.ts";
import type { Fit } from "./sources.ts";

/** The descent of a lane, not yet begun. */
export function begin(fit: Fit, lane: LaneSetting, seed: number, rows: number): Descent {
  const { batchSize } = lane;
  const optimizer = optimizerOf(lane, updatesPerEpoch({ batchRows: rowsOf(lane, rows) }, rows));
  return descend({ ...fit, optimizer, batchSize, seed, dtype: "float64", exact: true, stop: [] });
}

/** Rows of a batch. */
export const rowsOf = ({ batchSize }: LaneSetting, rows: number): number =>
  batchSize === "full" ? rows : Math.min(rows, batchSize);

/** All parameters in one vector. */
export const pointOf = (descent: Descent): Float64Array =>
  Float64Array.from(descent.namedParameters.flatMap(({ value }) => Array.from(value.data)));
