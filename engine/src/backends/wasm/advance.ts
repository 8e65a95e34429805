/** The loop over updates: next batch, its way through the kernels, the loss of it, until one is not finite. */
import type { LoweredFunction } from "../../lower/kernel.ts";
import { memoryLimits } from "./binding.ts";
import type { DescentFunction, DescentSpec } from "./descentSpec.ts";
import { bytesOf } from "./emit/context.ts";
import { addKernels, type KernelSettings, parameters } from "./emit/kernel.ts";
import type { Code, Local } from "./encoder/code.ts";
import { type FunctionReference, ModuleBuilder } from "./encoder/module.ts";
import { header } from "./layout.ts";
import { tilesOfPart } from "./parts.ts";
import { RoutineSet } from "./routines/index.ts";
import { type BatchLocals, type DataRows, emitPick, pushRowsInPlace, pushStaging } from "./rows.ts";
import { ThreadEmitter } from "./threads/emit.ts";

export interface AdvanceLayout {
  readonly divisor: number;
  readonly step: number;
  readonly loss: number;
  /** Sums of the parts of a batch: the first, the bytes from one to the next, how many there is room for. */
  readonly sums: { readonly offset: number; readonly bytes: number; readonly most: number };
  readonly rows: DataRows;
  readonly regionBytes: number;
}

export class AdvanceEmitter {
  private readonly module = new ModuleBuilder();
  private readonly spec: DescentSpec;
  private readonly layout: AdvanceLayout;
  private readonly functions: Readonly<Record<DescentFunction, FunctionReference>>;
  private readonly part: FunctionReference;
  private readonly threads: ThreadEmitter | null;

  /** `shared`: for a memory that threads share, where others may help. */
  constructor(
    spec: DescentSpec,
    lowered: Readonly<Record<DescentFunction, LoweredFunction>>,
    layout: AdvanceLayout,
    shared: boolean,
  ) {
    this.spec = spec;
    this.layout = layout;
    this.module.importMemory("host", "memory", memoryLimits(shared));
    const { arithmetic } = spec;
    const settings = { module: this.module, routines: new RoutineSet(this.module), arithmetic };
    const data = spec.data.length;
    const kernels = (name: DescentFunction, pointers: number) => this.kernelList(lowered[name], settings, pointers);
    this.functions = {
      step: kernels("step", data),
      single: kernels("single", data),
      tile: kernels("tile", data + 2),
      fold: kernels("fold", 2),
      update: kernels("update", data),
    };
    this.part = this.module.function("part", new Array<"i32">(8).fill("i32"), [], (code) =>
      this.emitPart(code, shared),
    );
    this.threads = shared ? new ThreadEmitter(this.module, this.part, layout.regionBytes) : null;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const advance = this.module.function("advance", ["i32"], ["i32"], (code) => this.advance(code));
    this.module.export("advance", advance);
    if (this.threads !== null) this.module.export("help", this.threads.help);
    return this.module.toBytes();
  }

  /**
   * A function that runs kernels in turn. Between those that compute and those that overwrite the parameters it looks
   * at the loss: 0 is returned, and nothing overwritten, when that is not finite.
   */
  private kernelList(lowered: LoweredFunction, settings: KernelSettings, pointers: number): FunctionReference {
    const kernels = addKernels(settings, lowered, pointers);
    const signature = parameters(pointers);
    const overwrites = lowered.name !== "tile" && lowered.name !== "fold";
    return this.module.function(lowered.name, signature, ["i32"], (code) => {
      kernels.forEach((kernel, i) => {
        if (i === lowered.commit && overwrites) this.returnUnlessFinite(code);
        signature.forEach((_, parameter) => {
          code.get(code.parameter(parameter));
        });
        code.call(kernel);
      });
      if (lowered.commit === kernels.length && overwrites) this.returnUnlessFinite(code);
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
    const [done, steps, count, row, rows, order, entry, fine] = Array.from({ length: 8 }, local);
    const word = (field: number) => code.get(region).load("i32.load", field);
    const lossBytes = bytesOf(this.spec.dtype);
    const lossType = this.spec.dtype === "float64" ? "f64" : "f32";
    word(header.steps).set(steps);
    word(header.rows).set(rows);
    word(header.position).set(row);
    word(header.order).set(order);
    word(header.cursor).i32(4).op("i32.mul").get(order).op("i32.add").set(entry);
    code.block((end) => {
      code.loop((next) => {
        code.get(done).get(steps).op("i32.ge_s").brIf(end);
        // The last batch of an epoch may be smaller.
        word(header.batch).get(rows).get(row).op("i32.sub");
        word(header.batch).get(rows).get(row).op("i32.sub").op("i32.lt_s").select().set(count);
        this.storeDivisor(code, region, count);
        this.oneUpdate(code, region, { count, row, order, entry });
        code.set(fine);
        word(header.losses).get(done).i32(lossBytes).op("i32.mul").op("i32.add");
        code.get(region).load(`${lossType}.load`, this.layout.loss).store(`${lossType}.store`);
        code.get(fine).op("i32.eqz").brIf(end);
        code.get(region).get(region).load("i32.load", this.layout.step).i32(1).op("i32.add");
        code.store("i32.store", this.layout.step);
        code.get(done).i32(1).op("i32.add").set(done);
        code.get(entry).get(count).i32(4).op("i32.mul").op("i32.add").set(entry);
        code.get(row).get(count).op("i32.add").tee(row).get(rows).op("i32.ge_s");
        code.if(() => {
          code.i32(0).set(row);
        });
        code.br(next);
      });
    });
    code.get(region).get(row).store("i32.store", header.position);
    code.get(region).get(entry).get(order).op("i32.sub").i32(2).op("i32.shr_u").store("i32.store", header.cursor);
    code.get(done);
  }

  /** divisor = rows of the batch, or of a full one, × mean weight */
  private storeDivisor(code: Code, region: Local, count: Local): void {
    const dividedBy = () => code.get(region).load("i32.load", header.dividedBy);
    code.get(region);
    dividedBy();
    code.get(count);
    dividedBy();
    code.select().op("f64.convert_i32_s").get(region).load("f64.load", header.meanWeight).op("f64.mul");
    if (this.spec.dtype === "float64") code.store("f64.store", this.layout.divisor);
    else code.op("f32.demote_f64").store("f32.store", this.layout.divisor);
  }

  /** One update of `count` rows; leaves 1 on the stack, or 0 when the loss was not finite. */
  private oneUpdate(code: Code, region: Local, batch: BatchLocals): void {
    const { count, row, order, entry } = batch;
    const result = code.local("i32");
    const first = code.local("i32");
    code.get(count).i32(this.spec.tile).op("i32.le_s");
    code.get(region).load("i32.load", header.summed).op("i32.eqz").op("i32.and");
    code.if(
      () => {
        const meeting = this.threads?.emitMeeting(code, region);
        code.get(count).i32(1).op("i32.eq");
        code.if(
          () => {
            code.get(row).set(first);
            code.get(order).if(() => {
              code.get(entry).load("i32.load").set(first);
            });
            code.get(region).i32(1);
            pushRowsInPlace(code, region, this.layout.rows, first);
            code.call(this.functions.single).set(result);
          },
          () => {
            this.callOnRows(code, region, batch, () => code.call(this.functions.step).set(result));
          },
        );
        if (meeting !== undefined) this.threads?.emitParting(code, region, meeting, result);
      },
      () => {
        this.tiles(code, region, batch);
        code.set(result);
      },
    );
    code.get(result);
  }

  /** Pushes the region, the number of rows and where they lie, picking them into the region first if need be. */
  private callOnRows(code: Code, region: Local, { order, entry, row, count }: BatchLocals, call: () => void): void {
    code.get(order).if(
      () => {
        emitPick(code, region, this.layout.rows, entry, count);
        code.get(region).get(count);
        pushStaging(code, region, this.layout.rows);
        call();
      },
      () => {
        code.get(region).get(count);
        pushRowsInPlace(code, region, this.layout.rows, row);
        call();
      },
    );
  }

  /** A batch of more rows than a tile: its gradient is summed part by part, then one update. */
  private tiles(code: Code, region: Local, batch: BatchLocals): void {
    const { sums } = this.layout;
    const [parts, index] = [code.local("i32"), code.local("i32")];
    const limit = (bound: number, op: "i32.lt_u" | "i32.gt_u") =>
      code.i32(bound).get(parts).i32(bound).get(parts).op(op).select().set(parts);
    // Just as `partsOf` says.
    code
      .get(batch.count)
      .i32(this.spec.tile - 1)
      .op("i32.add")
      .i32(tilesOfPart * this.spec.tile)
      .op("i32.div_u")
      .set(parts);
    limit(sums.most, "i32.lt_u");
    limit(1, "i32.gt_u");
    const alone = () => {
      code.i32(0).set(index);
      code.loop((next) => {
        code.get(region).get(region).get(batch.count).get(batch.row).get(batch.order).get(batch.entry);
        code.get(parts).get(index).call(this.part);
        code.get(index).i32(1).op("i32.add").tee(index).get(parts).op("i32.lt_u").brIf(next);
      });
    };
    if (this.threads === null) alone();
    else {
      this.threads.emitShared(code, region, parts, batch, alone);
      // Nothing is applied that a lost thread has left unfinished.
      code
        .get(region)
        .load("i32.load", header.lost)
        .if(() => {
          code.i32(0).return();
        });
    }
    if (sums.most > 1) this.fold(code, region, parts);
    code.get(region).i32(0);
    for (const _ of this.spec.data) code.i32(0);
    code.call(this.functions.update);
  }

  /** Folds the sums of neighbouring parts, then of neighbouring pairs, until the first holds them all. */
  private fold(code: Code, region: Local, parts: Local): void {
    const { sums } = this.layout;
    const [apart, index] = [code.local("i32"), code.local("i32")];
    const sumsOf = () => code.i32(sums.bytes).op("i32.mul").get(region).op("i32.add").i32(sums.offset).op("i32.add");
    code.i32(1).set(apart);
    code.block((done) => {
      code.loop((wider) => {
        code.get(apart).get(parts).op("i32.ge_u").brIf(done);
        code.i32(0).set(index);
        code.block((paired) => {
          code.loop((next) => {
            code.get(index).get(apart).op("i32.add").get(parts).op("i32.ge_u").brIf(paired);
            code.get(region).i32(0).get(index);
            sumsOf();
            code.get(index).get(apart).op("i32.add");
            sumsOf();
            code.call(this.functions.fold).drop();
            code.get(index).get(apart).i32(1).op("i32.shl").op("i32.add").set(index);
            code.br(next);
          });
        });
        code.get(apart).i32(1).op("i32.shl").set(apart);
        code.br(wider);
      });
    });
  }

  /**
   * part(region, home, count, row, order, entry, parts, index): the sums of one of the parts of a batch, made in the
   * region of some thread and stored in `home`, the region of the descent.
   */
  private emitPart(code: Code, shared: boolean): void {
    const [region, home, count, row, order, entry, parts, index] = Array.from({ length: 8 }, (_, i) =>
      code.parameter(i),
    );
    const { sums } = this.layout;
    const { tile } = this.spec;
    const [tiles, from, end, size, part] = Array.from({ length: 5 }, () => code.local("i32"));
    code.get(index).i32(sums.bytes).op("i32.mul").get(home).op("i32.add").i32(sums.offset).op("i32.add").tee(part);
    code.i32(0).i32(sums.bytes).op("memory.fill");
    code
      .get(count)
      .i32(tile - 1)
      .op("i32.add")
      .i32(tile)
      .op("i32.div_u")
      .set(tiles);
    // Rows from tiles · index ⁄ parts tiles on, up to where the next part begins.
    code.get(tiles).get(index).op("i32.mul").get(parts).op("i32.div_u").i32(tile).op("i32.mul").set(from);
    code.get(tiles).get(index).i32(1).op("i32.add").op("i32.mul").get(parts).op("i32.div_u").i32(tile).op("i32.mul");
    code.set(end);
    code.get(count).get(end).get(count).get(end).op("i32.lt_u").select().set(end);
    code.get(row).get(from).op("i32.add").set(row);
    code.get(entry).get(from).i32(2).op("i32.shl").op("i32.add").set(entry);
    code.loop((next) => {
      code.i32(tile).get(end).get(from).op("i32.sub").i32(tile).get(end).get(from).op("i32.sub");
      code.op("i32.lt_u").select().set(size);
      this.callOnRows(code, region, { count: size, row, order, entry }, () =>
        code.get(home).get(part).call(this.functions.tile).drop(),
      );
      if (shared) {
        code.get(region).get(region).load("i32.load", header.progress).i32(1).op("i32.add");
        code.store("i32.store", header.progress);
      }
      code.get(row).i32(tile).op("i32.add").set(row);
      code
        .get(entry)
        .i32(4 * tile)
        .op("i32.add")
        .set(entry);
      code.get(from).i32(tile).op("i32.add").tee(from).get(end).op("i32.lt_u").brIf(next);
    });
  }
}
