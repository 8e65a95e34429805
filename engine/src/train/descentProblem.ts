/** The problem of one descent: for a loss of whole batches, with batches that it can take. */
import { OptionError } from "../base/errors.ts";
import { takesBatch } from "../learn/losses/overBatch.ts";
import { tileRows } from "./memory.ts";
import { type CheckedOptions, checkBatch, type DescendOptions } from "./options.ts";
import { type CheckedProblem, checkProblem } from "./problem.ts";

/** What `descend` descends on, and how many rows its batches have. */
export function problemOf(options: CheckedOptions, given: DescendOptions["batchSize"] = 32) {
  const { model, loss, data, dtype, l2, seed, order } = options;
  const weighted = order === "importance";
  const checked = checkProblem({ model, loss, data, dtype, l2, seed, weighted, wholeBatches: true });
  const batchSize = checkBatch(given, checked.rows);
  if (!takesBatch(loss)) return { checked, batchSize };
  requireWholeBatches(options, checked, batchSize);
  return { checked: { ...checked, problem: { ...checked.problem, together: batchSize } }, batchSize };
}

/** Batches of one size, of at most a tile, whose rows weigh alike, and a rule that looks at nothing else. */
function requireWholeBatches(
  { loss, optimizer, partial }: CheckedOptions,
  { rows, problem: { weighted } }: CheckedProblem,
  batchSize: number,
): void {
  const id = "info" in loss ? (loss.info.id ?? "the loss") : "the loss";
  if (batchSize > tileRows) {
    throw new OptionError(
      "batch-loss-size",
      `${id} takes all rows of a batch at once, at most ${tileRows} of them; batchSize is ${batchSize}.`,
      { loss: id, batchSize, most: tileRows },
    );
  }
  if (rows % batchSize !== 0 && (partial === "keep" || partial === "weight")) {
    throw new OptionError(
      "batch-loss-partial",
      `${id} takes all rows of a batch at once, and ${rows} rows do not make whole batches of ${batchSize}; give ` +
        'partial: "drop" or "wrap".',
      { loss: id, rows, batchSize, partial },
    );
  }
  const other = weighted
    ? "weights of rows"
    : optimizer.table || optimizer.snapshot !== undefined
      ? (optimizer.info?.id ?? "an optimizer that looks at single rows")
      : undefined;
  if (other === undefined) return;
  throw new OptionError(
    "batch-loss-with",
    `${id} takes all rows of a batch at once; it cannot be used with ${other}.`,
    {
      loss: id,
      other,
    },
  );
}
