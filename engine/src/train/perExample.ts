/** What optimizers that look at single examples need: small batches, and room for what they remember of each. */
import type { DescentModule } from "../backends/wasm/descent.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import { OptionError } from "../base/errors.ts";
import { sizeOf } from "../base/shape.ts";
import type { Optimizer } from "../learn/optimizers/optimizer.ts";
import type { DataInMemory } from "./memory.ts";
import type { RowOrder } from "./order.ts";

const nameOf = ({ info }: Optimizer): string => info?.id ?? "this optimizer";

/** Batches of at most a tile for rules that need a second gradient, of one row for rules with a table. */
export function requireSmallBatch(optimizer: Optimizer, { spec }: DescentModule, rows: number): void {
  const small = optimizer.snapshot !== undefined || optimizer.secondGradient;
  const most = optimizer.table ? 1 : small ? spec.tile : rows;
  if (rows <= most) return;
  throw new OptionError(
    "batch-too-large",
    `${nameOf(optimizer)} takes batches of at most ${most} examples; batchSize is ${rows}.`,
    { optimizer: nameOf(optimizer), batchSize: rows, most },
  );
}

/** Bytes of a table, at most. */
const largestTable = 500_000_000;

interface Remembering {
  readonly module: DescentModule;
  readonly data: DataInMemory;
  readonly optimizer: Optimizer;
}

/** Room to remember something like the parameters of every row, at first zeros; its address. */
export function emptyTable({ module, data: { heap, rows }, optimizer }: Remembering, order: RowOrder): number {
  if (order === "importance") {
    throw new OptionError(
      "table-by-importance",
      `${nameOf(optimizer)} weighs what it remembers of all examples alike, but order "importance" draws some more ` +
        "often; use another order.",
      { optimizer: nameOf(optimizer), order },
    );
  }
  const leaf = module.spec.data[module.spec.data.length - 1];
  const bytes = roomForRows(leaf, rows);
  if (bytes > largestTable) {
    throw new OptionError(
      "table-too-large",
      `${nameOf(optimizer)} would remember a gradient for each of ${rows} examples, ${Math.ceil(bytes / 1e6)} MB in ` +
        `all; it takes at most ${largestTable / 1e6} MB. Use svrg, which remembers one for all of them.`,
      { optimizer: nameOf(optimizer), bytes, most: largestTable },
    );
  }
  const address = heap.allocate(bytes);
  viewOf(heap, address, leaf.dtype, rows * sizeOf(leaf.shape)).fill(0);
  return address;
}
