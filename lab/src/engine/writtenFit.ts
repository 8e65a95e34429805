/** What a page trains on, in writing: it needs no engine to say so. */

import { type SourceName, type TableName, targets } from "./sourceNames.ts";

/** What is trained on as a program and, for a table, as the command's words. */
export interface WrittenFit {
  /** Imported names by door. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** Declares `model`, `loss` and `data`. */
  readonly lines: readonly string[];
  /** What the command is told about the data; null where no table is meant. */
  readonly words: string | null;
}

const writtenLine: WrittenFit = {
  imports: { "nabla/datasets": ["line"], "nabla/losses": ["meanSquaredError"], "nabla/models": ["linear"] },
  lines: [
    "const data = line({ rows: 1000, slope: 2, intercept: 1, noise: 0.5, seed: 1 });",
    "const model = { ...linear(), init: () => ({ weights: [-4], bias: 5 }) };",
    "const loss = meanSquaredError;",
  ],
  words: null,
};

const writtenTable = (name: TableName): WrittenFit => {
  const { column, loss } = targets[name];
  return {
    imports: { "@nabla/tables": ["builtin", "prepare"], "nabla/losses": [loss], "nabla/models": ["linear"] },
    lines: [
      `const table = prepare(builtin("${name}"), { target: "${column}", missing: "drop" });`,
      "const data = { x: { data: table.x, shape: [table.rows, table.features.length] }, y: table.y };",
      "const model = linear();",
      `const loss = ${loss};`,
    ],
    words: `${name} --target ${column} --missing drop`,
  };
};

export const writtenFitOf = (name: SourceName): WrittenFit => (name === "line" ? writtenLine : writtenTable(name));
