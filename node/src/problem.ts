/** From a table and options to what is trained: prepared rows, a model, a loss. */
import { type Format, type Prepared, type PreparedRows, prepare, type Table } from "@nabla/tables";
import { chooseLoss, chooseModel, type Loss, type Model, type Named, requireLoss } from "./choices.ts";
import { CommandError } from "./errors.ts";
import type { FitOptions } from "./options.ts";

export interface Problem {
  /** The format the table was read in. */
  readonly format: Format;
  readonly prepared: Prepared;
  readonly model: Named<Model>;
  readonly loss: Named<Loss>;
}

/**
 * @throws CommandError "option-missing" without a target, and what `chooseModel` and `chooseLoss` throw; TableError for
 * what is wrong with the table.
 */
export function readProblem(table: Table, options: FitOptions): Problem {
  const { target, format: _, ...rest } = options.table;
  if (target === undefined) {
    const columns = table.columns.map(({ name }) => name);
    throw new CommandError("option-missing", { option: "--target", columns });
  }
  const model = chooseModel(options.model);
  requireLoss(options.loss);
  const prepared = prepare(table, { ...rest, target, seed: options.seed });
  return {
    format: table.format,
    prepared,
    model,
    loss: chooseLoss(options.loss, prepared.task, prepared.classes ?? []),
  };
}

/** Rows as the engine takes them. A loss of two classes takes their numbers 0 and 1 as values, not as names. */
export const dataOf = (rows: PreparedRows, { prepared, loss }: Problem) => ({
  x: { data: rows.x, shape: [rows.rows, prepared.features.length] },
  y: loss.choice.info.task === "binary" ? Float64Array.from(rows.y) : rows.y,
});
