/** From a table to what a race needs of it: the rows of `nabla compare`, and a rate to begin with. */

import { type Prepared, prepare, type Table } from "@nabla/tables";
import type { OwnData } from "../engine/ownData.ts";
import { lossOf } from "./training.ts";

export function raceableOf(table: Table, target: string): OwnData {
  const prepared = prepare(table, { target, missing: "drop" });
  const { x, y, rows, features, task, hash } = prepared;
  return {
    id: `own-${hash.slice(0, 8)}`,
    table: table.name,
    target,
    loss: lossOf(task),
    rows,
    features: features.length,
    x,
    y,
    stableRate: stableRateOf(prepared),
  };
}

/**
 * A single row's Hessian is c·x̃x̃ᵀ, x̃ the row with a 1 for the bias, with c = 2 for squared errors and c ≤ ½ for the
 * cross-entropy. The mean square of the distance to the optimum shrinks where η·E[c²‖x̃‖²x̃x̃ᵀ] ⪯ 2·E[c·x̃x̃ᵀ], whose
 * traces give η < 2·E‖x̃‖² / (c·E‖x̃‖⁴).
 */
function stableRateOf({ x, rows, features, task }: Prepared): number {
  const width = features.length;
  let squares = 0;
  let fourths = 0;
  for (let row = 0; row < rows; row++) {
    let square = 1;
    for (let i = row * width; i < (row + 1) * width; i++) square += x[i] * x[i];
    squares += square;
    fourths += square * square;
  }
  return (2 * squares) / ((task === "regression" ? 2 : 0.5) * fourths);
}
