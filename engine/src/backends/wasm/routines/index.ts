/**
 * Vector mathematics the instruction set lacks: functions (v128) -> v128, added to a module when first asked for. Only
 * + − × ÷, comparisons and integer instructions are used, so every host gives the same bits, and no lane influences
 * another. float32 is computed in float64 and rounded once.
 */
import type { Code } from "../encoder/code.ts";
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import { exp, expm1, tanh } from "./exponential.ts";
import { log, log1p } from "./logarithm.ts";
import { pow } from "./power.ts";
import { addHugeReduction, trigonometric } from "./trigonometric.ts";

export type RoutineName = "exp" | "expm1" | "log" | "log1p" | "tanh" | "sin" | "cos" | "pow";
export type RoutineLanes = "f32x4" | "f64x2";

/** Emits the body of each routine in float64; asks the set for others that it calls. */
const bodies: Record<RoutineName, (code: Code, set: RoutineSet) => void> = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sin: (code, set) => trigonometric(code, 0, set.hugeReduction()),
  cos: (code, set) => trigonometric(code, 1, set.hugeReduction()),
  pow,
};

/** The routines of one module. */
export class RoutineSet {
  private readonly module: ModuleBuilder;
  private readonly made = new Map<string, FunctionReference>();
  private reduction: FunctionReference | undefined;

  constructor(module: ModuleBuilder) {
    this.module = module;
  }

  get(name: RoutineName, lanes: RoutineLanes): FunctionReference {
    const key = `${name}.${lanes}`;
    let reference = this.made.get(key);
    if (reference === undefined) {
      reference = this.module.declare(key, name === "pow" ? ["v128", "v128"] : ["v128"], ["v128"]);
      this.made.set(key, reference);
      this.define(reference, name, lanes);
    }
    return reference;
  }

  hugeReduction(): FunctionReference {
    this.reduction ??= addHugeReduction(this.module);
    return this.reduction;
  }

  private define(reference: FunctionReference, name: RoutineName, lanes: RoutineLanes): void {
    if (lanes === "f64x2") {
      this.module.define(reference, (code) => bodies[name](code, this));
      return;
    }
    const wide = this.get(name, "f64x2");
    this.module.define(reference, (code) => inDoublePrecision(code, wide));
  }
}

/** Two lanes at a time in float64, each rounded once to float32. */
function inDoublePrecision(code: Code, wide: FunctionReference): void {
  const upper = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
  const argument = (i: number) => code.get(code.parameter(i));
  wide.parameters.forEach((_, i) => {
    argument(i).op("f64x2.promote_low_f32x4");
  });
  code.call(wide).op("f32x4.demote_f64x2_zero");
  wide.parameters.forEach((_, i) => {
    argument(i);
    argument(i).shuffle(upper).op("f64x2.promote_low_f32x4");
  });
  code.call(wide).op("f32x4.demote_f64x2_zero");
  code.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
}
