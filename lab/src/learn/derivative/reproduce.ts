/** The numbers of the lesson on the derivative as a program of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import { parse } from "../../function/parse.ts";
import { writtenFormula } from "../../function/written.ts";
import type { DerivativeQuestion } from "../engine/derivative.ts";

export function reproductionOf({ formula, x, h }: DerivativeQuestion): Reproduction {
  const { text, uses } = writtenFormula(parse(formula));
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
