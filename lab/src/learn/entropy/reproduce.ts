/** The numbers of the lesson on cross-entropy as programs of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import type { AsleepAnswer } from "../engine/asleep.ts";
import { classes, points, updates } from "../engine/asleepPoints.ts";
import type { EntropyAnswer } from "../engine/entropy.ts";
import { targets, workedPredictions } from "../engine/targets.ts";

export const reproductionOf = ({ question, target }: EntropyAnswer): Reproduction => ({
  command: null,
  code: [
    ...importLines({
      nabla: ["grad", "softmax"],
      "nabla/losses": ["crossEntropy", "softmaxCrossEntropy", "softmaxKlDivergence"],
    }),
    "",
    `const z = ${JSON.stringify(question.logits)};`,
    `const t = ${JSON.stringify(target)};`,
    "console.log(softmax(z)); // the probabilities p",
    "console.log(softmaxCrossEntropy(z, t), grad(softmaxCrossEntropy)(z, t)); // the loss, and p − t",
    "console.log(crossEntropy(t, t), softmaxKlDivergence(z, t)); // H(t) and KL: together the loss",
    "",
  ].join("\n"),
});

/** Both trainings: it prints where each ends. */
export const trainingOf = ({ question: { weight, rate } }: AsleepAnswer): Reproduction => ({
  command: null,
  code: [
    ...importLines({ nabla: ["grad", "jit", "sigmoid", "square", "sub"], "nabla/losses": ["sigmoidCrossEntropy"] }),
    "",
    `const x = ${JSON.stringify(points)};`,
    `const y = ${JSON.stringify(classes)};`,
    "const losses = [",
    "  (w, x, y) => sigmoidCrossEntropy(x.mul(w), y).mean(),",
    "  (w, x, y) => square(sigmoid(x.mul(w)).sub(y)).mean(),",
    "];",
    "const right = jit((w, x, y) => sub(1, sigmoid(x.mul(w)).sub(y).abs()).mean());",
    "for (const loss of losses) {",
    "  const slope = grad(loss);",
    `  let w = ${weight};`,
    `  for (let i = 0; i < ${updates}; i++) w -= ${rate} * slope(w, x, y);`,
    "  console.log(w, right(w, x, y)); // the weight, and the probability of the right class",
    "}",
    "",
  ].join("\n"),
});

/** The worked example: it prints the digits that the lesson shows. */
export const workedProgram = [
  ...importLines({ "nabla/losses": ["crossEntropy"] }),
  "",
  `const t = ${JSON.stringify(targets.certain)};`,
  ...workedPredictions.map((prediction) => `console.log(crossEntropy(${JSON.stringify(prediction)}, t));`),
  "",
].join("\n");
