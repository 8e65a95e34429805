/** Folds. Long sums carry the rounding error of each addition along (Kahan), so that size costs no digits. */
import type { DType } from "../../../base/dtype.ts";
import { NablaError } from "../../../base/errors.ts";
import type { ReduceKernel } from "../../../lower/kernel.ts";
import { table } from "../../../ops/table.ts";
import type { Local } from "../encoder/code.ts";
import type { Opcode } from "../encoder/opcodes.ts";
import { mergedAxes } from "./axes.ts";
import type { Context } from "./context.ts";
import { Nest, type Tail } from "./nest.ts";

/** Longer sums, in additions per lane, are compensated. */
const plainSum = 64;

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
  const identity =
    dtype === "int32" && !Number.isFinite(row.identity) ? Math.sign(row.identity) * 0x7fffffff : row.identity;
  const additions =
    folded.reduce((count, { extent }) => count * Math.abs(extent), 1) / (last?.reduced ? nest.width : 1);
  const compensated = kernel.op === "sum" && dtype !== "int32" && additions > plainSum;

  const total = code.local("v128");
  const carried = code.local("v128");
  /** The sum without compensation: what an infinite sum is, whose compensation is ∞ − ∞. */
  const plain = code.local("v128");
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
    if (!compensated) {
      code.get(total).get(value).op(combine).set(total);
      return;
    }
    const next = code.local("v128");
    code.get(plain).get(value).op(combine).set(plain);
    code
      .get(value)
      .get(carried)
      .op(`${lane}.sub` as Opcode)
      .set(value);
    code
      .get(total)
      .get(value)
      .op(`${lane}.add` as Opcode)
      .set(next);
    code
      .get(next)
      .get(total)
      .op(`${lane}.sub` as Opcode)
      .get(value)
      .op(`${lane}.sub` as Opcode)
      .set(carried);
    code.get(next).set(total);
  };

  nest.emit({
    around(depth, loops) {
      if (depth !== kept.length) {
        loops();
        return;
      }
      nest.emitter.constant(identity, dtype);
      code.set(total);
      if (compensated) {
        nest.emitter.constant(0, dtype);
        code.tee(carried).set(plain);
      }
      loops();
      if (compensated) {
        code.get(total).get(plain).get(total).get(total);
        code
          .op(`${lane}.eq` as Opcode)
          .op("v128.bitselect")
          .set(total);
      }
      if (last?.reduced) foldLanes(context, total, combine, dtype, nest.width);
      nest.emitter.store(access, dtype, nest, () => code.get(total));
    },
    body: accumulate,
  });
}

function staticMask(dtype: DType, lanes: number): number[] {
  const bytes = (dtype === "float64" ? 8 : 4) * lanes;
  return Array.from({ length: 16 }, (_, i) => (i < bytes ? 255 : 0));
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
