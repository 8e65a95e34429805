/** The numbers of the lesson on the square as a program of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import type { FormName } from "../engine/formNames.ts";
import type { PowersAnswer } from "../engine/powers.ts";

const ends: Readonly<Record<FormName, string>> = { sum: ".sum()", half: ".sum().mul(0.5)", mean: ".mean()" };

export const reproductionOf = ({ question, targets }: PowersAnswer, form: FormName): Reproduction => ({
  command: null,
  code: [
    ...importLines({ nabla: ["abs", "pow", "type Tensor", "valueAndGrad"] }),
    "",
    `const targets = ${JSON.stringify(targets)};`,
    `const loss = (c: Tensor, t: Tensor) => pow(abs(c.sub(t)), ${question.p})${ends[form]};`,
    "const slope = valueAndGrad(loss);",
    `let c = ${question.c};`,
    "for (let step = 0; step < 30; step++) {",
    "  const { value, gradient } = slope(c, targets);",
    "  console.log(step, c, value, gradient);",
    `  c -= ${question.rate} * gradient;`,
    "}",
    "",
  ].join("\n"),
});
