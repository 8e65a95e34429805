/** The threads of one descent: a region for each helper, and the words in the descent's header that name them. */
import { NablaError } from "../../../base/errors.ts";
import type { DescentModule } from "../descent.ts";
import type { Heap } from "../heap.ts";
import { viewOf } from "../index.ts";
import { header } from "../layout.ts";
import { mostHelpers } from "./control.ts";
import { type Job, type ThreadPool, threadPool } from "./pool.ts";

export interface TeamOptions {
  readonly heap: Heap;
  readonly module: DescentModule;
  /** The descent's region. */
  readonly region: number;
  readonly helpers: number;
  /** Shall all threads meet at every update, whether they can help or not? */
  readonly forced: boolean;
  /** Addresses of the data. */
  readonly data: readonly number[];
}

export class Team {
  private readonly heap: Heap;
  private readonly region: number;
  private readonly pool: ThreadPool = threadPool();
  private readonly job: Job;

  constructor({ heap, module, region, helpers, forced, data }: TeamOptions) {
    this.heap = heap;
    this.region = region;
    const { regionBytes } = module;
    const some = Math.min(helpers, mostHelpers);
    const scratch = heap.allocate(some * regionBytes);
    this.job = { id: this.pool.newJob(), module: module.moduleFor(heap), helpers: some, scratch, regionBytes };
    const words = heap.ints32(region, header.data / 4);
    words[header.helpers / 4] = some;
    words[header.control / 4] = this.pool.control;
    words[header.scratch / 4] = scratch;
    words[header.forced / 4] = forced ? 1 : 0;
    for (let own = scratch; own < scratch + some * regionBytes; own += regionBytes) {
      heap.ints32(own + header.data, data.length).set(data);
      for (const { value, data: numbers } of module.lowered.tile.constants) {
        if (value.place.kind === "region") {
          viewOf(heap, own + value.place.offset, value.dtype, numbers.length).set(numbers);
        }
      }
    }
    this.pool.join();
  }

  /** Before the descent advances. */
  call(): void {
    this.requireAll();
    this.pool.call(this.job);
  }

  /** After the descent has advanced. */
  dismiss(): void {
    this.pool.dismiss();
    if (this.isLost) this.pool.fail();
    this.requireAll();
  }

  private requireAll(): void {
    if (!this.isLost && !this.pool.hasFailed) return;
    const threads = this.job.helpers + 1;
    throw new NablaError(
      "thread-lost",
      `one of the ${threads} threads of this descent has ended; start a new descent`,
      {
        threads,
      },
    );
  }

  /** Calls all helpers; true when they have come, and then they stay until the descent has advanced. */
  gather(): boolean {
    this.call();
    return this.pool.isPresent(this.job);
  }

  /** Is there a thread that may still write to memory of this descent? */
  get isLost(): boolean {
    return this.heap.ints32(this.region, header.data / 4)[header.lost / 4] !== 0;
  }

  close(): void {
    if (!this.isLost) this.heap.release(this.job.scratch);
    this.pool.leave();
  }
}
