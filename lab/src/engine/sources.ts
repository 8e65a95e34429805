/** What can be trained on: generated points, the built-in tables, a table of one's own. */

import { builtin, prepare } from "@nabla/tables";
import { blobs, circles, line, moons, spirals, xor } from "nabla/datasets";
import { meanSquaredError, softmaxCrossEntropy } from "nabla/losses";
import { linear, mlp } from "nabla/models";
import type { DescendOptions } from "nabla/train";
import { ownDataOf } from "./ownData.ts";
import {
  type GeneratedName,
  generated,
  isGenerated,
  isOwnName,
  type OwnName,
  type Source,
  type TableName,
  targets,
} from "./sourceNames.ts";

export type Fit = Pick<DescendOptions, "model" | "loss" | "data">;

export const losses = { meanSquaredError, softmaxCrossEntropy };

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

const generators = { blobs, moons, circles, xor, spirals };

function generatedFit(name: GeneratedName): Fit {
  const { options, hidden } = generated[name];
  const { x, y } = generators[name](options);
  return { model: hidden.length === 0 ? linear() : mlp(hidden), loss: softmaxCrossEntropy, data: { x, y } };
}

function ownFit(name: OwnName): Fit {
  const { x, y, rows, features, loss } = ownDataOf(name);
  return { model: linear(), loss: losses[loss], data: { x: { data: x, shape: [rows, features] }, y } };
}

export function fitOf(name: Source): Fit {
  if (name === "line") return lineFit();
  if (isGenerated(name)) return generatedFit(name);
  return isOwnName(name) ? ownFit(name) : tableFit(name);
}
