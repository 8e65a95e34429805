/** Columns to the rows of x: the one place where a cell becomes numbers, for training and prediction alike. */
import type { NumberColumn, TextColumn } from "./columns.ts";
import type { ColumnEncoding, EncodedFeature } from "./encoder.ts";
import type { UsableColumn } from "./features.ts";

/** A cell that cannot become numbers. */
export type Gap = "missing" | "unknown-level";

/** A column together with its encoding: what each row writes into x. */
interface Writer {
  readonly column: string;
  readonly width: number;
  /** Why the cell of this row cannot be encoded, or undefined. */
  gap(row: number): Gap | undefined;
  /** Writes the row's numbers, not scaled yet. Only for rows without a gap. */
  write(row: number, into: Float64Array, at: number): void;
}

/** Pairs encodings with the columns they were learned from, or with columns of the same names of another table. */
export function writers(encodings: readonly ColumnEncoding[], columns: readonly UsableColumn[]): Writer[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return encodings.flatMap((encoding) => {
    const column = byName.get(encoding.name);
    if (encoding.kind === "number" && column?.kind === "number") return [numberWriter(column, encoding.fill)];
    if (encoding.kind === "text" && column?.kind === "text") {
      return [textWriter(column, encoding.levels, encoding.fill)];
    }
    return [];
  });
}

function numberWriter({ name, values }: NumberColumn, fill: number | null): Writer {
  return {
    column: name,
    width: 1,
    gap: (row) => (fill === null && Number.isNaN(values[row]) ? "missing" : undefined),
    write(row, into, at) {
      into[at] = fill !== null && Number.isNaN(values[row]) ? fill : values[row];
    },
  };
}

function textWriter(column: TextColumn, levels: readonly string[], fill: readonly number[] | null): Writer {
  const known = new Map(levels.map((level, position) => [level, position]));
  const positions = column.levels.map((level) => known.get(level) ?? -1);
  return {
    column: column.name,
    width: levels.length - 1,
    gap(row) {
      const code = column.codes[row];
      if (code < 0) return fill === null ? "missing" : undefined;
      return positions[code] < 0 ? "unknown-level" : undefined;
    },
    write(row, into, at) {
      const code = column.codes[row];
      for (let level = 1; level < levels.length; level++) {
        const share = code < 0 && fill !== null ? fill[level] : Number(positions[code] === level);
        into[at + level - 1] = share;
      }
    },
  };
}

/** The rows as numbers, row after row, not scaled yet. */
export function rawMatrix(columns: readonly Writer[], rows: Int32Array): Float64Array {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const x = new Float64Array(rows.length * width);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      column.write(row, x, at);
      at += column.width;
    }
  }
  return x;
}

/** (raw − mean) / scale, in place. */
export function scaleRows(x: Float64Array, features: readonly EncodedFeature[]): Float64Array {
  for (let at = 0; at < x.length; at += features.length) {
    for (let index = 0; index < features.length; index++) {
      const { mean, scale } = features[index];
      x[at + index] = (x[at + index] - mean) / scale;
    }
  }
  return x;
}
