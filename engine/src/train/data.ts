/** The user's rows, checked and flattened: what `descend`, `compare` and `predict` accept as x and y. */

import type { Leaf } from "../backends/wasm/layout.ts";
import { allocate, type DType, dtypeOf, type FloatDType } from "../base/dtype.ts";
import { DataError, ShapeError } from "../base/errors.ts";
import { isNDArray, type NDArray } from "../base/ndarray.ts";
import { type Shape, showShape, sizeOf } from "../base/shape.ts";
import { requireClassId } from "../learn/losses/targets.ts";
import { HeldRows } from "./dataset.ts";

/** Numbers with one entry a row: nested arrays, a typed array, or an array with its shape. */
export type Rows = readonly number[] | readonly Rows[] | NDArray | Float32Array | Float64Array | Int32Array;

/** One data leaf: `rows` times a tensor of shape `leaf.shape`, row-major. */
export interface Table {
  readonly rows: number;
  readonly leaf: Leaf;
  readonly data: ArrayLike<number>;
  /** Where the data lies in memory already. */
  readonly held?: HeldRows;
}

/** Reads x or y. Flat arrays have one number a row, or `data.length / rows` when `rows` is given. */
export function tableOf(name: string, value: Rows, rows?: number): Table {
  const { shape, data, dtype } = flat(name, value);
  if (value instanceof HeldRows) return { rows: shape[0], leaf: { shape: shape.slice(1), dtype }, data, held: value };
  if (shape.length === 1 && rows !== undefined && rows > 0 && shape[0] !== rows && shape[0] % rows === 0) {
    return { rows, leaf: { shape: [shape[0] / rows], dtype }, data };
  }
  return { rows: shape[0], leaf: { shape: shape.slice(1), dtype }, data };
}

/** New rows for what is known to take rows of this shape: a flat array holds them one after the other. */
export function tableOfRows(name: "x" | "y", value: Rows, row: Shape): Table {
  const { shape, data, dtype } = flat(name, value);
  const size = sizeOf(row);
  const isFlat = shape.length === 1 && shape[0] % size === 0;
  return isFlat
    ? { rows: shape[0] / size, leaf: { shape: row, dtype }, data }
    : { rows: shape[0], leaf: { shape: shape.slice(1), dtype }, data };
}

function flat(name: string, value: Rows): { shape: Shape; data: ArrayLike<number>; dtype: DType } {
  if (isNDArray(value)) {
    if (sizeOf(value.shape) !== value.data.length) {
      throw new ShapeError(
        "data-size-mismatch",
        `${name} has shape ${showShape(value.shape)}, which needs ${sizeOf(value.shape)} numbers; ` +
          `its data has ${value.data.length}`,
        { name, shape: value.shape, length: value.data.length },
      );
    }
    return { shape: value.shape, data: value.data, dtype: dtypeOf(value.data) ?? "float64" };
  }
  if (ArrayBuffer.isView(value)) {
    const array = value as Float64Array;
    return { shape: [array.length], data: array, dtype: dtypeOf(array) ?? "float64" };
  }
  const shape = nestedShape(name, value);
  const data = new Float64Array(sizeOf(shape));
  let next = 0;
  const fill = (part: unknown): void => {
    if (typeof part === "number") data[next++] = part;
    else for (const child of part as readonly unknown[]) fill(child);
  };
  fill(value);
  return { shape, data, dtype: "float64" };
}

function nestedShape(name: string, value: unknown): number[] {
  const shape: number[] = [];
  for (let part = value; Array.isArray(part) || ArrayBuffer.isView(part); part = (part as unknown[])[0]) {
    shape.push((part as unknown[]).length);
  }
  const check = (part: unknown, depth: number, path: string): void => {
    if (depth === shape.length) {
      if (typeof part !== "number") throw notANumber(name, part, path);
      return;
    }
    const children = part as readonly unknown[];
    if (!(Array.isArray(part) || ArrayBuffer.isView(part)) || children.length !== shape[depth]) {
      throw new ShapeError(
        "ragged-data",
        `${name}${path} has ${Array.isArray(part) ? `${part.length} entries` : `the value ${String(part)}`} where ` +
          `${shape[depth]} entries stand in the first row; every row must have the same shape`,
        { name, path, expected: shape[depth], got: Array.isArray(part) ? part.length : String(part) },
      );
    }
    for (let i = 0; i < children.length; i++) check(children[i], depth + 1, `${path}[${i}]`);
  };
  if (!Array.isArray(value)) throw notANumber(name, value, "");
  check(value, 0, "");
  return shape;
}

const notANumber = (name: string, value: unknown, path: string): DataError =>
  new DataError("not-a-number", `${name}${path} is ${JSON.stringify(value) ?? typeof value}; expected a number`, {
    name,
    path,
    value: String(value),
  });

/** Throws when a value is not finite: such a row would make every loss NaN. */
export function requireFinite(name: string, { data, leaf, rows }: Table): void {
  const width = data.length / Math.max(rows, 1);
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    const row = Math.floor(i / width);
    const column = i - row * width;
    const at = leaf.shape.length === 0 ? `${name}[${row}]` : `${name}[${row}][${column}]`;
    throw new DataError("data-not-finite", `${at} is ${data[i]}; every value must be a finite number`, {
      name,
      row,
      column,
      value: String(data[i]),
    });
  }
}

/**
 * Class ids as int32, checked to be whole numbers from 0 on, or the id `ignored`; returns how many classes there are.
 */
export function classIds(table: Table, classes?: number, ignored?: number): { table: Table; classes: number } {
  const ids = new Int32Array(table.data.length);
  let largest = -1;
  for (let i = 0; i < ids.length; i++) {
    const id = table.data[i];
    if (id === ignored) {
      ids[i] = id;
      continue;
    }
    requireClassId("y", i, id, classes);
    ids[i] = id;
    if (id > largest) largest = id;
  }
  return {
    table: { rows: table.rows, data: ids, leaf: { ...table.leaf, dtype: "int32" } },
    classes: classes ?? largest + 1,
  };
}

/** The same numbers in another dtype. */
export function converted(table: Table, dtype: DType): Table {
  if (table.leaf.dtype === dtype) return table;
  const data = allocate(dtype, table.data.length);
  data.set(table.data);
  return { rows: table.rows, data, leaf: { ...table.leaf, dtype } };
}

export const asFloat = (table: Table, dtype: FloatDType): Table => converted(table, dtype);
