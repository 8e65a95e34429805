/** A saved model that predicts again: through the same program as in training, so to the same bits. */
import { sgd } from "nabla/optimizers";
import { descend, steps } from "nabla/train";
import { chooseLoss, chooseModel, type Loss, type Model } from "./choices.ts";
import type { FittedModel } from "./modelFile.ts";
import { predictionsOf } from "./predictions.ts";
import type { NamedTensor } from "./safetensors.ts";
import type { Predictions } from "./scores.ts";
import { parseSpec } from "./spec.ts";

type Parameters = ReturnType<Model["init"]>;

const classesOf = ({ encoder: { target } }: FittedModel["file"]): readonly string[] =>
  target.task === "classification" ? target.classes : [];

/** The loss it was trained with, which says what its outputs are. */
export const savedLoss = (file: FittedModel["file"]): Loss =>
  chooseLoss(parseSpec("--loss", file.loss), file.encoder.target.task, classesOf(file)).choice;

/** The model's output for encoded rows, in the type it was trained in. */
export function predictSaved({ file, parameters }: FittedModel, x: Float64Array, rows: number): Predictions {
  const { encoder, dtype } = file;
  const classes = classesOf(file);
  const { choice: model } = chooseModel(parseSpec("--model", file.model));
  const loss = savedLoss(file);
  // A descent that stands at its start, which is where the saved parameters are. Its one row only says how many
  // features and classes there are.
  const descent = descend({
    model: { ...model, init: () => parametersFrom(parameters) },
    loss,
    optimizer: sgd({ learningRate: 0 }),
    data: {
      x: { data: new Float64Array(encoder.features.length), shape: [1, encoder.features.length] },
      y: loss.info.task === "binary" ? Float64Array.of(0) : lastClass(classes.length),
    },
    batchSize: 1,
    dtype,
    stop: [steps(0)],
  });
  try {
    return predictionsOf(descent, x, rows);
  } finally {
    descent.close();
  }
}

/** 1 is a target that every loss of numbers takes. */
const lastClass = (classes: number): Float64Array | Int32Array =>
  classes === 0 ? Float64Array.of(1) : Int32Array.of(classes - 1);

/** "layers.0.weights" is the entry `weights` of the first of `layers`. */
export function parametersFrom(tensors: readonly NamedTensor[]): Parameters {
  const build = (parts: readonly { readonly path: readonly string[]; readonly tensor: NamedTensor }[]): Parameters => {
    const [first] = parts;
    if (first.path.length === 0) return { data: first.tensor.data, shape: first.tensor.shape };
    const keys = [...new Set(parts.map(({ path }) => path[0]))];
    const child = (key: string): Parameters =>
      build(parts.filter(({ path }) => path[0] === key).map(({ path, tensor }) => ({ path: path.slice(1), tensor })));
    if (keys.every((key) => /^\d+$/.test(key))) return keys.sort((a, b) => Number(a) - Number(b)).map(child);
    return Object.fromEntries(keys.map((key) => [key, child(key)]));
  };
  return build(tensors.map((tensor) => ({ path: tensor.name.split("."), tensor })));
}
