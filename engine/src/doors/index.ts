/** `nabla`: mathematics on tensors, and its derivatives. Everything here takes tensors and numbers alike. */
export type { DType } from "../base/dtype.ts";
export { DataError, DTypeError, NablaError, OptionError, ShapeError, TracedValueError } from "../base/errors.ts";
export type { NDArray } from "../base/ndarray.ts";
export type { Tree } from "../base/tree.ts";
export { type CheckOptions, checkGradient, type GradientReport } from "../jit/check.ts";
export type { GradientRule } from "../trace/customGradient.ts";
export { type Operand, type ReduceOptions, Tensor } from "../trace/tensor.ts";
export * from "./functions.ts";
export * from "./transformations.ts";
export type { ArrayValue, AtRest, Like, NestedArray } from "./values.ts";
