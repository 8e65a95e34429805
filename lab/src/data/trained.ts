/** What the thread says of a table and of a training, without what it takes to make them. */

import type { Task } from "@nabla/tables";
import type { LossName } from "../engine/sourceNames.ts";

export const trainedEpochs = 200;
export const heldOutShare = 0.2;

export interface Preview {
  readonly name: string;
  /** False while only the beginning of a large file has been read: `rows` and `missing` are of that beginning. */
  readonly whole: boolean;
  readonly rows: number;
  /** How many columns there are; `columns` has the first of them. */
  readonly width: number;
  readonly missing: number;
  /** Every column's name, one of which is the target; null of more columns than one would choose from. */
  readonly names: readonly string[] | null;
  readonly lastName: string;
  readonly columns: readonly {
    readonly name: string;
    readonly kind: "number" | "text";
    readonly cells: readonly string[];
  }[];
}

export interface Trained {
  readonly target: string;
  readonly task: Task;
  readonly loss: LossName;
  readonly rate: number;
  readonly seed: number;
  readonly rowsTrain: number;
  readonly rowsTest: number;
  /** The loss of all training rows before the first and after every epoch. */
  readonly losses: Float64Array;
  readonly testLoss: number;
}
