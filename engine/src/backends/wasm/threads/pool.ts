/** The threads that help descents of this process: started when one first advances, ended when the last one closes. */
import { type CompiledModule, startThread, type Thread } from "../../../base/host.ts";
import { type Heap, sharedHeap } from "../heap.ts";
import { control, controlBytes, lineBytes } from "./control.ts";

/** What a descent asks its helpers to work on. */
export interface Job {
  /** Unlike that of any other descent. */
  readonly id: number;
  readonly module: CompiledModule;
  readonly helpers: number;
  /** Address of the helpers' regions, one after the other. */
  readonly scratch: number;
  readonly regionBytes: number;
}

interface Helper {
  readonly thread: Thread;
  /** The program it has. */
  module: CompiledModule | null;
}

/** A helper: makes an instance of each program it is sent, and works in it until the descent has no more to do. */
const script = `
let help;
listen(({ module, job, threads, region }) => {
  if (module !== null) help = new WebAssembly.Instance(module, { host: { memory: data.memory } }).exports.help;
  help(data.control, job, data.index, threads, region);
});`;

export class ThreadPool {
  /** Address of the words by which the threads meet. */
  readonly control: number;
  private readonly heap: Heap;
  private readonly helpers: Helper[] = [];
  private lastJob = 0;
  private users = 0;
  private failed = false;

  constructor(heap: Heap) {
    this.heap = heap;
    this.control = heap.allocate(controlBytes);
  }

  join(): void {
    this.users++;
  }

  /** The threads end when nobody uses them any more. */
  leave(): void {
    this.users--;
    if (this.users === 0) this.stop();
  }

  /** A helper does not answer any more: descents that begin later get other threads. */
  fail(): void {
    this.failed = true;
    if (pool === this) pool = undefined;
  }

  newJob(): number {
    this.lastJob++;
    return this.lastJob;
  }

  /** Have all helpers of this job come? */
  isPresent({ id, helpers }: Job): boolean {
    return Array.from({ length: helpers }, (_, i) => this.presence(i)).every((present) => present === id);
  }

  /** Has a helper ended before it was told to? */
  get hasFailed(): boolean {
    return this.failed;
  }

  /** Calls the helpers to a job. It advances without those that have not come yet. */
  call(job: Job): void {
    const words = this.heap.ints32(this.control, controlBytes / 4);
    words[control.parts / 4] = 0;
    words[control.forced / 4] = 0;
    Atomics.store(words, control.job / 4, job.id);
    Atomics.add(words, control.generation / 4, 1);
    Atomics.notify(words, control.generation / 4);
    for (let index = 0; index < job.helpers; index++) {
      const present = this.presence(index);
      if (present === job.id || present === -job.id) continue;
      const helper = this.helper(index);
      if (helper === null) return;
      // Called, not come yet: it need not be called again.
      Atomics.store(words, wordOf(index), -job.id);
      const module = helper.module === job.module ? null : job.module;
      helper.module = job.module;
      const region = job.scratch + index * job.regionBytes;
      helper.thread.post({ module, job: job.id, threads: job.helpers + 1, region });
    }
  }

  /** The job rests: helpers look out for its next call for a while, then go back to their host. */
  dismiss(): void {
    Atomics.store(this.heap.ints32(this.control, controlBytes / 4), control.job / 4, 0);
  }

  private helper(index: number): Helper | null {
    while (this.helpers.length <= index) {
      const data = { memory: this.heap.memory, control: this.control, index: this.helpers.length };
      const thread = startThread(script, data, () => this.fail());
      if (thread === null) return null;
      this.helpers.push({ thread, module: null });
    }
    return this.helpers[index];
  }

  private presence(index: number): number {
    return Atomics.load(this.heap.ints32(this.control, controlBytes / 4), wordOf(index));
  }

  private stop(): void {
    if (pool === this) pool = undefined;
    if (this.helpers.length === 0) {
      this.heap.release(this.control);
      return;
    }
    const ended = this.helpers.map(({ thread }) => thread.stop());
    // Their words may be given to others only when it is sure that nobody writes to them.
    if (ended.includes(null)) return;
    void Promise.all(ended).then(() => this.heap.release(this.control));
  }
}

const wordOf = (index: number): number => (control.present + index * lineBytes) / 4;

let pool: ThreadPool | undefined;

/** The pool of this process. */
export function threadPool(): ThreadPool {
  pool ??= new ThreadPool(sharedHeap());
  return pool;
}
