/** Rows of data in linear memory. */
import { type Heap, heap } from "../backends/wasm/heap.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import type { RowsInMemory } from "../backends/wasm/sweep.ts";
import { NablaError } from "../base/errors.ts";
import type { Table } from "./data.ts";

/** Rows of a tile: enough to amortise a kernel's loop, few enough for the tile to stay in the first-level cache. */
export const tileRows = 64;

/** Data copied once into linear memory, shared by all descents and sweeps over it. */
export class DataInMemory implements RowsInMemory {
  readonly heap: Heap;
  readonly rows: number;
  private readonly tables: readonly number[];
  private closed = false;

  /** Descents on several threads need the shared heap. */
  constructor(tables: readonly Table[], place = heap()) {
    this.heap = place;
    this.rows = tables[0].rows;
    this.tables = tables.map(({ leaf, data, rows }) => {
      const address = this.heap.allocate(roomForRows(leaf, rows));
      viewOf(this.heap, address, leaf.dtype, data.length).set(data);
      return address;
    });
  }

  get addresses(): readonly number[] {
    if (this.closed) throw new NablaError("descent-closed", "this descent was closed and its data given back");
    return this.tables;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const address of this.tables) this.heap.release(address);
  }
}
