/** The numbers of the lesson on cross-entropy as programs of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
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

/** The worked example: it prints the digits that the lesson shows. */
export const workedProgram = [
  ...importLines({ "nabla/losses": ["crossEntropy"] }),
  "",
  `const t = ${JSON.stringify(targets.certain)};`,
  ...workedPredictions.map((prediction) => `console.log(crossEntropy(${JSON.stringify(prediction)}, t));`),
  "",
].join("\n");
