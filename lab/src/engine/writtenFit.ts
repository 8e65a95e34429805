/** What a page trains on, in writing: it needs no engine to say so. */

import { shellWord } from "../app/program.ts";
import { ownDataOf } from "./ownData.ts";
import {
  type GeneratedName,
  generated,
  isGenerated,
  isOwnName,
  type LossName,
  type OwnName,
  type Source,
  type TableName,
  targets,
} from "./sourceNames.ts";

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

function writtenGenerated(name: GeneratedName): WrittenFit {
  const { options, hidden } = generated[name];
  const model = hidden.length === 0 ? "linear" : "mlp";
  const told = Object.entries(options).map(([key, value]) => `${key}: ${value}`);
  return {
    imports: { "nabla/datasets": [name], "nabla/losses": ["softmaxCrossEntropy"], "nabla/models": [model] },
    lines: [
      `const data = ${name}({ ${told.join(", ")} });`,
      `const model = ${model}(${hidden.length === 0 ? "" : JSON.stringify(hidden)});`,
      "const loss = softmaxCrossEntropy;",
    ],
    words: null,
  };
}

/** A table that is prepared as the command prepares it; `read` gives it. */
const writtenPrepared = (read: string, target: string, loss: LossName) => ({
  imports: { "nabla/losses": [loss], "nabla/models": ["linear"] },
  lines: [
    `const table = prepare(${read}, { target: ${JSON.stringify(target)}, missing: "drop" });`,
    "const data = { x: { data: table.x, shape: [table.rows, table.features.length] }, y: table.y };",
    "const model = linear();",
    `const loss = ${loss};`,
  ],
});

const writtenTable = (name: TableName): WrittenFit => {
  const { column, loss } = targets[name];
  const { imports, lines } = writtenPrepared(`builtin("${name}")`, column, loss);
  return {
    imports: { ...imports, "@nabla/tables": ["builtin", "prepare"] },
    lines,
    words: `${name} --target ${column} --missing drop`,
  };
};

const writtenOwn = (name: OwnName): WrittenFit => {
  const { table, target, loss } = ownDataOf(name);
  const { imports, lines } = writtenPrepared("await readTable({ name, bytes: await readFile(name) })", target, loss);
  return {
    imports: { ...imports, "@nabla/tables": ["prepare", "readTable"], "node:fs/promises": ["readFile"] },
    lines: [`const name = ${JSON.stringify(table)};`, ...lines],
    words: `${shellWord(table)} --target ${shellWord(target)} --missing drop`,
  };
};

export function writtenFitOf(name: Source): WrittenFit {
  if (name === "line") return writtenLine;
  if (isGenerated(name)) return writtenGenerated(name);
  return isOwnName(name) ? writtenOwn(name) : writtenTable(name);
}
