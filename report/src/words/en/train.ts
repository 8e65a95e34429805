/** What is said about one training. */

import { counted } from "./plural.ts";

export const train = {
  title: (name: string, target: string) => `A model of ${target} from ${name}`,
  regression: (r2: string) => `The model explains ${r2} of the spread of the target (R²).`,
  regressionWorse: (r2: string) =>
    `The model is worse than always predicting the mean: R² = ${r2}, where the mean has 0 and a perfect model 1.`,
  accuracy: (accuracy: string) => `The model is right on ${accuracy} of the rows.`,
  validationRegression: (r2: string) => `On rows it has never seen it explains ${r2} (R²).`,
  validationWorse: (r2: string) =>
    `On rows it has never seen it is worse than always predicting their mean (R² = ${r2}).`,
  validationAccuracy: (accuracy: string) => `On rows it has never seen it is right on ${accuracy}.`,
  finalLoss: (loss: string, from: string) => `The training loss fell from ${from} to ${loss}.`,
  noScore: "The descent ended without a finite loss; there is no model to use.",
  onTrainingRows:
    "These numbers are from the rows it was trained on; --validation 0.2 holds rows back for an honest test.",
  stopped: (reason: string, step: number) => `Stopped after ${counted(step, "step")}: ${reason}.`,
  reasons: {
    loss: "the training loss is as small as asked",
    "batch-loss": "the loss of one batch is as small as asked",
    epochs: "the passes over the data are used up",
    steps: "the steps are used up",
    examples: "the examples to be read are used up",
    "gradient-norm": "the gradient is as small as asked",
    gap: "the training loss is proven to be as near to its minimum as asked",
    plateau: "the loss no longer falls",
    "loss-change": "the training loss hardly changes any more",
    "parameter-change": "the parameters hardly change any more",
    evidence: "the gradient cannot be told from the noise of the examples any more",
    seconds: "the time is used up",
    cancelled: "it was cancelled",
    closed: "it was closed",
    "not-finite": "the loss was no longer finite",
  } as Readonly<Record<string, string>>,
  notFiniteAtStart:
    "The loss is not finite before the first update: it cannot be taken of what the model predicts at the start. " +
    "Choose another loss, or a model whose output it takes",
  diverged: (step: string, parameter: string) =>
    `The descent diverged at step ${step}${parameter && `, in parameter ${parameter}`}`,
  metrics: "How good it is",
  metric: { loss: "loss", r2: "R²", accuracy: "accuracy" },
  curve: "The descent",
};
