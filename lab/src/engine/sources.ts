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

export const fitOf = (name: SourceName): Fit => (name === "line" ? lineFit() : tableFit(name));
