/**
 * The fold of a contiguous axis for several functions side by side. Alone, lane l of a vector folds the elements l,
 * l + width, … and the lanes are folded at the end; here a vector does what a lane does there, and no bit differs.
 */
import { NablaError } from "../../../base/errors.ts";
import type { Expression, ReduceKernel } from "../../../lower/kernel.ts";
import { table } from "../../../ops/table.ts";
import type { Opcode } from "../encoder/opcodes.ts";
import { mergedAxes } from "./axes.ts";
import type { Context } from "./context.ts";
import { isWide, Nest } from "./nest.ts";
import { Compensation, foldVectors, identityOf, plainSum } from "./reduce.ts";

const axesOf = (kernel: ReduceKernel) => mergedAxes(kernel.domain, kernel.reduced, [kernel.store]);

/** Does this fold, where it runs alone, fold the lanes of a vector? Otherwise a wider vector is all it takes. */
export const foldsLanes = (kernel: ReduceKernel): boolean =>
  kernel.lanes !== undefined && axesOf(kernel).at(-2)?.reduced === true;

/** Whether a fold can run for several functions side by side: over one axis, as it lies in memory. */
export const canFoldAbreast = (kernel: ReduceKernel): boolean =>
  !foldsLanes(kernel) || axesOf(kernel).filter(({ reduced }) => reduced).length === 1;

export function emitReduceAbreast(context: Context, kernel: ReduceKernel): void {
  const merged = axesOf(kernel);
  const { code } = context;
  const { expression, access } = kernel.store;
  const { dtype } = expression;
  const row = table[kernel.op];
  if (row.kind !== "reduce") throw new NablaError("internal", `${kernel.op} is not a reduction`);
  const lane = dtype === "float64" ? "f64x2" : dtype === "float32" ? "f32x4" : "i32x4";
  const combine = `${lane}.${dtype === "int32" ? row.wasm.int32 : row.wasm.float}` as Opcode;
  const [folded, lanes] = merged.slice(-2);
  const outer = [lanes, ...merged.slice(0, -2)];
  const width = isWide(expression) ? 2 : 4;
  const whole = Math.floor(folded.extent / width);
  const rest = folded.extent % width;
  const stores = (count: number, from: number, step: number) =>
    Array.from({ length: count }, (_, part) => ({
      access,
      expression: along(expression, folded.domain, from + part, step),
    }));
  const inWhole = whole === 0 ? [] : stores(width, 0, width);
  const inRest = stores(rest, whole * width, 0);
  const loops = whole === 0 ? outer : [...outer, { ...folded, extent: whole }];
  const nest = new Nest(context, loops, 0, [...inWhole, ...inRest]);

  const identity = () => nest.emitter.constant(identityOf(row.identity, dtype), dtype);
  const totals = Array.from({ length: width }, () => code.local("v128"));
  const compensated = kernel.op === "sum" && dtype !== "int32" && folded.extent / width > plainSum;
  const compensations = compensated ? totals.map((total) => new Compensation(context, total, dtype)) : [];
  const accumulate = (read: readonly { readonly expression: Expression }[]) =>
    totals.forEach((total, part) => {
      const value = code.local("v128");
      if (part < read.length) nest.push(read[part].expression);
      else identity();
      code.set(value);
      if (compensated) compensations[part].add(value);
      else code.get(total).get(value).op(combine).set(total);
    });
  nest.emit({
    around(depth, body) {
      if (depth !== outer.length) {
        body();
        return;
      }
      for (const total of totals) {
        identity();
        code.set(total);
      }
      for (const compensation of compensations) compensation.begin();
      body();
      if (rest > 0) accumulate(inRest);
      for (const compensation of compensations) compensation.end();
      const total = foldVectors(code, totals, combine);
      nest.emitter.store(access, dtype, nest, () => code.get(total));
    },
    body: () => {
      if (whole > 0) accumulate(inWhole);
    },
  });
}

/** An expression at every `step`th place of an axis, from place `from` on. */
function along(expression: Expression, axis: number, from: number, step: number): Expression {
  const seen = new Map<Expression, Expression>();
  const moved = (current: Expression): Expression => {
    switch (current.kind) {
      case "load": {
        const { value, strides, offset } = current.access;
        const access = {
          value,
          strides: strides.with(axis, strides[axis] * step),
          offset: offset + strides[axis] * from,
        };
        return { ...current, access };
      }
      case "index": {
        if (current.axis !== axis) return current;
        const offset = current.offset + current.scale * from;
        return { ...current, axis: step === 0 ? -1 : axis, scale: current.scale * step, offset };
      }
      case "apply":
        return { ...current, inputs: current.inputs.map(visit) };
      default:
        return current;
    }
  };
  const visit = (current: Expression): Expression => {
    let made = seen.get(current);
    if (made === undefined) {
      made = moved(current);
      seen.set(current, made);
    }
    return made;
  };
  return visit(expression);
}
