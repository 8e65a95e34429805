/** Rows of data in linear memory. */
import { type Heap, heap } from "../backends/wasm/heap.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import type { RowsInMemory } from "../backends/wasm/sweep.ts";
import { NablaError } from "../base/errors.ts";
import type { Table } from "./data.ts";
import type { HeldRows } from "./dataset.ts";

/** Rows of a tile: enough to amortise a kernel's loop, few enough for the tile to stay in the first-level cache. */
export const tileRows = 64;

/** Rows in linear memory, and where that is. */
export interface RowsOnHeap extends RowsInMemory {
  readonly heap: Heap;
}

/** The batches that rows make as they lie, each of them one row to who reads it; rows that fill none are left out. */
export const batchesIn = (data: RowsOnHeap, together = 1): RowsOnHeap => ({
  heap: data.heap,
  rows: Math.floor(data.rows / together),
  get addresses() {
    return data.addresses;
  },
});

/** Data in linear memory, copied there unless it lies there already; shared by all descents and sweeps over it. */
export class DataInMemory implements RowsOnHeap {
  readonly heap: Heap;
  readonly rows: number;
  private readonly tables: readonly number[];
  private readonly copies: readonly number[];
  /** What lies here and belongs to a dataset must not be given back while it is read. */
  readonly held: readonly HeldRows[];
  private closed = false;

  /** Descents on several threads need the shared heap. */
  constructor(tables: readonly Table[], place = heap()) {
    this.heap = place;
    this.rows = tables[0].rows;
    this.held = tables.flatMap(({ held }) => (held?.heap === place ? [held] : []));
    const copies: number[] = [];
    this.tables = tables.map(({ leaf, data, held, rows }) => {
      if (held?.heap === place) return held.address;
      const address = this.heap.allocate(roomForRows(leaf, rows));
      const numbers = held?.data ?? data;
      viewOf(this.heap, address, leaf.dtype, numbers.length).set(numbers);
      copies.push(address);
      return address;
    });
    this.copies = copies;
  }

  get addresses(): readonly number[] {
    if (this.closed) throw new NablaError("descent-closed", "this descent was closed and its data given back");
    return this.tables;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const address of this.copies) this.heap.release(address);
  }
}
