/** The fixed part of a program's region: what outlives a call (header, parameters, state, sums, staged rows). */
import type { DType } from "../../base/dtype.ts";
import type { Shape } from "../../base/shape.ts";
import type { Place } from "../../lower/kernel.ts";
import { storageBytes } from "../../lower/plan.ts";

/** Shape and dtype of one tensor at rest. */
export interface Leaf {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Fields of the header, one 32-bit word each unless noted; what the loops read and write between calls. */
export const header = {
  /** Address of row numbers to take in turn, 0: rows in place, one after the other. */
  order: 0,
  /** Rows of the data. */
  rows: 4,
  /** Rows of a batch. */
  batch: 8,
  /** Rows of this epoch already taken. */
  position: 12,
  /** Entries of the order already taken. */
  cursor: 16,
  /** Updates to make. */
  steps: 20,
  /** Address the batch losses go to. */
  losses: 24,
  /** Address of per-row results of a sweep. */
  results: 28,
  /** Mean weight of all rows, a 64-bit float. */
  meanWeight: 32,
  /** Threads that help with an update. */
  helpers: 40,
  /** Address of the words by which threads meet. */
  control: 44,
  /** Address of the regions of the helpers, one after the other. */
  scratch: 48,
  /** Must all threads meet at every update, whether they can help or not? */
  forced: 52,
  /** Set when a helper does not answer any more. */
  lost: 56,
  /** Tiles done, in a helper's own region: whoever waits for it sees that it is alive. */
  progress: 60,
  /** Rows by which the sum of every batch is divided; 0: by as many as it has. */
  dividedBy: 64,
  /** Shall the next update be made from sums, however few rows the batch has? */
  summed: 68,
  /** Addresses of the data, one word a leaf. */
  data: 72,
} as const;

/** Most data leaves a header has room for. */
export const maximumLeaves = 8;
const headerBytes = header.data + 4 * maximumLeaves;

export class Layout {
  bytes = Math.ceil(headerBytes / 16) * 16;
  private readonly tile: number;

  constructor(tile: number) {
    this.tile = tile;
  }

  /** Leaves room up to a multiple of `bytes`; returns where the next place will be. */
  align(bytes: number): number {
    this.bytes = Math.ceil(this.bytes / bytes) * bytes;
    return this.bytes;
  }

  /** The place of one tensor; with the symbolic dimension, room for a whole tile. */
  place({ shape, dtype }: Leaf): Place & { kind: "region" } {
    const offset = this.bytes;
    this.bytes += storageBytes({ shape, dtype }, this.tile);
    return { kind: "region", offset };
  }

  places(leaves: readonly Leaf[]): (Place & { kind: "region" })[] {
    return leaves.map((leaf) => this.place(leaf));
  }
}

/** `offset` bytes from the address passed with each call as number `index`. */
export const pointer = (index: number, offset = 0): Place => ({ kind: "pointer", index, offset });
