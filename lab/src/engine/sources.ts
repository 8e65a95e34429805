/** What can be trained on without a file: generated points and the built-in tables. */

import { builtin, prepare } from "@nabla/tables";
import { line } from "nabla/datasets";
import { meanSquaredError, softmaxCrossEntropy } from "nabla/losses";
import { linear } from "nabla/models";
import type { DescendOptions } from "nabla/train";
import { type SourceName, type TableName, targets } from "./sourceNames.ts";

export type Fit = Pick<DescendOptions, "model" | "loss" | "data">;

const losses = { meanSquaredError, softmaxCrossEntropy };

function tableFit(name: TableName): Fit {
  const table = builtin(name);
  const { column, loss } = targets[name];
  const prepared = prepare(table, { target: column, missing: "drop" });
  const x = { data: prepared.x, shape: [prepared.rows, prepared.features.length] };
  return { model: linear(), loss: losses[loss], data: { x, y: prepared.y } };
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
