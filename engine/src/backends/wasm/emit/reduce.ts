/**
 * Folds. Long sums are summed in blocks whose totals are added with their rounding errors, so that size costs no
 * digits.
 */
import type { DType } from "../../../base/dtype.ts";
import { NablaError } from "../../../base/errors.ts";
import type { ReduceKernel } from "../../../lower/kernel.ts";
import { table } from "../../../ops/table.ts";
import type { Code, Local } from "../encoder/code.ts";
import type { Opcode } from "../encoder/opcodes.ts";
import { mergedAxes } from "./axes.ts";
import type { Context } from "./context.ts";
import { Nest, type Tail } from "./nest.ts";

/** Longer sums, in additions per lane, are compensated. */
export const plainSum = 64;
/** Additions per lane of a block: a power of two. */
const blockSize = 16;

export function emitReduce(context: Context, kernel: ReduceKernel): void {
  const { code } = context;
  const { expression, access } = kernel.store;
  const row = table[kernel.op];
  if (row.kind !== "reduce") throw new NablaError("internal", `${kernel.op} is not a reduction`);
  const merged = mergedAxes(kernel.domain, kernel.reduced, [kernel.store]);
  const last = merged.at(-1);
  const kept = merged.filter((axis) => !axis.reduced);
  const folded = merged.filter((axis) => axis.reduced);
  const axes = [...kept, ...folded];
  const vector = last === undefined ? -1 : axes.indexOf(last);
  const nest = new Nest(context, axes, vector, [kernel.store]);
  const { dtype } = expression;
  const lane = dtype === "float64" ? "f64x2" : dtype === "float32" ? "f32x4" : "i32x4";
  const combine = `${lane}.${dtype === "int32" ? row.wasm.int32 : row.wasm.float}` as Opcode;
  const identity = identityOf(row.identity, dtype);
  const additions =
    folded.reduce((count, { extent }) => count * Math.abs(extent), 1) / (last?.reduced ? nest.width : 1);
  const compensated = kernel.op === "sum" && dtype !== "int32" && additions > plainSum;

  const total = code.local("v128");
  const compensation = compensated ? new Compensation(context, total, dtype) : null;
  const accumulate = (tail: Tail): void => {
    const value = code.local("v128");
    nest.push(expression);
    if (tail.kind !== "none" && last?.reduced) {
      nest.emitter.constant(identity, dtype);
      if (tail.kind === "mask") nest.emitter.maskFor(dtype, tail.mask);
      else code.v128(staticMask(dtype, tail.lanes));
      code.op("v128.bitselect");
    }
    code.set(value);
    if (compensation === null) code.get(total).get(value).op(combine).set(total);
    else compensation.add(value);
  };

  nest.emit({
    around(depth, loops) {
      if (depth !== kept.length) {
        loops();
        return;
      }
      nest.emitter.constant(identity, dtype);
      code.set(total);
      compensation?.begin();
      loops();
      compensation?.end();
      if (last?.reduced) foldLanes(context, total, combine, dtype, nest.width);
      nest.emitter.store(access, dtype, nest, () => code.get(total));
    },
    body: accumulate,
  });
}

export const identityOf = (identity: number, dtype: DType): number =>
  dtype === "int32" && !Number.isFinite(identity) ? Math.sign(identity) * 0x7fffffff : identity;

/**
 * Sums block by block: within a block additions are plain; its sum is added to `total` with the rounding error carried
 * along (Kahan 1965). One addition in a block's length costs more than a plain one.
 */
export class Compensation {
  private readonly code: Code;
  private readonly total: Local;
  private readonly lane: "f32x4" | "f64x2";
  private readonly block: Local;
  private readonly count: Local;
  private readonly carried: Local;
  /** The sum without compensation: what an infinite sum is, whose compensation is ∞ − ∞. */
  private readonly plain: Local;

  constructor({ code }: Context, total: Local, dtype: DType) {
    this.code = code;
    this.total = total;
    this.lane = dtype === "float64" ? "f64x2" : "f32x4";
    this.count = code.local("i32");
    [this.block, this.carried, this.plain] = [code.local("v128"), code.local("v128"), code.local("v128")];
  }

  begin(): void {
    const { code } = this;
    code.i32(0).set(this.count);
    for (const local of [this.block, this.carried, this.plain]) code.i32x4(0).set(local);
  }

  add(value: Local): void {
    const { code, block, count } = this;
    code.get(block).get(value).op(this.op("add")).set(block);
    code.get(count).i32(1).op("i32.add").tee(count);
    code
      .i32(blockSize - 1)
      .op("i32.and")
      .op("i32.eqz")
      .if(() => this.flush());
  }

  end(): void {
    this.flush();
    const { code, total, plain } = this;
    code.get(total).get(plain).get(total).get(total).op(this.op("eq")).op("v128.bitselect").set(total);
  }

  /** total ← total + block, block ← 0 */
  private flush(): void {
    const { code, total, block, carried, plain } = this;
    const next = code.local("v128");
    code.get(plain).get(block).op(this.op("add")).set(plain);
    code.get(block).get(carried).op(this.op("sub")).set(block);
    code.get(total).get(block).op(this.op("add")).set(next);
    code.get(next).get(total).op(this.op("sub")).get(block).op(this.op("sub")).set(carried);
    code.get(next).set(total);
    code.i32x4(0).set(block);
  }

  private op(name: "add" | "sub" | "eq"): Opcode {
    return `${this.lane}.${name}`;
  }
}

function staticMask(dtype: DType, lanes: number): number[] {
  const bytes = (dtype === "float64" ? 8 : 4) * lanes;
  return Array.from({ length: 16 }, (_, i) => (i < bytes ? 255 : 0));
}

/** Folds vectors into one, in the order in which `foldLanes` folds the lanes of one. */
export function foldVectors(code: Code, [first, ...others]: readonly Local[], combine: Opcode): Local {
  const pair = (left: Local, right: Local) => {
    code.get(left).get(right).op(combine).set(left);
  };
  if (others.length === 3) {
    pair(first, others[1]);
    pair(others[0], others[2]);
  }
  if (others.length > 0) pair(first, others[0]);
  return first;
}

/** Folds the lanes of a vector into all of them, halves first: the same order always. */
export function foldLanes(
  { code }: Pick<Context, "code">,
  vector: Local,
  combine: Opcode,
  dtype: DType,
  width = 4,
): void {
  const halves = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];
  const pairs = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11];
  if (dtype === "float64" || width === 4) {
    code.get(vector).get(vector).get(vector).shuffle(halves).op(combine).set(vector);
  }
  if (dtype !== "float64") code.get(vector).get(vector).get(vector).shuffle(pairs).op(combine).set(vector);
}
