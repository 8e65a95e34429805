/** Data written straight into the memory that descents read: held once, however many rows there are. */

import { type Heap, heap, sharedHeap } from "../backends/wasm/heap.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import type { FloatDType } from "../base/dtype.ts";
import { OptionError } from "../base/errors.ts";
import type { NDArray } from "../base/ndarray.ts";
import { requireKnown } from "../base/nearest.ts";
import { type Shape, sizeOf } from "../base/shape.ts";

export interface DatasetOptions {
  readonly rows: number;
  /** Numbers of a row of x. */
  readonly columns: number;
  /** "float32"; descents of the other dtype take a copy. */
  readonly dtype?: FloatDType;
  /** 1; more for descents on several threads, whose memory is another. */
  readonly threads?: number;
  /**
   * Writes the rows: x holds `columns` numbers a row, one row after the other, y one number a row; both are zeros
   * before. Called once, at once; the arrays are only good until it returns.
   */
  readonly fill: (arrays: { readonly x: FloatArray; readonly y: FloatArray }) => void;
}

export type FloatArray = Float32Array | Float64Array;

/** Rows that lie in the memory of compiled programs. */
export class HeldRows implements NDArray {
  readonly heap: Heap;
  readonly address: number;
  readonly dtype: FloatDType;
  readonly shape: Shape;

  constructor(place: Heap, dtype: FloatDType, [rows, ...row]: Shape) {
    this.heap = place;
    this.dtype = dtype;
    this.shape = [rows, ...row];
    this.address = place.allocate(roomForRows({ shape: row, dtype }, rows));
    reclaim.register(this, { place, address: this.address });
  }

  /** As they lie now: when the memory grows, this array is cut off from it, and another takes its place. */
  get data(): FloatArray {
    return viewOf(this.heap, this.address, this.dtype, sizeOf(this.shape)) as FloatArray;
  }
}

/** Rows that no descent and no caller holds any more. */
const reclaim = new FinalizationRegistry<{ place: Heap; address: number }>(({ place, address }) =>
  place.release(address),
);

/**
 * Rows for `descend`, written straight into the memory that it reads. Arrays of the caller are copied there, so that
 * data stands in memory twice; with a dataset it stands there once, and any number of descents share it.
 *
 * @returns `data` for `descend`: x of shape [rows, columns] and y of shape [rows]
 * @throws OptionError "dataset-range" for rows or columns that are not whole numbers ≥ 1; DataError "memory-limit" for
 *   more than 3.9 GiB
 * @example
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * import { sgd } from "nabla/optimizers";
 * import { dataset, descend, epochs } from "nabla/train";
 * const data = dataset({
 *   rows: 1000,
 *   columns: 1,
 *   fill: ({ x, y }) => {
 *     for (let row = 0; row < 1000; row++) {
 *       x[row] = row / 500 - 1;
 *       y[row] = 2 * x[row] + 1;
 *     }
 *   },
 * });
 * const optimizer = sgd({ learningRate: 0.1 });
 * const descent = descend({ model: linear(), loss: meanSquaredError, optimizer, data, stop: [epochs(20)] });
 * await descent.run();
 * descent.predict([[0.5]]); // close to [2]
 */
export function dataset(options: DatasetOptions): { readonly x: NDArray; readonly y: NDArray } {
  requireKnown("dataset", Object.keys(options), ["rows", "columns", "dtype", "threads", "fill"]);
  const { rows, columns, dtype = "float32", threads = 1, fill } = options;
  for (const [name, value] of Object.entries({ rows, columns })) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new OptionError("dataset-range", `dataset: ${name} is ${value}; expected a whole number ≥ 1`, {
      name,
      value,
    });
  }
  const place = threads > 1 ? sharedHeap() : heap();
  // Both are placed before either is seen: making room for one may cut off arrays of the other.
  const x = new HeldRows(place, dtype, [rows, columns]);
  const y = new HeldRows(place, dtype, [rows]);
  fill({ x: x.data, y: y.data });
  return { x, y };
}
