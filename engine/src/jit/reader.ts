/** Reading values at rest that fit a pattern, without making anything: the fast way of a call. */
import { type DType, dtypeOf, type NumericArray } from "../base/dtype.ts";
import { DTypeError } from "../base/errors.ts";
import { isNDArray } from "../base/ndarray.ts";
import { type Shape, sameShape, sizeOf } from "../base/shape.ts";
import { isPlainObject } from "../base/tree.ts";
import { type LeafPattern, leavesOf, type Pattern } from "./pattern.ts";

/** Room for the numbers of a leaf, where they do not lie in an array already. */
const bufferOf = ({ kind, shape, dtype }: LeafPattern): number[] | null =>
  kind === "scalar" || kind === "nested" ? new Array<number>(sizeOf(shape)).fill(dtype === "bool" ? 0 : 0.5) : null;

/**
 * Reads a value that may fit the pattern: whether it does, with its numbers in `slots` from `first` on. Plain numbers
 * are written into the buffers there; arrays are put there as they are.
 */
export class Reader {
  readonly slots: ArrayLike<number>[];
  readonly #patterns: readonly Pattern[];
  readonly #buffers: readonly (number[] | null)[];
  #next = 0;

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
    this.#buffers = patterns.flatMap(leavesOf).map(bufferOf);
    this.slots = this.#buffers.map((buffer) => buffer ?? []);
  }

  read(values: readonly unknown[]): boolean {
    this.#next = 0;
    const patterns = this.#patterns;
    for (let i = 0; i < patterns.length; i++) if (!this.#visit(patterns[i], values[i])) return false;
    return true;
  }

  #visit(pattern: Pattern, value: unknown): boolean {
    switch (pattern.kind) {
      case "scalar":
        return this.#scalar(pattern.dtype, value);
      case "nested":
        return this.#nested(pattern, value);
      case "typed":
        return this.#typed(pattern, value);
      case "ndarray":
        return isNDArray(value) && sameShape(value.shape, pattern.shape) && this.#typed(pattern, value.data);
      case "array":
        return (
          Array.isArray(value) &&
          value.length === pattern.children.length &&
          pattern.children.every((child, i) => this.#visit(child, value[i]))
        );
      default:
        return (
          isPlainObject(value) &&
          !isNDArray(value) &&
          Object.keys(value).length === pattern.keys.length &&
          pattern.children.every(
            (child, i) => Object.hasOwn(value, pattern.keys[i]) && this.#visit(child, value[pattern.keys[i]]),
          )
        );
    }
  }

  #scalar(dtype: DType, value: unknown): boolean {
    if (typeof value !== (dtype === "bool" ? "boolean" : "number")) return false;
    const buffer = this.#buffers[this.#next++];
    if (buffer !== null) buffer[0] = Number(value);
    return true;
  }

  #nested({ shape, dtype }: LeafPattern, value: unknown): boolean {
    const buffer = this.#buffers[this.#next++];
    return buffer !== null && fill(buffer, 0, value, shape, 0, dtype === "bool") >= 0;
  }

  #typed({ shape, dtype }: LeafPattern, value: unknown): boolean {
    if (!ArrayBuffer.isView(value) || dtypeOf(value) !== dtype) return false;
    const data = value as NumericArray;
    if (data.length !== sizeOf(shape)) return false;
    if (dtype === "bool") requireTruthValues(data);
    this.slots[this.#next++] = data;
    return true;
  }
}

/** Writes nested arrays into a flat one and returns the place after them, or −1 where they do not fit the shape. */
function fill(to: number[], at: number, value: unknown, shape: Shape, axis: number, truth: boolean): number {
  if (!Array.isArray(value) || value.length !== shape[axis]) return -1;
  let place = at;
  if (axis === shape.length - 1) {
    for (const each of value as readonly unknown[]) {
      if (truth ? typeof each !== "boolean" : typeof each !== "number") return -1;
      to[place++] = Number(each);
    }
    return place;
  }
  for (const each of value as readonly unknown[]) {
    place = fill(to, place, each, shape, axis + 1, truth);
    if (place < 0) return -1;
  }
  return place;
}

function requireTruthValues(data: NumericArray): void {
  const place = data.findIndex((value: number) => value > 1);
  if (place === -1) return;
  throw new DTypeError(
    "bytes-are-not-truth-values",
    `A Uint8Array holds truth values, 0 or 1, but element ${place} is ${data[place]}. For bytes that are numbers use ` +
      "Float32Array.from(bytes) or Int32Array.from(bytes).",
    { place, value: data[place] },
  );
}
