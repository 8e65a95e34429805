/**
 * The compiled descent: one module whose `advance` makes any number of updates. Batches of one row, of up to a tile
 * and of more rows than that each have their own way through it; sizes and rates are read from memory, so another
 * batch size, a last partial batch or another rate compiles nothing.
 */

import type { FloatDType } from "../../base/dtype.ts";
import { type CompiledModule, compileModule, instantiate } from "../../base/host.ts";
import { type Graph, topological } from "../../ir/graph.ts";
import type { LoweredFunction, Place } from "../../lower/kernel.ts";
import { lower } from "../../lower/pipeline.ts";
import { bytesOf } from "./emit/context.ts";
import { addKernels, parameters } from "./emit/kernel.ts";
import type { Code, Local } from "./encoder/code.ts";
import { type FunctionReference, ModuleBuilder } from "./encoder/module.ts";
import type { Heap } from "./heap.ts";
import { header, Layout, type Leaf, pointer } from "./layout.ts";
import { RoutineSet } from "./routines/index.ts";
import { type DataRows, emitPick, pushRowsInPlace, pushStaging } from "./rows.ts";

/**
 * The graphs of one descent. Inputs and outputs in order (sums: for each parameter its gradient and the
 * compensation, then the loss and its compensation):
 *   step, single   parameters, state, data, divisor, step, hyper -> parameters, state, loss
 *   tile           parameters, data, sums -> sums
 *   update         parameters, state, sums, divisor, step, hyper -> parameters, state, loss
 * `single` is the step of one row, without the symbolic dimension.
 */
export interface DescentSpec {
  readonly dtype: FloatDType;
  readonly parameters: readonly Leaf[];
  readonly state: readonly Leaf[];
  readonly data: readonly Leaf[];
  readonly hyper: number;
  readonly tile: number;
  readonly graphs: { readonly step: Graph; readonly single: Graph; readonly tile: Graph; readonly update: Graph };
}

type Region = Place & { kind: "region" };

/** Offsets in a descent's region of what the outside reads and writes. */
export interface DescentOffsets {
  readonly parameters: readonly number[];
  readonly state: readonly number[];
  readonly hyper: readonly number[];
  readonly step: number;
  readonly loss: number;
}

export class DescentModule {
  readonly spec: DescentSpec;
  readonly offsets: DescentOffsets;
  readonly functions: readonly LoweredFunction[];
  readonly regionBytes: number;
  /** The program itself: other threads make instances of their own. */
  readonly module: CompiledModule;
  private readonly instances = new WeakMap<Heap, (region: number) => number>();

  constructor(spec: DescentSpec) {
    this.spec = spec;
    const layout = new Layout(spec.tile);
    const scalar: Leaf = { shape: [], dtype: spec.dtype };
    const places = {
      parameters: layout.places(spec.parameters),
      state: layout.places(spec.state),
      hyper: layout.places(new Array<Leaf>(spec.hyper).fill(scalar)),
      divisor: layout.place(scalar),
      step: layout.place({ shape: [], dtype: "int32" }),
      loss: layout.place(scalar),
    };
    const sumsStart = layout.bytes;
    const sums = layout.places([...spec.parameters.flatMap((leaf) => [leaf, leaf]), scalar, scalar]);
    const sumsBytes = layout.bytes - sumsStart;
    const staging = spec.data.map((leaf) => layout.place({ ...leaf, shape: [-1, ...leaf.shape] }).offset);
    const data = spec.data.map((_, i) => pointer(i));

    const owned = [...places.parameters, ...places.state];
    const run = [places.divisor, places.step, ...places.hyper];
    const updates = { outputs: [...owned, places.loss], donated: [...owned.map((_, i) => i), undefined] };
    const onRows = { ...updates, inputs: [...owned, ...data, ...run] };
    const firstSum = places.parameters.length + data.length;
    const onTile = {
      inputs: [...places.parameters, ...data, ...sums],
      outputs: sums,
      donated: sums.map((_, i) => firstSum + i),
    };
    const onSums = { ...updates, inputs: [...owned, ...sums, ...run] };

    // Constant arrays are written once, so functions may not share the bytes they lie in.
    const hasArrays = Object.values(spec.graphs).some(({ outputs }) =>
      topological(outputs).some((node) => node.op === "array"),
    );
    let start = layout.bytes;
    const lowered = (name: "step" | "single" | "tile" | "update", placement: typeof onRows) => {
      const made = lower(spec.graphs[name], { name, placement, tile: spec.tile, start });
      if (hasArrays) start = made.regionBytes;
      return made;
    };
    this.functions = [
      lowered("step", onRows),
      lowered("single", onRows),
      lowered("tile", onTile as typeof onRows),
      lowered("update", onSums),
    ];
    this.regionBytes = Math.max(...this.functions.map((each) => each.regionBytes));
    const offset = ({ offset: at }: Region) => at;
    this.offsets = {
      parameters: places.parameters.map(offset),
      state: places.state.map(offset),
      hyper: places.hyper.map(offset),
      step: places.step.offset,
      loss: places.loss.offset,
    };
    const emitter = new AdvanceEmitter(spec, this.functions, {
      divisor: places.divisor.offset,
      step: places.step.offset,
      loss: places.loss.offset,
      sums: { offset: sumsStart, bytes: sumsBytes },
      rows: { leaves: spec.data, staging },
    });
    this.module = compileModule(emitter.bytes());
  }

  /** `advance` bound to a heap: makes header.steps updates, returns how many were made before a loss was not finite. */
  bind(heap: Heap): (region: number) => number {
    let advance = this.instances.get(heap);
    if (advance === undefined) {
      advance = instantiate(this.module, heap.memory).advance;
      this.instances.set(heap, advance);
    }
    return advance;
  }
}

interface AdvanceLayout {
  readonly divisor: number;
  readonly step: number;
  readonly loss: number;
  readonly sums: { readonly offset: number; readonly bytes: number };
  readonly rows: DataRows;
}

class AdvanceEmitter {
  private readonly module = new ModuleBuilder();
  private readonly spec: DescentSpec;
  private readonly layout: AdvanceLayout;
  private readonly functions: Record<"step" | "single" | "tile" | "update", FunctionReference>;

  constructor(spec: DescentSpec, functions: readonly LoweredFunction[], layout: AdvanceLayout) {
    this.spec = spec;
    this.layout = layout;
    this.module.importMemory("host", "memory", { min: 1, max: 65_536 });
    const routines = new RoutineSet(this.module);
    const [step, single, tile, update] = functions.map((lowered) => this.kernelList(lowered, routines));
    this.functions = { step, single, tile, update };
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const advance = this.module.function("advance", ["i32"], ["i32"], (code) => this.advance(code));
    this.module.export("advance", advance);
    return this.module.toBytes();
  }

  /**
   * A function that runs kernels in turn. Between those that compute and those that overwrite the parameters it looks
   * at the loss: 0 is returned, and nothing overwritten, when that is not finite.
   */
  private kernelList(lowered: LoweredFunction, routines: RoutineSet): FunctionReference {
    const pointers = this.spec.data.length;
    const kernels = addKernels(this.module, routines, lowered, pointers);
    const signature = parameters(pointers);
    return this.module.function(lowered.name, signature, ["i32"], (code) => {
      kernels.forEach((kernel, i) => {
        if (i === lowered.commit && lowered.name !== "tile") this.returnUnlessFinite(code);
        signature.forEach((_, parameter) => {
          code.get(code.parameter(parameter));
        });
        code.call(kernel);
      });
      if (lowered.commit === kernels.length && lowered.name !== "tile") this.returnUnlessFinite(code);
      code.i32(1);
    });
  }

  private returnUnlessFinite(code: Code): void {
    const type = this.spec.dtype === "float64" ? "f64" : "f32";
    const loss = () => code.get(code.parameter(0)).load(`${type}.load`, this.layout.loss);
    loss();
    loss().op(`${type}.sub`);
    if (type === "f64") code.f64(0);
    else code.f32(0);
    code.op(`${type}.ne`).if(() => {
      code.i32(0).return();
    });
  }

  private advance(code: Code): void {
    const region = code.parameter(0);
    const local = () => code.local("i32");
    const [done, steps, count, position, rows, order, entry, fine] = Array.from({ length: 8 }, local);
    const word = (field: number) => code.get(region).load("i32.load", field);
    const lossBytes = bytesOf(this.spec.dtype);
    const lossType = this.spec.dtype === "float64" ? "f64" : "f32";
    word(header.steps).set(steps);
    word(header.rows).set(rows);
    word(header.position).set(position);
    word(header.order).set(order);
    word(header.cursor).i32(4).op("i32.mul").get(order).op("i32.add").set(entry);
    code.block((end) => {
      code.loop((next) => {
        code.get(done).get(steps).op("i32.ge_s").brIf(end);
        // The last batch of an epoch may be smaller.
        word(header.batch).get(rows).get(position).op("i32.sub");
        word(header.batch).get(rows).get(position).op("i32.sub").op("i32.lt_s").select().set(count);
        this.storeDivisor(code, region, count);
        this.oneUpdate(code, region, { count, position, order, entry });
        code.set(fine);
        word(header.losses).get(done).i32(lossBytes).op("i32.mul").op("i32.add");
        code.get(region).load(`${lossType}.load`, this.layout.loss).store(`${lossType}.store`);
        code.get(fine).op("i32.eqz").brIf(end);
        code.get(region).get(region).load("i32.load", this.layout.step).i32(1).op("i32.add");
        code.store("i32.store", this.layout.step);
        code.get(done).i32(1).op("i32.add").set(done);
        code.get(entry).get(count).i32(4).op("i32.mul").op("i32.add").set(entry);
        code.get(position).get(count).op("i32.add").tee(position).get(rows).op("i32.ge_s");
        code.if(() => {
          code.i32(0).set(position);
        });
        code.br(next);
      });
    });
    code.get(region).get(position).store("i32.store", header.position);
    code.get(region).get(entry).get(order).op("i32.sub").i32(2).op("i32.shr_u").store("i32.store", header.cursor);
    code.get(done);
  }

  /** divisor = rows of the batch × mean weight */
  private storeDivisor(code: Code, region: Local, count: Local): void {
    code.get(region).get(count).op("f64.convert_i32_s").get(region).load("f64.load", header.meanWeight).op("f64.mul");
    if (this.spec.dtype === "float64") code.store("f64.store", this.layout.divisor);
    else code.op("f32.demote_f64").store("f32.store", this.layout.divisor);
  }

  /** One update of `count` rows; leaves 1 on the stack, or 0 when the loss was not finite. */
  private oneUpdate(
    code: Code,
    region: Local,
    at: { count: Local; position: Local; order: Local; entry: Local },
  ): void {
    const { count, position, order, entry } = at;
    const { rows } = this.layout;
    const row = code.local("i32");
    const result = code.local("i32");
    code.get(count).i32(1).op("i32.eq");
    code.if(
      () => {
        code.get(position).set(row);
        code.get(order).if(() => {
          code.get(entry).load("i32.load").set(row);
        });
        code.get(region).i32(1);
        pushRowsInPlace(code, region, rows, row);
        code.call(this.functions.single).set(result);
      },
      () => {
        code.get(count).i32(this.spec.tile).op("i32.le_s");
        code.if(
          () => {
            this.callOnRows(code, region, this.functions.step, { order, entry, row: position, count });
            code.set(result);
          },
          () => {
            this.tiles(code, region, at);
            code.set(result);
          },
        );
      },
    );
    code.get(result);
  }

  /** Calls a function on `count` rows: in place from `row` on, or picked by the order from `entry` on. */
  private callOnRows(
    code: Code,
    region: Local,
    target: FunctionReference,
    { order, entry, row, count }: { order: Local; entry: Local; row: Local; count: Local },
  ): void {
    const result = code.local("i32");
    code.get(order).if(
      () => {
        emitPick(code, region, this.layout.rows, entry, count);
        code.get(region).get(count);
        pushStaging(code, region, this.layout.rows);
        code.call(target).set(result);
      },
      () => {
        code.get(region).get(count);
        pushRowsInPlace(code, region, this.layout.rows, row);
        code.call(target).set(result);
      },
    );
    code.get(result);
  }

  /** A batch of more rows than a tile: its gradient is summed tile by tile, then one update. */
  private tiles(
    code: Code,
    region: Local,
    { count, position, order, entry }: { count: Local; position: Local; order: Local; entry: Local },
  ): void {
    const { sums } = this.layout;
    const { tile } = this.spec;
    const [left, part, row, from] = [code.local("i32"), code.local("i32"), code.local("i32"), code.local("i32")];
    code.get(region).i32(sums.offset).op("i32.add").i32(0).i32(sums.bytes).op("memory.fill");
    code.get(count).set(left).get(position).set(row).get(entry).set(from);
    code.loop((next) => {
      code.get(left).i32(tile).get(left).i32(tile).op("i32.lt_s").select().set(part);
      this.callOnRows(code, region, this.functions.tile, { order, entry: from, row, count: part });
      code.drop();
      code.get(row).i32(tile).op("i32.add").set(row);
      code
        .get(from)
        .i32(4 * tile)
        .op("i32.add")
        .set(from);
      code.get(left).i32(tile).op("i32.sub").tee(left).i32(0).op("i32.gt_s").brIf(next);
    });
    code.get(region).i32(0);
    this.spec.data.forEach(() => {
      code.i32(0);
    });
    code.call(this.functions.update);
  }
}
