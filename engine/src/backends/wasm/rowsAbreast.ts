/** Rows for several descents side by side: a row of each, transposed so that equal places lie in one vector. */
import { sizeOf } from "../../base/shape.ts";
import { bytesOf } from "./emit/context.ts";
import type { Code, Local } from "./encoder/code.ts";
import type { Leaf } from "./layout.ts";
import { rowBytes } from "./rows.ts";

export interface PickAbreast {
  /** Pushes the address of row 0. */
  readonly base: () => void;
  /** For each lane, the address of the number of its row. */
  readonly entries: readonly Local[];
  readonly to: { readonly region: Local; readonly offset: number };
}

/** Copies longer than so many vectors of a row are a loop. */
const unrolled = 8;

export function emitPickAbreast(code: Code, leaf: Leaf, { base, entries, to }: PickAbreast): void {
  const bytes = rowBytes(leaf);
  const rows = entries.map((entry) => {
    const row = code.local("i32");
    base();
    code.get(entry).load("i32.load").i32(bytes).op("i32.mul").op("i32.add").set(row);
    return row;
  });
  const size = sizeOf(leaf.shape);
  const wide = bytesOf(leaf.dtype) === 8;
  // Two lanes of words of 32 bits are half a vector: such leaves (class ids beside float64) are short.
  if (!wide && entries.length === 2) {
    for (let i = 0; i < size; i++) pickPair(code, rows, 4 * i, to.region, to.offset + 8 * i);
    return;
  }
  const perVector = wide ? 2 : 4;
  const whole = Math.floor(size / perVector);
  const rest = size - whole * perVector;
  if (whole <= unrolled) {
    for (let block = 0; block < whole; block++) {
      transpose(code, rows, { from: 16 * block, region: to.region, to: to.offset + 16 * perVector * block });
    }
  } else {
    const [at, target] = [code.local("i32"), code.local("i32")];
    code.get(to.region).set(target).i32(0).set(at);
    code.loop((top) => {
      transpose(code, rows, { from: 0, region: target, to: to.offset });
      for (const row of rows) code.get(row).i32(16).op("i32.add").set(row);
      code
        .get(target)
        .i32(16 * perVector)
        .op("i32.add")
        .set(target);
      code.get(at).i32(1).op("i32.add").tee(at).i32(whole).op("i32.lt_u").brIf(top);
    });
    for (const row of rows)
      code
        .get(row)
        .i32(-16 * whole)
        .op("i32.add")
        .set(row);
  }
  if (rest === 0) return;
  const tail = { from: 16 * whole, region: to.region, to: to.offset + 16 * perVector * whole };
  if (rest === 1) pickOne(code, rows, wide, tail);
  else transpose(code, rows, tail, rest);
}

interface Move {
  readonly from: number;
  readonly region: Local;
  readonly to: number;
}

/** A vector of every row becomes as many vectors of one place each, the first `count` of which are stored. */
function transpose(code: Code, rows: readonly Local[], { from, region, to }: Move, count = rows.length): void {
  const load = (row: Local) => {
    const vector = code.local("v128");
    code.get(row).load("v128.load", from).set(vector);
    return vector;
  };
  const vectors = rows.map(load);
  const mixed = (left: Local, right: Local, elements: readonly number[], bytes: number) => {
    const vector = code.local("v128");
    code.get(left).get(right);
    code.shuffle(elements.flatMap((element) => Array.from({ length: bytes }, (_, i) => element * bytes + i)));
    code.set(vector);
    return vector;
  };
  const store = (vector: Local, place: number) => {
    if (place < count)
      code
        .get(region)
        .get(vector)
        .store("v128.store", to + 16 * place);
  };
  if (vectors.length === 2) {
    store(mixed(vectors[0], vectors[1], [0, 2], 8), 0);
    store(mixed(vectors[0], vectors[1], [1, 3], 8), 1);
    return;
  }
  const [low02, low13] = [
    mixed(vectors[0], vectors[2], [0, 4, 1, 5], 4),
    mixed(vectors[1], vectors[3], [0, 4, 1, 5], 4),
  ];
  store(mixed(low02, low13, [0, 4, 1, 5], 4), 0);
  store(mixed(low02, low13, [2, 6, 3, 7], 4), 1);
  if (count <= 2) return;
  const [high02, high13] = [
    mixed(vectors[0], vectors[2], [2, 6, 3, 7], 4),
    mixed(vectors[1], vectors[3], [2, 6, 3, 7], 4),
  ];
  store(mixed(high02, high13, [0, 4, 1, 5], 4), 2);
  store(mixed(high02, high13, [2, 6, 3, 7], 4), 3);
}

/** One place of every row, lane by lane. */
function pickOne(code: Code, rows: readonly Local[], wide: boolean, { from, region, to }: Move): void {
  const vector = code.local("v128");
  rows.forEach((row, lane) => {
    code.get(row);
    if (lane === 0) code.load(wide ? "v128.load64_zero" : "v128.load32_zero", from);
    else code.get(vector).loadLane(wide ? "v128.load64_lane" : "v128.load32_lane", lane, from);
    code.set(vector);
  });
  code.get(region).get(vector).store("v128.store", to);
}

/** A word of each of two rows. */
function pickPair(code: Code, rows: readonly Local[], from: number, region: Local, to: number): void {
  rows.forEach((row, lane) => {
    code
      .get(region)
      .get(row)
      .load("i32.load", from)
      .store("i32.store", to + 4 * lane);
  });
}
