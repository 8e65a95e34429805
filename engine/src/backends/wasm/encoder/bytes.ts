/** Bytes of the binary format: variable-length integers, floats, names. */

/** Unsigned LEB128, written at the end of `bytes`. */
export function pushUnsigned(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Signed LEB128 of a 32-bit integer, written at the end of `bytes`. */
export function pushSigned(bytes: number[], value: number): void {
  let rest = value;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 127) | 128);
    rest >>= 7;
  }
  bytes.push(rest & 127);
}

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  pushUnsigned(bytes, value);
  return bytes;
}

/** Signed LEB128 of a 64-bit integer. */
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    const done = (rest === 0n && (low & 64) === 0) || (rest === -1n && (low & 64) !== 0);
    bytes.push(done ? low : low + 128);
    if (done) return bytes;
  }
}

export const float32 = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)];
export const float64 = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];

/** A name: its length, then UTF-8. */
export function name(text: string): number[] {
  const bytes = [...new TextEncoder().encode(text)];
  return [...unsigned(bytes.length), ...bytes];
}

/** A vector: its length, then its items. */
export const vector = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
