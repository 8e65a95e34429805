/** Code by which threads share an update: one opens it, all take parts of it, the one waits until they are done. */
import type { Code, Local } from "../encoder/code.ts";
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import { header } from "../layout.ts";
import type { BatchLocals } from "../rows.ts";
import { control, lineBytes } from "./control.ts";

/** Looks at a word before a thread goes to sleep: a few microseconds, what waking it would cost at least. */
const looks = 2000;
/** Nanoseconds after which a thread goes back to its host, when its descent does not advance. */
const idle = 100_000_000n;
/** A helper that makes no progress in so many waits of a second is lost. */
const patience = 10;
const second = 1_000_000_000n;
const timedOut = 2;

const integers = (count: number) => new Array<"i32">(count).fill("i32");

export class ThreadEmitter {
  /** help(control, job, index, threads, region): takes parts of a descent's updates until that does not advance. */
  readonly help: FunctionReference;
  private readonly share: FunctionReference;
  private readonly open: FunctionReference;
  private readonly wait: FunctionReference;
  private readonly regionBytes: number;

  /** `part` sums one part of a batch; regions of helpers lie `regionBytes` apart. */
  constructor(module: ModuleBuilder, part: FunctionReference, regionBytes: number) {
    this.regionBytes = regionBytes;
    this.share = module.function("threads.share", integers(4), [], (code) => emitShare(code, part));
    this.open = module.function("threads.open", integers(7), ["i32"], emitOpen);
    this.wait = module.function("threads.wait", integers(3), [], (code) => this.emitWait(code));
    this.help = module.function("threads.help", integers(5), [], (code) => this.emitHelp(code));
  }

  /** Sums all parts of a batch: `alone` where nobody helps. */
  emitShared(code: Code, region: Local, parts: Local, batch: BatchLocals, alone: () => void): void {
    const words = code.local("i32");
    const generation = code.local("i32");
    code.get(region).load("i32.load", header.helpers);
    code.if(() => {
      code.get(region).load("i32.load", header.control).set(words);
      code.get(words).get(region).get(batch.count).get(batch.row).get(batch.order).get(batch.entry).get(parts);
      code.call(this.open).set(generation);
      code.get(words).get(region).i32(0).get(generation).call(this.share);
      code.get(region).get(words).i32(control.done).op("i32.add").get(parts).call(this.wait);
      code
        .get(region)
        .load("i32.load", header.forced)
        .if(() => this.emitAnswers(code, region, words, generation));
    }, alone);
  }

  /** Where threads are forced upon a batch that cannot be divided, all meet before it … */
  emitMeeting(code: Code, region: Local): Local {
    const generation = code.local("i32");
    code
      .get(region)
      .load("i32.load", header.forced)
      .if(() => {
        code.get(region).load("i32.load", header.control).get(region);
        code.i32(0).i32(0).i32(0).i32(0).i32(0).call(this.open).set(generation);
      });
    return generation;
  }

  /** … and part after it: nothing goes on without one that is lost. */
  emitParting(code: Code, region: Local, generation: Local, result: Local): void {
    const words = code.local("i32");
    code
      .get(region)
      .load("i32.load", header.forced)
      .if(() => {
        code.get(region).load("i32.load", header.control).set(words);
        this.emitAnswers(code, region, words, generation);
        code
          .get(region)
          .load("i32.load", header.lost)
          .if(() => {
            code.i32(0).set(result);
          });
      });
  }

  /** Waits until every helper has seen this update. */
  private emitAnswers(code: Code, region: Local, words: Local, generation: Local): void {
    const index = code.local("i32");
    code.i32(0).set(index);
    code.loop((next) => {
      code.get(region);
      code.get(words).get(index).i32(lineBytes).op("i32.mul").op("i32.add").i32(control.answered).op("i32.add");
      code.get(generation).call(this.wait);
      code.get(index).i32(1).op("i32.add").tee(index).get(region).load("i32.load", header.helpers);
      code.op("i32.lt_u").brIf(next);
    });
  }

  /** wait(region, address, wanted): until the word has that value, or the helpers are lost. */
  private emitWait(code: Code): void {
    const [region, address, wanted] = [0, 1, 2].map((i) => code.parameter(i));
    const [look, found, words, left, progress, before] = Array.from({ length: 6 }, () => code.local("i32"));
    // Once is enough.
    code
      .get(region)
      .load("i32.load", header.lost)
      .if(() => {
        code.return();
      });
    code.loop((again) => {
      code
        .get(address)
        .atomic("i32.atomic.load")
        .get(wanted)
        .op("i32.eq")
        .if(() => {
          code.return();
        });
      code.get(look).i32(1).op("i32.add").tee(look).i32(looks).op("i32.lt_u").brIf(again);
    });
    code.get(region).load("i32.load", header.control).set(words);
    code.get(words).i32(1).atomic("i32.atomic.store", control.waiting);
    code.i32(patience).set(left);
    code.block((over) => {
      code.loop((again) => {
        code.get(address).atomic("i32.atomic.load").tee(found).get(wanted).op("i32.eq").brIf(over);
        code.get(address).get(found).i64(second).atomic("memory.atomic.wait32").i32(timedOut).op("i32.ne").brIf(again);
        this.emitProgress(code, region, progress);
        code
          .get(progress)
          .get(before)
          .op("i32.ne")
          .if(() => {
            code.i32(patience).set(left);
            code.get(progress).set(before);
          });
        code.get(left).i32(1).op("i32.sub").tee(left).brIf(again);
        code.get(region).i32(1).store("i32.store", header.lost);
      });
    });
    code.get(words).i32(0).atomic("i32.atomic.store", control.waiting);
  }

  /** progress = tiles that all helpers have done */
  private emitProgress(code: Code, region: Local, progress: Local): void {
    const [at, left] = [code.local("i32"), code.local("i32")];
    code.i32(0).set(progress);
    code.get(region).load("i32.load", header.scratch).set(at);
    code.get(region).load("i32.load", header.helpers).set(left);
    code.loop((next) => {
      code.get(progress).get(at).atomic("i32.atomic.load", header.progress).op("i32.add").set(progress);
      code.get(at).i32(this.regionBytes).op("i32.add").set(at);
      code.get(left).i32(1).op("i32.sub").tee(left).brIf(next);
    });
  }

  private emitHelp(code: Code): void {
    const [words, job, index, threads, region] = [0, 1, 2, 3, 4].map((i) => code.parameter(i));
    const [own, seen, found, look, woken] = Array.from({ length: 5 }, () => code.local("i32"));
    const present = (push: () => unknown) => {
      code.get(own);
      push();
      code.atomic("i32.atomic.store", control.present);
    };
    const leave = () => present(() => code.i32(0));
    code.get(words).get(index).i32(lineBytes).op("i32.mul").op("i32.add").set(own);
    present(() => code.get(job));
    code.get(words).atomic("i32.atomic.load", control.generation).i32(1).op("i32.sub").set(seen);
    code.loop((nextUpdate) => {
      code.i32(0).set(look);
      code.block((opened) => {
        const lookOnce = () =>
          code.get(words).atomic("i32.atomic.load", control.generation).tee(found).get(seen).op("i32.ne").brIf(opened);
        code.loop((again) => {
          lookOnce();
          code.get(look).i32(1).op("i32.add").tee(look).i32(looks).op("i32.lt_u").brIf(again);
          code.get(words).i32(1).atomic("i32.atomic.rmw.add", control.sleepers).drop();
          code.get(words).get(seen).i64(idle).atomic("memory.atomic.wait32", control.generation).set(woken);
          code.get(words).i32(-1).atomic("i32.atomic.rmw.add", control.sleepers).drop();
          code.get(woken).i32(timedOut).op("i32.ne").brIf(again);
          // Whoever calls now sees that this thread has left, or is seen by it.
          leave();
          code.get(words).atomic("i32.atomic.load", control.generation).get(seen).op("i32.eq");
          code.get(words).atomic("i32.atomic.load", control.job).get(job).op("i32.ne").op("i32.and");
          code.if(() => {
            code.return();
          });
          present(() => code.get(job));
          code.br(again);
        });
      });
      code.get(found).set(seen);
      code
        .get(words)
        .atomic("i32.atomic.load", control.job)
        .get(job)
        .op("i32.ne")
        .if(() => {
          leave();
          code.return();
        });
      // Each thread begins at parts of its own, so that its rows stay in its cache.
      code.get(words).get(region);
      code.get(index).i32(1).op("i32.add").get(words).load("i32.load", control.parts).op("i32.mul");
      code.get(threads).op("i32.div_u").get(seen).call(this.share);
      code
        .get(words)
        .load("i32.load", control.forced)
        .if(() => {
          code.get(own).get(seen).atomic("i32.atomic.store", control.answered);
          emitWake(code, words, () => code.get(own).i32(control.answered).op("i32.add"));
        });
      code.br(nextUpdate);
    });
  }
}

/** open(control, region, count, row, order, entry, parts) -> generation: lets all threads take parts of an update. */
function emitOpen(code: Code): void {
  const [words, region, count, row, order, entry, parts] = [0, 1, 2, 3, 4, 5, 6].map((i) => code.parameter(i));
  const [generation, claim] = [code.local("i32"), code.local("i32")];
  const describe = (value: Local, at: number) => code.get(words).get(value).store("i32.store", at);
  code.get(words).load("i32.load", control.generation).i32(1).op("i32.add").set(generation);
  describe(region, control.region);
  describe(count, control.count);
  describe(row, control.row);
  describe(order, control.order);
  describe(entry, control.entry);
  describe(parts, control.parts);
  code.get(words).get(region).load("i32.load", header.forced).store("i32.store", control.forced);
  code.get(words).i32(0).store("i32.store", control.done);
  code.block((closed) => {
    code.loop((next) => {
      code.get(claim).get(parts).op("i32.ge_u").brIf(closed);
      code.get(words).get(claim).i32(lineBytes).op("i32.mul").op("i32.add");
      code.get(generation).i32(1).op("i32.shl").store("i32.store", control.claims);
      code.get(claim).i32(1).op("i32.add").set(claim);
      code.br(next);
    });
  });
  // What was stored before this, all threads see after it.
  code.get(words).get(generation).atomic("i32.atomic.store", control.generation);
  code
    .get(words)
    .atomic("i32.atomic.load", control.sleepers)
    .if(() => {
      code.get(words).i32(-1).atomic("memory.atomic.notify", control.generation).drop();
    });
  code.get(generation);
}

/** share(control, region, first, generation): takes parts of an update, from `first` on, until none is left. */
function emitShare(code: Code, part: FunctionReference): void {
  const [words, region, first, generation] = [0, 1, 2, 3].map((i) => code.parameter(i));
  const [parts, turn, index, claim, open] = Array.from({ length: 5 }, () => code.local("i32"));
  const described = (at: number) => code.get(words).load("i32.load", at);
  described(control.parts).set(parts);
  code.get(generation).i32(1).op("i32.shl").set(open);
  code.block((finished) => {
    code.loop((next) => {
      code.get(turn).get(parts).op("i32.ge_u").brIf(finished);
      code.get(first).get(turn).op("i32.add").get(parts).op("i32.rem_u").set(index);
      code.get(turn).i32(1).op("i32.add").set(turn);
      code.get(words).get(index).i32(lineBytes).op("i32.mul").op("i32.add").set(claim);
      code.get(claim).atomic("i32.atomic.load", control.claims).get(open).op("i32.ne").brIf(next);
      code.get(claim).get(open).get(open).i32(1).op("i32.add");
      code.atomic("i32.atomic.rmw.cmpxchg", control.claims).get(open).op("i32.ne").brIf(next);
      // The update cannot end before this part: only now is its description sure to be the one of this update.
      code.get(region);
      described(control.region);
      described(control.count);
      described(control.row);
      described(control.order);
      described(control.entry);
      described(control.parts);
      code.get(index).call(part);
      code.get(words).i32(1).atomic("i32.atomic.rmw.add", control.done).drop();
      emitWake(code, words, () => code.get(words).i32(control.done).op("i32.add"));
      code.br(next);
    });
  });
}

/** Wakes the thread that advances, if it sleeps until the word at an address changes. */
function emitWake(code: Code, words: Local, address: () => unknown): void {
  code
    .get(words)
    .atomic("i32.atomic.load", control.waiting)
    .if(() => {
      address();
      code.i32(1).atomic("memory.atomic.notify").drop();
    });
}
