/** Code that walks the rows of the data: tiles read in place, or picked by an order into a staging area. */
import { sizeOf } from "../../base/shape.ts";
import { bytesOf } from "./emit/context.ts";
import type { Code, Local } from "./encoder/code.ts";
import { header, type Leaf } from "./layout.ts";

export const rowBytes = ({ shape, dtype }: Leaf): number => sizeOf(shape) * bytesOf(dtype);

/** Bytes for rows outside a region: the last vector of a pass may reach lanes that hold no row any more. */
export const roomForRows = (leaf: Leaf, rows: number): number => (rows + 3) * rowBytes(leaf) + 16;

/** The rows of one batch: `count` of them, in place from `row` on, or picked by the order from `entry` on. */
export interface BatchLocals {
  readonly count: Local;
  readonly row: Local;
  readonly order: Local;
  readonly entry: Local;
}

export interface DataRows {
  readonly leaves: readonly Leaf[];
  /** Offsets in the region of the staging areas, one a leaf. */
  readonly staging: readonly number[];
}

/** Pushes, for each leaf, the address of row `row` where it lies. */
export function pushRowsInPlace(code: Code, region: Local, { leaves }: DataRows, row: Local): void {
  leaves.forEach((leaf, i) => {
    code.get(region).load("i32.load", header.data + 4 * i);
    code.get(row).i32(rowBytes(leaf)).op("i32.mul").op("i32.add");
  });
}

/** Pushes the addresses of the staging areas. */
export function pushStaging(code: Code, region: Local, { staging }: DataRows): void {
  for (const offset of staging) code.get(region).i32(offset).op("i32.add");
}

/** Copies `count` rows into the staging areas: those that the order names from address `order` on. */
export function emitPick(code: Code, region: Local, data: DataRows, order: Local, count: Local): void {
  data.leaves.forEach((leaf, i) => {
    const bytes = rowBytes(leaf);
    const base = code.local("i32");
    const to = code.local("i32");
    const entry = code.local("i32");
    const end = code.local("i32");
    const from = code.local("i32");
    code
      .get(region)
      .load("i32.load", header.data + 4 * i)
      .set(base);
    code.get(region).i32(data.staging[i]).op("i32.add").set(to);
    code.get(order).set(entry);
    code.get(order).get(count).i32(4).op("i32.mul").op("i32.add").set(end);
    code.loop((top) => {
      code.get(base).get(entry).load("i32.load").i32(bytes).op("i32.mul").op("i32.add").set(from);
      emitCopy(code, from, to, bytes);
      code.get(to).i32(bytes).op("i32.add").set(to);
      code.get(entry).i32(4).op("i32.add").tee(entry).get(end).op("i32.lt_u").brIf(top);
    });
  });
}

/** Copies longer than this many bytes are a loop. */
const unrolled = 128;

/** Copies one row; the last vector may write past its end, where the next row will be written. */
function emitCopy(code: Code, from: Local, to: Local, bytes: number): void {
  if (bytes === 4) {
    code.get(to).get(from).load("i32.load").store("i32.store");
    return;
  }
  if (bytes <= unrolled) {
    for (let at = 0; at < bytes; at += 16) code.get(to).get(from).load("v128.load", at).store("v128.store", at);
    return;
  }
  const at = code.local("i32");
  code.i32(0).set(at);
  code.loop((top) => {
    code.get(to).get(at).op("i32.add").get(from).get(at).op("i32.add").load("v128.load").store("v128.store");
    code.get(at).i32(16).op("i32.add").tee(at).i32(bytes).op("i32.lt_u").brIf(top);
  });
}
