/** Element types: which exist, how they are stored, how they combine. */

export type DType = "float32" | "float64" | "int32" | "bool";
export type FloatDType = "float32" | "float64";

/** Storage of a value of each dtype. A bool is stored as an int32: 0 or 1. */
export type NumericArray = Float32Array | Float64Array | Int32Array | Uint8Array;

export const byteSize: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 4 };

export const isFloat = (dtype: DType): dtype is FloatDType => dtype === "float32" || dtype === "float64";

/** A new zeroed array that holds `length` elements of `dtype`. */
export function allocate(dtype: DType, length: number): Float32Array | Float64Array | Int32Array {
  switch (dtype) {
    case "float32":
      return new Float32Array(length);
    case "float64":
      return new Float64Array(length);
    default:
      return new Int32Array(length);
  }
}

/** The dtype that a typed array holds, or undefined when nabla has none for it. */
export function dtypeOf(array: ArrayBufferView): DType | undefined {
  if (array instanceof Float32Array) return "float32";
  if (array instanceof Float64Array) return "float64";
  if (array instanceof Int32Array) return "int32";
  if (array instanceof Uint8Array) return "bool";
  return undefined;
}
