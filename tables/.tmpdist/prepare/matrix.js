/** Pairs encodings with the columns they were learned from, or with columns of the same names of another table. */
export function writers(encodings, columns) {
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
function numberWriter({ name, values }, fill) {
  return {
    column: name,
    width: 1,
    gap: (row) => (fill === null && Number.isNaN(values[row]) ? "missing" : undefined),
    write(row, into, at) {
      into[at] = fill !== null && Number.isNaN(values[row]) ? fill : values[row];
    },
  };
}
function textWriter(column, levels, fill) {
  const positions = column.levels.map((level) => levels.indexOf(level));
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
export function rawMatrix(columns, rows) {
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
export function scaleRows(x, features) {
  for (let at = 0; at < x.length; at += features.length) {
    for (let index = 0; index < features.length; index++) {
      const { mean, scale } = features[index];
      x[at + index] = (x[at + index] - mean) / scale;
    }
  }
  return x;
}
