/** The few operations on flat float64 vectors that minimisers and diagnostics are written in. */

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** ‖a‖₂ */
export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** a + scale·b, a new vector. */
export function addScaled(a: Float64Array, scale: number, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i] + scale * b[i];
  return result;
}

/** a ← a + scale·b */
export function accumulate(a: Float64Array, scale: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] += scale * b[i];
}

export const scaled = (scale: number, a: Float64Array): Float64Array => a.map((value) => scale * value);

export const allFinite = (a: Float64Array): boolean => a.every((value) => Number.isFinite(value));

/** Parameters leaf by leaf as one vector. */
export function flattened(parts: readonly Float64Array[]): Float64Array {
  const flat = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    flat.set(part, start);
    start += part.length;
  }
  return flat;
}
