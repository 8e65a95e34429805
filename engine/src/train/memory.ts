/** Rows of data in linear memory. */
import { type Heap, heap } from "../backends/wasm/heap.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { rowBytes } from "../backends/wasm/rows.ts";
import type { RowsInMemory } from "../backends/wasm/sweep.ts";
import type { Table } from "./data.ts";

/** Rows of a tile: enough to amortise a kernel's loop, few enough for the tile to stay in the first-level cache. */
export const tileRows = 64;

/** Data copied once into linear memory, shared by all descents and sweeps over it. */
export class DataInMemory implements RowsInMemory {
  readonly heap: Heap = heap();
  readonly rows: number;
  readonly addresses: readonly number[];

  constructor(tables: readonly Table[]) {
    this.rows = tables[0].rows;
    this.addresses = tables.map(({ leaf, data, rows }) => {
      const address = this.heap.allocate(rows * rowBytes(leaf) + 16);
      viewOf(this.heap, address, leaf.dtype, data.length).set(data);
      return address;
    });
  }

  close(): void {
    for (const address of this.addresses) this.heap.release(address);
  }
}
