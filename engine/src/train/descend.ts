/** `descend`: one descent, from options to a fitted model. */
import { heap, sharedHeap } from "../backends/wasm/heap.ts";
import { OptionError, ShapeError } from "../base/errors.ts";
import { now, yieldToHost } from "../base/host.ts";
import type { NDArray } from "../base/ndarray.ts";
import { nearest } from "../base/nearest.ts";
import { showShape, sizeOf } from "../base/shape.ts";
import { type Tree, unflatten } from "../base/tree.ts";
import type { NestedArray } from "../jit/pattern.ts";
import { asFloat, type Rows, requireFinite, tableOfRows } from "./data.ts";
import { problemOf } from "./descentProblem.ts";
import { drawingOf, steepnessAt } from "./drawing.ts";
import { CompiledObjective } from "./evaluate.ts";
import { DataInMemory } from "./memory.ts";
import { type CheckedOptions, checkOptions, type DescendOptions } from "./options.ts";
import { nest, predictRows } from "./predict.ts";
import { infoOf, type TrainingData } from "./problem.ts";
import { Program } from "./program.ts";
import { Watch } from "./progress.ts";
import type { Run } from "./run.ts";
import { requireSchedules } from "./scheduleCheck.ts";
import { stableRate } from "./stableRate.ts";
import { outcomeOf, type Progress, type Stopped, type StopReason, type StopRule } from "./stopping.ts";
import { strongConvexity } from "./strongConvexity.ts";
import { flattened } from "./vector.ts";

/** What `for await` gives after each epoch or test. */
export interface Report {
  readonly step: number;
  readonly epoch: number;
  readonly examples: number;
  /** The full training loss in float64. */
  readonly loss: number;
  /** The loss of the last batch before its update; null before the first step. */
  readonly batchLoss: number | null;
  readonly seconds: number;
}

/**
 * Prepares a gradient descent: checks everything, copies the data in, compiles the whole descent (loss, gradient,
 * optimizer, loop over batches) into one program. Nothing runs until `run`, `advance` or `for await`.
 *
 * @throws OptionError, DataError, ShapeError, DTypeError: what was given, what was expected, what to do.
 * @example
 * const descent = descend({
 *   model: linear(), loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }),
 *   data: { x: [[0], [1], [2]], y: [1, 3, 5] }, batchSize: "full", stop: [untilLoss(1e-6), epochs(1000)],
 * });
 * await descent.run();
 * descent.predict([[3]]);   // close to [7]
 */
export function descend(options: DescendOptions): Descent {
  return new Descent(options);
}

/** Updates made in one go, at most, and seconds between two pauses. */
const mostAtOnce = 1 << 16;
const pauseEvery = 0.05;
/** Factor by which one go may become longer than the last, whose time may have been luck. */
const growth = 8;

export class Descent {
  private readonly options: CheckedOptions;
  private readonly program: Program;
  private readonly runState: Run;
  private readonly objective: CompiledObjective;
  private readonly rules: { rule: StopRule; test: (progress: Progress) => StopReason | null; every: number }[];
  private elapsed = 0;
  private readonly watch: Watch;
  private atOnce = 1;
  private lastBatchLoss: number | null = null;
  private testedAt = -1;
  private readonly start: Float64Array;
  private outcome: Stopped | null = null;
  readonly batchSize: number;

  constructor(options: DescendOptions) {
    this.options = checkOptions(options);
    const { model, loss, dtype, l2, seed, optimizer, order, partial, threads, exact, stop } = this.options;
    const { checked, batchSize } = problemOf(this.options, options.batchSize);
    this.batchSize = batchSize;
    const memory = new DataInMemory(checked.tables, threads > 1 ? sharedHeap() : heap());
    const opened: { close(): void }[] = [memory];
    try {
      this.program = new Program(checked, optimizer, memory, exact);
      const { curvature = null, convexInPrediction: convexLoss = false } = infoOf(loss) ?? {};
      const { meanWeight } = checked;
      this.objective = new CompiledObjective(checked.problem, memory, { l2, meanWeight, curvature });
      this.start = flattened(checked.start(seed));
      const drawing = drawingOf(this.options, checked, steepnessAt(this.objective, this.start));
      this.runState = this.program.start({ seed, batchSize: this.batchSize, order, partial, l2, threads, ...drawing });
      opened.push(this.runState);
      this.watch = new Watch({ run: this.runState, objective: this.objective, checked, loss, dtype });
      opened.push(this.watch);
      const { stepsPerEpoch, examplesPerEpoch } = this.runState;
      const pace = { batchSize: this.batchSize, examplesPerEpoch };
      const most = Math.min(...stop.map((rule) => rule.most?.(stepsPerEpoch, pace) ?? Number.POSITIVE_INFINITY));
      requireSchedules(optimizer, dtype, most);
      // Between two tests lies a whole number of updates, whatever a rule says.
      const everyOf = (rule: StopRule) => Math.max(1, Math.ceil(rule.cadence(stepsPerEpoch, pace)));
      const known = { affine: model.affine === true, convexLoss, l2 };
      const circumstances = {
        strongConvexity: () => strongConvexity(checked.problem, this.objective, known),
        requireRows: (rows: TrainingData) => {
          this.watch.rowsAside(rows);
        },
      };
      this.rules = stop.map((rule) => ({ rule, test: rule.begin(circumstances), every: everyOf(rule) }));
    } catch (error) {
      // What was refused must not keep memory.
      for (const each of opened.reverse()) each.close();
      throw error;
    }
    reclaim.register(this, { run: this.runState, program: this.program, watch: this.watch }, this);
  }

  /** Updates made. */
  get step(): number {
    return this.runState.step;
  }

  /** Passes over the data made, with fractions. */
  get epoch(): number {
    return this.runState.epoch;
  }

  get examples(): number {
    return this.runState.examples;
  }

  /** Why it stopped, or null while it may go on. */
  get stopped(): Stopped | null {
    return this.outcome;
  }

  /** The full training loss now, in float64. */
  get loss(): number {
    return this.objective.value(this.flatParameters());
  }

  /** The model's parameters now, as nested arrays of numbers in the shape that `init` gave them. */
  get params(): Tree<unknown> {
    const { structure, leaves } = this.program.problem.parameters;
    const values = this.runState.parameters();
    return unflatten(
      structure,
      values.map((data, i) => nest(data, leaves[i].shape)),
    );
  }

  /** The parameters with their names: "weights", "layers.0.bias". */
  get namedParameters(): { readonly name: string; readonly value: NDArray }[] {
    const { paths, leaves } = this.program.problem.parameters;
    return this.runState.parameters().map((data, i) => ({ name: paths[i], value: { data, shape: leaves[i].shape } }));
  }

  /**
   * Makes up to `count` updates and gives the loss of each one's batch, before that update. Stops early, with
   * `stopped` set, when a stopping rule says so or a loss is not finite.
   */
  async advance(count: number): Promise<Float32Array | Float64Array> {
    if (!Number.isInteger(count) || count < 0) {
      throw new OptionError("advance-count", `advance(${count}): expected a whole number of updates ≥ 0`, { count });
    }
    const all = this.options.dtype === "float64" ? new Float64Array(count) : new Float32Array(count);
    let done = 0;
    while (done < count && !this.test()) {
      const losses = this.chunk(count - done);
      all.set(losses.subarray(0, count - done), done);
      done = Math.min(count, done + losses.length);
      if (done < count) await yieldToHost();
    }
    this.test();
    return done < count ? all.slice(0, done) : all;
  }

  /** Runs until a stopping rule says stop, or `signal` cancels. */
  async run({
    signal,
    onReport,
  }: {
    signal?: AbortSignal;
    onReport?: (report: Report) => void;
  } = {}): Promise<Stopped> {
    for await (const report of this.reports(signal)) onReport?.(report);
    return this.outcome as Stopped;
  }

  /** A report before the first step and after each epoch or test, until it stops. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Report> {
    yield* this.reports();
  }

  private async *reports(signal?: AbortSignal): AsyncGenerator<Report> {
    if (!this.test()) yield this.report();
    while (this.outcome === null) {
      await this.epochFrom(this.step, signal);
      yield this.report();
    }
  }

  /** Updates to the end of this epoch, or until it stops; now and then the host may draw and cancel. */
  private async epochFrom(start: number, signal?: AbortSignal): Promise<void> {
    const { stepsPerEpoch } = this.runState;
    const end = start + stepsPerEpoch - (start % stepsPerEpoch);
    let resumed = now();
    await yieldToHost();
    while (this.step < end && this.outcome === null) {
      if (signal?.aborted) {
        this.finish({ reason: "cancelled" });
        return;
      }
      this.chunk(end - this.step);
      if (this.test() || now() - resumed < pauseEvery) continue;
      await yieldToHost();
      resumed = now();
    }
  }

  private report(): Report {
    const { step, epoch, examples, elapsed, lastBatchLoss } = this;
    return { step, epoch, examples, loss: this.loss, batchLoss: lastBatchLoss, seconds: elapsed };
  }

  /** Updates up to the next test of a rule or the next pause, at most `most`. */
  private chunk(most: number): Float32Array | Float64Array {
    const { step } = this.runState;
    const next = Math.min(...this.rules.map(({ every }) => every - (step % every)), most, this.atOnce);
    const start = now();
    const losses = this.runState.advance(next);
    const taken = now() - start;
    this.elapsed += taken;
    this.atOnce = Math.max(1, Math.min(Math.floor((pauseEvery * next) / taken), growth * this.atOnce, mostAtOnce));
    if (losses.length > 0) this.lastBatchLoss = losses[losses.length - 1];
    return losses;
  }

  /** Asks the rules that are due at this step; true when the descent is over. */
  private test(): boolean {
    const { step, diverged } = this.runState;
    if (this.outcome !== null) return true;
    if (diverged !== null) return this.failed();
    if (this.testedAt === step) return false;
    this.testedAt = step;
    if (!this.flatParameters().every(Number.isFinite)) return this.failed();
    const progress = this.watch.at({ seconds: this.elapsed, batchLoss: this.lastBatchLoss });
    for (const { rule, test, every } of this.rules) {
      const reason = step % every === 0 || rule.byTime ? test(progress) : null;
      if (progress.failed) return this.failed();
      if (reason === null) continue;
      this.finish(reason, rule.name);
      return true;
    }
    return false;
  }

  /** A loss or a parameter is not finite: the descent is over, and says what is to blame. */
  private failed(): true {
    const { objective, options, start } = this;
    const batch = this.batchSize / (this.program.problem.together ?? 1);
    this.finish({
      reason: "not-finite",
      parameter: this.runState.diverged?.parameter ?? this.runState.suspect(),
      // Before the first update no rate is to blame.
      stableRate: this.step === 0 ? null : stableRate(objective, options, batch, start),
      ...(this.lastBatchLoss === null ? {} : { loss: this.lastBatchLoss }),
    });
    return true;
  }

  /** Ends the descent, with the best parameters if a rule has remembered any that are better than the last. */
  private finish(reason: StopReason, rule: string | null = null): void {
    const { remembered } = this.watch;
    const back = remembered !== null && remembered.step !== this.step && reason.reason !== "closed";
    const restored = back ? { step: remembered.step, epoch: remembered.epoch, loss: remembered.loss } : undefined;
    this.outcome = {
      ...reason,
      outcome: outcomeOf(reason),
      rule,
      step: this.step,
      epoch: this.epoch,
      ...(restored === undefined ? {} : { restored }),
    };
    if (back) this.runState.restore(remembered.memory);
    this.watch.close();
  }

  private flatParameters(): Float64Array {
    return flattened(this.runState.parameters());
  }

  /**
   * The model's output for new rows: for scalar outputs one number a row, else one array a row.
   * Computed in the descent's dtype, so predicting the training rows gives the numbers the training saw.
   */
  predict(x: Float32Array | Float64Array | Int32Array): Float32Array | Float64Array;
  predict<Result extends NestedArray = NestedArray>(x: Rows): Result;
  predict(x: Rows): unknown {
    const { problem } = this.program;
    const table = tableOfRows("x", x, problem.x.shape);
    if (sizeOf(table.leaf.shape) !== sizeOf(problem.x.shape)) {
      throw new ShapeError(
        "predict-shape",
        `predict was given rows of shape ${showShape(table.leaf.shape)}; ` +
          `the model was fitted on ${showShape(problem.x.shape)}`,
        { got: table.leaf.shape, expected: problem.x.shape },
      );
    }
    requireFinite("x", table);
    const rows = asFloat({ ...table, leaf: { ...table.leaf, shape: problem.x.shape } }, problem.dtype);
    const { data, shape } = predictRows(problem, this.runState.predictionParameters(), rows);
    return ArrayBuffer.isView(x) ? data : nest(data, shape);
  }

  /** Changes numbers of the optimizer (and `l2`, when it was not 0) while running. Compiles nothing. */
  set(values: Readonly<Record<string, number>>): void {
    const names = this.runState.hyperNames;
    for (const [name, value] of Object.entries(values)) {
      if (!names.includes(name)) {
        throw new OptionError(
          "unknown-hyper",
          `set: there is no number "${name}"; this descent has ${names.join(", ")}`,
          { name, known: names, nearest: nearest(name, names) },
        );
      }
      if (!Number.isFinite(value) || value < 0) {
        throw new OptionError("hyper-range", `set: ${name} is ${value}; expected a finite number ≥ 0`, { name, value });
      }
      this.runState.set(name, value);
    }
  }

  /** `using descent = descend(…)` closes it at the end of the block. */
  [Symbol.dispose](): void {
    this.close();
  }

  /**
   * Gives the memory back. Needed only for a descent that is dropped before it stopped. What it has learned stays:
   * `params` and `predict` go on working; `loss` and `set` throw `descent-closed`.
   */
  close(): void {
    if (this.outcome === null) this.finish({ reason: "closed" });
    reclaim.unregister(this);
    this.runState.close();
    this.program.close();
  }
}

/** Memory of descents that nobody holds any more. */
const reclaim = new FinalizationRegistry<{ run: Run; program: Program; watch: Watch }>(({ run, program, watch }) => {
  watch.close();
  run.close();
  program.close();
});
