/** The whole tape as a table: every state of every lane, on every clock, with every digit. */

import type { DrawnTable } from "@nabla/report";
import { pointAt, type Tape, tapeClocks, timeAt } from "../tape/tape.ts";
import type { ShownLane } from "./shownTape.ts";

export function tapeTable(tape: Tape, lanes: readonly ShownLane[]): DrawnTable {
  const { rows, names, optimum } = tape.head;
  return {
    columns: ["lane", "step", "examples", "seconds", "loss", "excess", "gradientNorm", ...names],
    rows: lanes.flatMap(({ name, lane }) =>
      Array.from({ length: lane.updates + 1 }, (_, step) => [
        name,
        ...tapeClocks.map((clock) => timeAt(lane, rows, clock, step)),
        lane.losses[step],
        optimum === null ? null : lane.losses[step] - optimum.loss,
        lane.slopes[step],
        ...pointAt(tape, lane, step),
      ]),
    ),
  };
}
