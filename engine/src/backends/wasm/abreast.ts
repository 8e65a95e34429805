/**
 * Several descents of one program side by side in the lanes of vectors, each with batches of one row of its own: what
 * waits for its own last result alone waits for four at the price of one. Lane by lane the bits are those of a descent
 * that runs alone.
 */
import { sizeOf } from "../../base/shape.ts";
import type { LoweredFunction, Place } from "../../lower/kernel.ts";
import { lowerAbreast } from "../../lower/pipeline.ts";
import { Binding, memoryLimits } from "./binding.ts";
import type { DescentSpec } from "./descentSpec.ts";
import { bytesOf } from "./emit/context.ts";
import { addKernels, parameters } from "./emit/kernel.ts";
import { canFoldAbreast } from "./emit/reduceAbreast.ts";
import type { Code, Local } from "./encoder/code.ts";
import { ModuleBuilder } from "./encoder/module.ts";
import type { Heap } from "./heap.ts";
import { header, Layout, type Leaf } from "./layout.ts";
import { RoutineSet } from "./routines/index.ts";
import { emitPickAbreast } from "./rowsAbreast.ts";

type Region = Place & { kind: "region" };

/** Numbers of parameters and of a row, together: descents of more fill vectors alone. As measured: see BENCH.md. */
const mostNumbers = { float32: 192, float64: 32 };

/** Are descents of this program faster side by side than one after the other? */
export const isFasterAbreast = ({ parameters: owned, data, dtype }: DescentSpec): boolean =>
  [...owned, ...data].reduce((sum, { shape }) => sum + sizeOf(shape), 0) <= mostNumbers[dtype];

/** Words that the outside writes at the head of a region: updates to make, then the regions of the descents. */
const steps = 0;
const member = (lane: number): number => 4 + 4 * lane;
const headBytes = 32;

export class AbreastModule {
  readonly lanes: 2 | 4;
  readonly regionBytes: number;
  readonly offsets: {
    readonly parameters: readonly number[];
    readonly state: readonly number[];
    readonly hyper: readonly number[];
    readonly divisor: number;
    readonly step: number;
  };
  readonly lowered: LoweredFunction;
  private readonly spec: DescentSpec;
  private readonly loss: number;
  private readonly staging: readonly number[];
  private readonly binding = new Binding((shared) => this.bytes(shared));

  /** The program of several descents side by side; null where each can only run alone. */
  static of(spec: DescentSpec): AbreastModule | null {
    if (spec.table) return null;
    const lanes = spec.dtype === "float64" ? 2 : 4;
    const layout = new Layout(1);
    const wide = (leaf: Leaf): Region => layout.place({ ...leaf, shape: [...leaf.shape, lanes] });
    const scalar: Leaf = { shape: [], dtype: spec.dtype };
    const places = {
      parameters: spec.parameters.map(wide),
      state: spec.state.map(wide),
      hyper: new Array<Leaf>(spec.hyper).fill(scalar).map(wide),
      divisor: wide(scalar),
      step: wide({ shape: [], dtype: "int32" }),
      loss: wide(scalar),
      data: spec.data.map(wide),
    };
    const owned = [...places.parameters, ...places.state];
    const placement = {
      inputs: [...owned, ...places.data, places.divisor, places.step, ...places.hyper],
      outputs: [...owned, places.loss],
      donated: [...owned.map((_, i) => i), undefined],
    };
    const options = { name: "abreast", placement, tile: 1, start: layout.bytes };
    const lowered = lowerAbreast(spec.graphs.single, lanes, options);
    const canRun = lowered?.kernels.every(
      (kernel) =>
        (kernel.kind === "reduce" && canFoldAbreast(kernel)) ||
        (kernel.kind === "contract" && bytesOf(kernel.dtype) * lanes === 16) ||
        kernel.kind === "map",
    );
    return lowered !== null && canRun ? new AbreastModule(spec, lanes, lowered, places) : null;
  }

  private constructor(
    spec: DescentSpec,
    lanes: 2 | 4,
    lowered: LoweredFunction,
    places: Readonly<Record<"parameters" | "state" | "hyper" | "data", readonly Region[]>> &
      Readonly<Record<"divisor" | "step" | "loss", Region>>,
  ) {
    const all = (regions: readonly Region[]) => regions.map(({ offset }) => offset);
    this.spec = spec;
    this.lanes = lanes;
    this.lowered = lowered;
    this.regionBytes = lowered.regionBytes;
    this.loss = places.loss.offset;
    this.staging = all(places.data);
    this.offsets = {
      parameters: all(places.parameters),
      state: all(places.state),
      hyper: all(places.hyper),
      divisor: places.divisor.offset,
      step: places.step.offset,
    };
  }

  /**
   * `advance` bound to a heap: makes up to so many updates of the descents in these regions, which name the rows to
   * come and where losses go, and returns how many were made before a loss of one was not finite. The parameters of
   * all lanes are then what they were before that update.
   */
  bind(heap: Heap): (region: number, wanted: number, members: readonly number[]) => number {
    const { advance } = this.binding.in(heap);
    return (region, wanted, members) => {
      const words = heap.ints32(region, headBytes / 4);
      words[steps / 4] = wanted;
      members.forEach((address, lane) => {
        words[member(lane) / 4] = address;
      });
      return advance(region);
    };
  }

  private bytes(shared: boolean): Uint8Array<ArrayBuffer> {
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", memoryLimits(shared));
    const settings = { module, routines: new RoutineSet(module), arithmetic: this.spec.arithmetic };
    const kernels = addKernels(settings, this.lowered, 0);
    const update = module.function("abreast", parameters(0), ["i32"], (code) => {
      const [region, rows] = [code.parameter(0), code.parameter(1)];
      kernels.forEach((kernel, i) => {
        if (i === this.lowered.commit) this.returnUnlessFinite(code, region);
        code.get(region).get(rows).call(kernel);
      });
      if (this.lowered.commit === kernels.length) this.returnUnlessFinite(code, region);
      code.i32(1);
    });
    const advance = module.function("advance", ["i32"], ["i32"], (code) => {
      this.advance(code, (region) => code.get(region).i32(1).call(update));
    });
    module.export("advance", advance);
    return module.toBytes();
  }

  private returnUnlessFinite(code: Code, region: Local): void {
    const type = this.spec.dtype === "float64" ? "f64x2" : "f32x4";
    const loss = code.local("v128");
    code.get(region).load("v128.load", this.loss).tee(loss).get(loss).op(`${type}.sub`).i32x4(0).op(`${type}.ne`);
    code.op("v128.any_true").if(() => {
      code.i32(0).return();
    });
  }

  private advance(code: Code, update: (region: Local) => void): void {
    const { lanes, spec } = this;
    const region = code.parameter(0);
    const [done, fine] = [code.local("i32"), code.local("i32")];
    const bytes = bytesOf(spec.dtype);
    const eachLane = (from: (lane: number) => void) =>
      Array.from({ length: lanes }, (_, lane) => {
        const local = code.local("i32");
        from(lane);
        code.set(local);
        return local;
      });
    const ofMember = (lane: number, field: number) =>
      code.get(region).load("i32.load", member(lane)).load("i32.load", field);
    const entries = eachLane((lane) => {
      ofMember(lane, header.cursor).i32(4).op("i32.mul");
      ofMember(lane, header.order).op("i32.add");
    });
    const losses = eachLane((lane) => ofMember(lane, header.losses));
    code.block((end) => {
      code.loop((next) => {
        code.get(done).get(region).load("i32.load", steps).op("i32.ge_s").brIf(end);
        spec.data.forEach((leaf, i) => {
          const base = () => ofMember(0, header.data + 4 * i);
          emitPickAbreast(code, leaf, { base, entries, to: { region, offset: this.staging[i] } });
        });
        update(region);
        code.set(fine);
        losses.forEach((at, lane) => {
          code.get(at).get(region).load("v128.load", this.loss);
          code.storeLane(bytes === 8 ? "v128.store64_lane" : "v128.store32_lane", lane);
        });
        code.get(fine).op("i32.eqz").brIf(end);
        code.get(region).get(region).load("v128.load", this.offsets.step).i32x4(1).op("i32x4.add");
        code.store("v128.store", this.offsets.step);
        for (const local of entries) code.get(local).i32(4).op("i32.add").set(local);
        for (const local of losses) code.get(local).i32(bytes).op("i32.add").set(local);
        code.get(done).i32(1).op("i32.add").set(done);
        code.br(next);
      });
    });
    code.get(done);
  }
}
