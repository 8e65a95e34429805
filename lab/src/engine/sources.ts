/** What can be trained on without a file: generated points and the built-in tables. */

import { builtin, prepare } from "@nabla/tables";
import { line } from "nabla/datasets";
import { meanSquaredError, softmaxCrossEntropy } from "nabla/losses";
import { linear } from "nabla/models";
import type { DescendOptions } from "nabla/train";

export type Fit = Pick<DescendOptions, "model" | "loss" | "data">;

export const sourceNames = ["line", "cars", "penguins"] as const;
export type SourceName = (typeof sourceNames)[number];

/** The column that each built-in table is asked about: that of the command's own example. */
const targets = { cars: "mpg", penguins: "species" } as const;

function tableFit(name: keyof typeof targets): Fit {
  const table = builtin(name);
  const prepared = prepare(table, { target: targets[name], missing: "drop" });
  const loss = prepared.task === "classification" ? softmaxCrossEntropy : meanSquaredError;
  const x = { data: prepared.x, shape: [prepared.rows, prepared.features.length] };
  return { model: linear(), loss, data: { x, y: prepared.y } };
}

/** A thousand points around y = 2x + 1, and a start far away, so that the ways there can be told apart. */
function lineFit(): Fit {
  const model = linear();
  const { x, y } = line({ rows: 1000, slope: 2, intercept: 1, noise: 0.5, seed: 1 });
  return {
    model: { ...model, init: () => ({ weights: [-4], bias: 5 }) },
    loss: meanSquaredError,
    data: { x, y },
  };
}

/** The same fit as a program and, for a table, as the command's words. */
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

const writtenTable = (name: keyof typeof targets): WrittenFit => {
  const loss = tableFit(name).loss === meanSquaredError ? "meanSquaredError" : "softmaxCrossEntropy";
  return {
    imports: { "@nabla/tables": ["builtin", "prepare"], "nabla/losses": [loss], "nabla/models": ["linear"] },
    lines: [
      `const table = prepare(builtin("${name}"), { target: "${targets[name]}", missing: "drop" });`,
      "const data = { x: { data: table.x, shape: [table.rows, table.features.length] }, y: table.y };",
      "const model = linear();",
      `const loss = ${loss};`,
    ],
    words: `${name} --target ${targets[name]} --missing drop`,
  };
};

export const writtenFitOf = (name: SourceName): WrittenFit => (name === "line" ? writtenLine : writtenTable(name));

export const fitOf = (name: SourceName): Fit => (name === "line" ? lineFit() : tableFit(name));
