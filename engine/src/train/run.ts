/** One descent under way: a region of memory in which a program advances. */

import type { DescentModule } from "../backends/wasm/descent.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { header } from "../backends/wasm/layout.ts";
import { roomForRows, rowBytes } from "../backends/wasm/rows.ts";
import { Team } from "../backends/wasm/threads/team.ts";
import { NablaError } from "../base/errors.ts";
import type { CompiledModule } from "../base/host.ts";
import { sizeOf } from "../base/shape.ts";
import type { Optimizer } from "../learn/optimizers/optimizer.ts";
import type { Problem } from "./example.ts";
import { hyperSlots } from "./graphs.ts";
import type { DataInMemory } from "./memory.ts";
import type { PartialBatch, RowOrder } from "./order.ts";
import { emptyTable, requireSmallBatch } from "./perExample.ts";
import type { CheckedProblem } from "./problem.ts";
import { RowsToCome } from "./rowsToCome.ts";
import { helpersFor } from "./threads.ts";

/** What a run is a run of. */
export interface Compiled {
  readonly module: DescentModule;
  readonly checked: CheckedProblem;
  readonly problem: Problem;
  readonly optimizer: Optimizer;
  readonly data: DataInMemory;
  /** The parameters to predict with: those that are updated, unless the optimizer says otherwise. */
  readonly toPredictWith: (
    parameters: readonly Float64Array[],
    state: readonly ArrayLike<number>[],
  ) => readonly Float64Array[];
}

export interface RunSettings {
  readonly seed: number;
  /** The number of rows for full batches. */
  readonly batchSize: number;
  readonly order: RowOrder;
  /** "keep". */
  readonly partial?: PartialBatch;
  /** For "stratified": which stratum each row belongs to. */
  readonly strata?: Uint32Array | undefined;
  /** For "importance", which needs data with weights: how likely each row is to be drawn; they sum to 1. */
  readonly likelihood?: Float64Array | undefined;
  /** Run-time numbers by slot name; what is left out is as the optimizer says. */
  readonly hyper?: Readonly<Record<string, number>>;
  readonly l2?: number;
  /** Start values instead of the seed's. */
  readonly parameters?: readonly Float64Array[];
  /** Threads it may use where its data lies in shared memory; 1. */
  readonly threads?: number;
  /** Shall all of them meet at every update, even where the work is too small to divide? For measurements. */
  readonly forced?: boolean;
}

/** What a run has learned: its parameters, and what its optimizer remembers. */
export interface RunMemory {
  readonly parameters: readonly Float64Array[];
  readonly state: readonly ArrayLike<number>[];
  /** What it remembers of each row, if it does. */
  readonly table: ArrayLike<number> | null;
}

/** A run at rest: the program, a copy of all its memory, and where in it things lie. */
export interface RunSnapshot {
  readonly module: CompiledModule;
  readonly memory: Uint8Array;
  readonly region: number;
  /** Where the rows of each table begin, and the bytes of a row. */
  readonly data: readonly { readonly address: number; readonly bytes: number }[];
  readonly parameters: readonly { readonly address: number; readonly length: number; readonly wide: boolean }[];
}

/** Updates made in one call into the program, at most: between two calls the host may cancel. */
export const stepChunk = 1 << 13;

/** One descent: a region of memory in which a program advances. */
export class Run {
  readonly program: Compiled;
  readonly batchSize: number;
  /** Where in memory it lies. */
  readonly region: number;
  private readonly losses: number;
  private readonly rows: RowsToCome;
  /** Weights of rows that are not drawn alike often, 0 where all are. */
  private readonly reweighted: number;
  private readonly advanceOnce: (region: number) => number;
  private readonly slots: readonly string[];
  /** Where the rows of each leaf begin: of the data, and of what is remembered of them. */
  private readonly addresses: readonly number[];
  /** What an optimizer with a table remembers of each row, 0 without. */
  private readonly table: number;
  /** The step before which all rows were last looked at together. */
  private snapshotAt = -1;
  /** The threads that help, if any. */
  private readonly team: Team | null;
  /** What is left of a closed run. */
  private last: RunMemory | null = null;
  step = 0;
  diverged: { step: number; parameter: string | null } | null = null;

  constructor(
    program: Compiled,
    settings: RunSettings,
    parameters: readonly Float64Array[],
    state: readonly ArrayLike<number>[],
  ) {
    const { data, module, checked } = program;
    const memory = data.heap;
    requireSmallBatch(program.optimizer, module, Math.min(settings.batchSize, data.rows));
    this.table = program.optimizer.table ? emptyTable(program, settings.order) : 0;
    this.program = program;
    this.batchSize = settings.batchSize;
    this.region = memory.allocate(module.regionBytes);
    this.losses = memory.allocate(stepChunk * 8);
    this.rows = new RowsToCome(data, { ...settings, rows: data.rows });
    const { batch } = this.rows;
    const full = batch === data.rows;
    this.reweighted = full || settings.likelihood === undefined ? 0 : this.reweigh(settings.likelihood);
    const given = this.reweighted === 0 ? data.addresses : [...data.addresses.slice(0, -1), this.reweighted];
    const addresses = this.table === 0 ? given : [...given, this.table];
    this.addresses = addresses;
    this.advanceOnce = module.bind(memory);
    const words = memory.ints32(this.region, header.data / 4 + addresses.length);
    words[header.rows / 4] = this.examplesPerEpoch;
    words[header.dividedBy / 4] = settings.partial === "weight" ? batch : 0;
    words[header.batch / 4] = batch;
    words[header.losses / 4] = this.losses;
    words[header.order / 4] = this.rows.address;
    words.set(addresses, header.data / 4);
    memory.floats64(this.region + header.meanWeight, 1)[0] = checked.meanWeight;
    for (const lowered of module.functions) {
      for (const { value, data: numbers } of lowered.constants) {
        if (value.place.kind === "region") this.view(value.place.offset, value.dtype, numbers.length).set(numbers);
      }
    }
    const { threads = 1, forced = false } = settings;
    const helpers = memory.shared ? helpersFor(module, batch, { threads, forced }) : 0;
    this.team =
      helpers === 0 ? null : new Team({ heap: memory, module, region: this.region, helpers, forced, data: addresses });
    this.restore({ parameters, state, table: null });
    const slots = hyperSlots(program.optimizer);
    this.slots = [...slots.map(({ name }) => name), ...(program.problem.penalized ? ["l2"] : [])];
    for (const { name, value } of slots) this.set(name, settings.hyper?.[name] ?? value);
    if (program.problem.penalized) this.set("l2", settings.l2 ?? 0);
    if (this.table !== 0) this.set("rows", data.rows);
  }

  /** Names of the numbers that can be set while running. */
  get hyperNames(): readonly string[] {
    return this.table === 0 ? this.slots : this.slots.filter((name) => name !== "rows");
  }

  /** Rows that an epoch reads: all of them, unless batches must be full. */
  get examplesPerEpoch(): number {
    return this.rows.perEpoch;
  }

  /** Examples read so far. */
  get examples(): number {
    const { stepsPerEpoch, perEpoch, batch } = this.rows;
    return Math.floor(this.step / stepsPerEpoch) * perEpoch + (this.step % stepsPerEpoch) * batch;
  }

  get epoch(): number {
    return this.examples / this.examplesPerEpoch;
  }

  get stepsPerEpoch(): number {
    return this.rows.stepsPerEpoch;
  }

  set(name: string, value: number): void {
    this.requireOpen();
    const at = this.slots.indexOf(name);
    this.view(this.program.module.offsets.hyper[at], this.program.problem.dtype, 1)[0] = value;
  }

  get(name: string): number {
    return this.view(this.program.module.offsets.hyper[this.slots.indexOf(name)], this.program.problem.dtype, 1)[0];
  }

  /** Calls the threads that help, if any; true when all have come. */
  gatherHelpers(): boolean {
    return this.team?.gather() ?? true;
  }

  /** Makes up to `steps` updates; the losses of their batches, fewer when one was not finite. */
  advance(steps: number): Float32Array | Float64Array {
    const all = this.program.problem.dtype === "float64" ? new Float64Array(steps) : new Float32Array(steps);
    let done = 0;
    const { snapshot } = this.program.optimizer;
    const every = snapshot === undefined ? stepChunk : Math.max(1, Math.ceil(snapshot.epochs * this.stepsPerEpoch));
    while (done < steps && this.diverged === null) {
      const sinceSnapshot = this.step % every;
      if (snapshot !== undefined && sinceSnapshot === 0 && !this.takeSnapshot()) break;
      const most = snapshot === undefined ? stepChunk : Math.min(stepChunk, every - sinceSnapshot);
      const made = this.advanceChunk(Math.min(steps - done, most));
      all.set(made, done);
      done += made.length;
    }
    return done < steps ? all.slice(0, done) : all;
  }

  private advanceChunk(wanted: number): Float32Array | Float64Array {
    const steps = this.prepare(wanted);
    this.team?.call();
    const made = this.advanceOnce(this.region);
    this.team?.dismiss();
    return this.settle(made, made < steps);
  }

  /** Lists rows for up to `wanted` updates and leaves word for the program; returns for how many there are. */
  prepare(wanted: number): number {
    this.requireOpen();
    const steps = this.rows.ready(this.region, Math.min(wanted, stepChunk));
    this.program.data.heap.ints32(this.region, header.data / 4)[header.steps / 4] = steps;
    return steps;
  }

  /** Takes note of updates made, the next of which failed or did not; their losses. */
  private settle(made: number, failed: boolean): Float32Array | Float64Array {
    this.step += made;
    const losses = this.viewAt(this.losses, made + (failed ? 1 : 0)).slice();
    if (failed) this.diverged = { step: this.step, parameter: this.suspect() };
    return losses;
  }

  /** Can its updates be made by a program that advances several runs? Batches of one row, and nothing besides. */
  get canRunAbreast(): boolean {
    const { snapshot } = this.program.optimizer;
    const plain = this.reweighted === 0 && this.table === 0 && this.team === null && snapshot === undefined;
    return plain && this.rows.batch === 1 && this.rows.address !== 0;
  }

  /** Takes note of updates of one row each that another program made here; the next failed somewhere, or did not. */
  settleAbreast(made: number, failed: boolean): void {
    const words = this.program.data.heap.ints32(this.region, header.data / 4);
    words[header.cursor / 4] += made;
    words[header.position / 4] = (words[header.position / 4] + made) % this.rows.perEpoch;
    this.settle(made, failed && !Number.isFinite(this.viewAt(this.losses, made + 1)[made]));
  }

  /** Lets the optimizer look at all rows together, once before a step; false when their loss is not finite. */
  private takeSnapshot(): boolean {
    if (this.snapshotAt === this.step) return true;
    const { data, module } = this.program;
    const words = data.heap.ints32(this.region, header.data / 4 + data.addresses.length);
    const fields = ["order", "rows", "batch", "position", "cursor", "dividedBy", "summed"] as const;
    const before = fields.map((field) => words[header[field] / 4]);
    const all = [0, data.rows, data.rows, 0, 0, 0, 1];
    const write = (values: readonly number[], addresses: readonly number[]) => {
      const current = data.heap.ints32(this.region, header.data / 4 + addresses.length);
      fields.forEach((field, i) => {
        current[header[field] / 4] = values[i];
      });
      current.set(addresses, header.data / 4);
    };
    write(all, data.addresses);
    words[header.steps / 4] = 1;
    this.team?.call();
    const made = this.advanceOnce(this.region);
    this.team?.dismiss();
    write(before, this.addresses.slice(0, data.addresses.length));
    this.view(module.offsets.step, "int32", 1)[0] = this.step;
    this.snapshotAt = this.step;
    if (made === 0) this.diverged = { step: this.step, parameter: this.suspect() };
    return made === 1;
  }

  /** The parameter to blame: the first that is not finite, else the largest. */
  suspect(): string | null {
    const { paths } = this.program.problem.parameters;
    let worst: { name: string; size: number } | null = null;
    for (const [i, numbers] of this.parameters().entries()) {
      for (let j = 0; j < numbers.length; j++) {
        const name = numbers.length === 1 ? paths[i] : `${paths[i]}[${j}]`;
        if (!Number.isFinite(numbers[j])) return name;
        if (worst === null || Math.abs(numbers[j]) > worst.size) worst = { name, size: Math.abs(numbers[j]) };
      }
    }
    return worst?.name ?? null;
  }

  /** A copy of the parameters, one flat array a leaf. */
  parameters(): Float64Array[] {
    if (this.last !== null) return this.last.parameters.map((numbers) => numbers.slice());
    const { module, problem } = this.program;
    return problem.parameters.leaves.map(({ shape, dtype }, i) =>
      Float64Array.from(this.view(module.offsets.parameters[i], dtype, sizeOf(shape))),
    );
  }

  /** Copies of the parameters and of all that the optimizer remembers, to come back to. */
  remember(): RunMemory {
    return { parameters: this.parameters(), state: this.state(), table: this.rowMemory()?.slice() ?? null };
  }

  /** The parameters and the optimizer's memory as they were; the steps made stay made. */
  restore({ parameters, state, table }: RunMemory): void {
    this.requireOpen();
    const { module, problem } = this.program;
    parameters.forEach((numbers, i) => {
      this.view(module.offsets.parameters[i], problem.dtype, numbers.length).set(numbers);
    });
    state.forEach((numbers, i) => {
      this.view(module.offsets.state[i], module.spec.state[i].dtype, numbers.length).set(numbers);
    });
    if (table !== null) this.rowMemory()?.set(table);
    // Something else was seen at the last snapshot than what these parameters would show.
    this.snapshotAt = -1;
  }

  /** The parameters to predict with. */
  predictionParameters(): readonly Float64Array[] {
    return this.program.toPredictWith(this.parameters(), this.state());
  }

  private state(): readonly ArrayLike<number>[] {
    const { spec, offsets } = this.program.module;
    return (
      this.last?.state ??
      spec.state.map(({ shape, dtype }, i) => this.view(offsets.state[i], dtype, sizeOf(shape)).slice())
    );
  }

  /** What the optimizer remembers of each row. */
  private rowMemory(): Float32Array | Float64Array | null {
    if (this.table === 0) return null;
    const { module, data } = this.program;
    const { shape } = module.spec.data[module.spec.data.length - 1];
    return this.viewAt(this.table, data.rows * sizeOf(shape));
  }

  private requireOpen(): void {
    if (this.last !== null) throw new NablaError("descent-closed", "this descent was closed; start a new one");
  }

  /** A table of weights in which the rows that are drawn more often weigh less: by 1/(n·p). */
  private reweigh(likelihood: Float64Array): number {
    const { data, module } = this.program;
    const leaf = module.spec.data[data.addresses.length - 1];
    const address = data.heap.allocate(roomForRows(leaf, data.rows));
    const weights = viewOf(data.heap, data.addresses[data.addresses.length - 1], leaf.dtype, data.rows);
    const reweighted = viewOf(data.heap, address, leaf.dtype, data.rows);
    for (let i = 0; i < data.rows; i++) reweighted[i] = weights[i] / (data.rows * likelihood[i]);
    return address;
  }

  /** Gives the memory back; the parameters stay readable. */
  close(): void {
    if (this.last !== null) return;
    this.last = { parameters: this.parameters(), state: this.state(), table: null };
    const { heap: memory } = this.program.data;
    this.team?.close();
    // A thread that was lost might still write there.
    if (this.team?.isLost) return;
    this.rows.close();
    for (const address of [this.region, this.losses, this.reweighted, this.table])
      if (address !== 0) memory.release(address);
  }

  /** What another instance of the program needs to run the same updates; the memory is copied. */
  snapshot(): RunSnapshot {
    this.requireOpen();
    const { module, data, problem } = this.program;
    return {
      module: module.moduleFor(data.heap),
      memory: new Uint8Array(data.heap.memory.buffer).slice(),
      region: this.region,
      data: module.spec.data.map((leaf, i) => ({ address: this.addresses[i], bytes: rowBytes(leaf) })),
      parameters: problem.parameters.leaves.map(({ shape, dtype }, i) => ({
        address: this.region + module.offsets.parameters[i],
        length: sizeOf(shape),
        wide: dtype === "float64",
      })),
    };
  }

  private view(offset: number, dtype: "float32" | "float64" | "int32" | "bool", length: number) {
    return viewOf(this.program.data.heap, this.region + offset, dtype, length);
  }

  private viewAt(address: number, length: number): Float32Array | Float64Array {
    return viewOf(this.program.data.heap, address, this.program.problem.dtype, length) as Float32Array | Float64Array;
  }
}
