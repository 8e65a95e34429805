/**
 * Vector mathematics the instruction set lacks: functions (v128) -> v128, pow (v128, v128) -> v128, added to a module
 * when first asked for. Only + − × ÷ √, comparisons and integer instructions are used, so every host gives the same
 * bits, and no lane influences another.
 *
 * Largest errors found, in units of the last place: float64 at 300 000 arguments over all exponents and around where
 * methods change, against 320-bit truth; float32 at every 127th bit pattern against float64 (pow: 15 000 arguments).
 *
 *            exp   expm1  log   log1p  tanh  sin   cos   pow
 *   float64  0.76  1.09   0.76  0.79   1.50  0.77  0.75  0.76
 *   float32  0.76  1.09   0.83  0.83   1.50  1.53  1.52  0.51
 */
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import { exp, expm1, tanh } from "./exponential.ts";
import { addHugeReduction } from "./hugeReduction.ts";
import { log, log1p } from "./logarithm.ts";
import { pow } from "./power.ts";
import { cos, sin } from "./trigonometric.ts";
import { Formula, type RoutineLanes, type RoutineName, type Routines } from "./vector.ts";

export type { RoutineLanes, RoutineName } from "./vector.ts";

/** Emits the body of each routine; asks the set for others that it calls. */
const bodies: Record<RoutineName, (f: Formula, set: Routines) => void> = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sin,
  cos,
  pow,
};

/** The routines of one module. */
export class RoutineSet implements Routines {
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
      this.module.define(reference, (code) => bodies[name](new Formula(code, this.module, lanes), this));
    }
    return reference;
  }

  hugeReduction(): FunctionReference {
    this.reduction ??= addHugeReduction(this.module);
    return this.reduction;
  }
}
