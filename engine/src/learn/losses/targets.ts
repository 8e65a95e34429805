/** What numbers may stand as targets of a loss: checked where there are numbers, before anything is computed. */
import { DataError } from "../../base/errors.ts";
import type { LossInfo } from "./loss.ts";

/** Numbers that lie one after the other, `each` of them to a row, and what the caller calls them. */
export interface TargetNumbers {
  readonly name: string;
  readonly data: ArrayLike<number>;
  readonly each: number;
}

/**
 * @throws DataError `binary-target` for a target of a binary loss outside 0 … 1: the loss would have no least value.
 * @throws DataError `target-range` for one outside what the loss is the likelihood of.
 */
export function requireTargets(info: LossInfo, { name, data, each }: TargetNumbers): void {
  const { least, above } = info.targets ?? {};
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    const row = Math.floor(i / each);
    if (info.task === "binary" && !(value >= 0 && value <= 1)) {
      throw new DataError(
        "binary-target",
        `${name}[${row}] is ${value}; a target of a binary loss is 0, 1 or a probability between. Write 1 for one ` +
          "class and 0 for the other; for more than two classes use softmaxCrossEntropy",
        { name, row, value },
      );
    }
    if ((least === undefined || value >= least) && (above === undefined || value > above)) continue;
    const expected = least === undefined ? `> ${above}` : `≥ ${least}`;
    throw new DataError("target-range", `${name}[${row}] is ${value}; ${info.id} takes targets ${expected}`, {
      name,
      row,
      value,
      loss: info.id,
      expected,
    });
  }
}

/** @throws DataError `class-id` for an id that is not a whole number from 0 on, or not below `classes`. */
export function requireClassId(name: string, row: number, id: number, classes?: number): void {
  if (Number.isInteger(id) && id >= 0 && (classes === undefined || id < classes)) return;
  const below = classes === undefined ? "" : ` below ${classes}`;
  throw new DataError("class-id", `${name}[${row}] is ${id}; a class id is a whole number from 0 on${below}`, {
    name,
    row,
    value: id,
    classes: classes ?? null,
  });
}
