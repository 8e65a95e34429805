/** Types of values and of functions. */

export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

export const valueTypes: Record<ValueType, number> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** A function by its place in the module. */
export interface FunctionReference {
  readonly index: number;
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A constant that lives beside the code instead of in it. */
export interface ConstantReference {
  readonly index: number;
}
