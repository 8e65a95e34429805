/** The numbers of the lesson on the derivative as a program of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import type { DerivativeQuestion } from "../engine/derivative.ts";
import type { formulas } from "./derivativeState.ts";

const written: Readonly<
  Record<(typeof formulas)[number], { readonly uses: readonly string[]; readonly text: string }>
> = {
  "x^2": { uses: [], text: "x.pow(2)" },
  "x^3 - 2*x": { uses: [], text: "x.pow(3).sub(x.mul(2))" },
  "sin(x)": { uses: ["sin"], text: "sin(x)" },
  "exp(x)": { uses: ["exp"], text: "exp(x)" },
};

export function reproductionOf({ x, h }: DerivativeQuestion, formula: (typeof formulas)[number]): Reproduction {
  const { uses, text } = written[formula];
  return {
    command: null,
    code: [
      ...importLines({ nabla: ["jit", "type Tensor", "valueAndGrad", ...uses] }),
      "",
      `const f = (x: Tensor) => ${text};`,
      `const [x, h] = [${x}, ${h}];`,
      "const { value, gradient } = valueAndGrad(f)(x);",
      "const secant = (Number(jit(f)(x + h)) - value) / h;",
      "console.log(gradient, secant, Math.abs(secant - gradient));",
      "",
    ].join("\n"),
  };
}
