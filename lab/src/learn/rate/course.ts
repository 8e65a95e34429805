/** How a descent goes, read off its tape: converging, oscillating or diverging, and since when. */

import { type LaneTape, pointAt, risesAt, type Tape } from "../../tape/tape.ts";

export type Course =
  | { readonly kind: "converging" }
  /** Along the steepest direction updates go back and forth; `step` is the first that turns back. */
  | { readonly kind: "oscillating"; readonly step: number; readonly turns: number }
  /** From update `step` on the loss only rises. */
  | { readonly kind: "diverging"; readonly step: number };

/** Changes smaller than this share are rounding. */
const rounding = 1e-9;

/** The update from which on every one raises the loss; null when the last one does not. */
function lastClimb(lane: LaneTape): number | null {
  let step = lane.updates;
  while (step > 0 && risesAt(lane, step)) step--;
  const climbed = lane.losses[lane.updates] - lane.losses[step];
  return climbed > rounding * lane.losses[step] ? step + 1 : null;
}

/** How far each update goes along a direction. */
function movesAlong(tape: Tape, lane: LaneTape, direction: readonly number[]): readonly number[] {
  const along = (step: number): number =>
    pointAt(tape, lane, step).reduce((sum, value, i) => sum + value * direction[i], 0);
  return Array.from({ length: lane.updates }, (_, step) => along(step + 1) - along(step));
}

export function courseOf(tape: Tape, direction: readonly number[]): Course {
  const [lane] = tape.lanes;
  const climb = lastClimb(lane);
  if (climb !== null || lane.diverged !== null) {
    return { kind: "diverging", step: climb ?? lane.diverged?.step ?? lane.updates };
  }
  const moves = movesAlong(tape, lane, direction);
  const least = rounding * moves.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
  const turns = moves.flatMap((move, i) => (i > 0 && move * moves[i - 1] < 0 && Math.abs(move) > least ? [i + 1] : []));
  return turns.length === 0 ? { kind: "converging" } : { kind: "oscillating", step: turns[0], turns: turns.length };
}
