import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
export type RoutineName = "exp" | "expm1" | "log" | "log1p" | "tanh" | "sin" | "cos" | "pow";
export class RoutineSet {
  constructor(module: ModuleBuilder) {
    void module;
  }
  get(name: RoutineName, lanes: "f32x4" | "f64x2"): FunctionReference {
    throw new Error(`${name} ${lanes}`);
  }
}
