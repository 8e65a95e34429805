/** The rows that a run reads next, listed in memory ahead of the program that consumes them. */
import { header } from "../backends/wasm/layout.ts";
import type { DataInMemory } from "./memory.ts";
import { type RowPlan, rowsOfEpochs, rowsPerEpoch } from "./order.ts";

/** Entries of the list that there is room for, at least. */
const leastRoom = 1 << 16;

export class RowsToCome {
  /** Where the list lies; 0 where rows are read as they lie. */
  readonly address: number;
  /** Rows that an epoch reads: all of them, unless batches must be full. */
  readonly perEpoch: number;
  /** Rows of a batch. */
  readonly batch: number;
  private readonly heap: DataInMemory["heap"];
  private readonly rowsOf: (epoch: number) => Uint32Array;
  /** Epochs that there is room for. */
  private readonly epochs: number;
  private nextEpoch = 0;
  private listed = 0;

  constructor({ heap, rows }: DataInMemory, plan: RowPlan) {
    this.heap = heap;
    this.batch = Math.min(plan.batchSize, rows);
    this.perEpoch = rowsPerEpoch(plan);
    this.rowsOf = rowsOfEpochs(plan);
    const inPlace = this.batch === rows || (plan.order === "sequential" && this.perEpoch <= rows);
    this.epochs = Math.max(2, Math.ceil(leastRoom / this.perEpoch));
    this.address = inPlace ? 0 : heap.allocate(this.epochs * this.perEpoch * 4 + 16);
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.perEpoch / this.batch);
  }

  /** Lists rows for up to `wanted` updates of the run in this region; returns for how many there are. */
  ready(region: number, wanted: number): number {
    if (this.address === 0) return wanted;
    const { perEpoch, batch, stepsPerEpoch } = this;
    const words = this.heap.ints32(region, header.data / 4);
    const used = words[header.cursor / 4];
    const inEpoch = perEpoch - words[header.position / 4];
    const needed = Math.min(wanted, stepsPerEpoch) * batch;
    if (this.listed - used < Math.min(needed, inEpoch)) {
      this.list(used, wanted * batch);
      words[header.cursor / 4] = 0;
    }
    const left = this.listed - words[header.cursor / 4];
    if (left <= inEpoch) return Math.min(wanted, Math.ceil(left / batch));
    const wholeEpochs = Math.floor((left - inEpoch) / perEpoch);
    return Math.min(wanted, Math.ceil(inEpoch / batch) + wholeEpochs * stepsPerEpoch);
  }

  /** Forgets the rows that were used and lists whole epochs until there are enough, or no more room. */
  private list(used: number, enough: number): void {
    const list = this.heap.ints32(this.address, this.epochs * this.perEpoch);
    list.copyWithin(0, used, this.listed);
    this.listed -= used;
    while (this.listed + this.perEpoch <= list.length && this.listed < enough) {
      list.set(this.rowsOf(this.nextEpoch++), this.listed);
      this.listed += this.perEpoch;
    }
  }

  close(): void {
    if (this.address !== 0) this.heap.release(this.address);
  }
}
