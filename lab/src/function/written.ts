/** A question of the function page as a program that answers it. */

import type { Reproduction } from "../app/Exported.tsx";
import { importLines } from "../app/program.ts";
import type { Question } from "./explore.ts";
import { type Expression, type FunctionName, mentions, type Operator, parse } from "./parse.ts";

const methods: Record<Operator, string> = { "+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow" };

/** Functions that the engine has under another name. */
const names: Readonly<Partial<Record<FunctionName, string>>> = { ln: "log", min: "minimum", max: "maximum" };

interface Written {
  readonly text: string;
  readonly isNumber: boolean;
}

/** In the engine's words; `used` gathers the functions. */
function write(expression: Expression, used: Set<string>): Written {
  const tensor = (each: Expression): string => {
    const { text, isNumber } = write(each, used);
    return isNumber ? `x.mul(0).add(${text})` : text;
  };
  const call = (name: string, of: readonly Expression[]): string => {
    used.add(name);
    return `${name}(${of.map(tensor).join(", ")})`;
  };
  switch (expression.kind) {
    case "number":
      return { text: String(expression.value), isNumber: true };
    case "variable":
      return { text: expression.name, isNumber: false };
    case "negative": {
      const { text, isNumber } = write(expression.of, used);
      return { text: isNumber ? `-${text}` : `${text}.neg()`, isNumber };
    }
    case "call": {
      const { name, of } = expression;
      const text = name === "tan" ? `${call("sin", of)}.div(${call("cos", of)})` : call(names[name] ?? name, of);
      return { text, isNumber: false };
    }
    case "binary":
      return { text: binary(expression, used, tensor), isNumber: false };
  }
}

type Binary = Expression & { readonly kind: "binary" };

/** A method of a tensor: where a number stands first, the tensor behind it has its turn. */
function binary({ operator, left, right }: Binary, used: Set<string>, tensor: (each: Expression) => string): string {
  const [first, second] = [write(left, used), write(right, used)];
  if (first.isNumber && !second.isNumber) {
    if (operator === "+" || operator === "*") return `${second.text}.${methods[operator]}(${first.text})`;
    if (operator === "-") return `${second.text}.neg().add(${first.text})`;
  }
  return `${tensor(left)}.${methods[operator]}(${second.text})`;
}

/** A formula as a term of a program in which its variables are tensors, and the functions that it needs. */
export function writtenFormula(expression: Expression): { readonly text: string; readonly uses: readonly string[] } {
  const used = new Set<string>();
  const { text, isNumber } = write(expression, used);
  return { text: isNumber ? `x.mul(0).add(${text})` : text, uses: [...used] };
}

/** An optimizer's id is the name under which it is exported. */
export function reproductionOf({ formula, x, y, optimizer, rate, steps }: Question): Reproduction {
  const expression = parse(formula);
  const { text, uses } = writtenFormula(expression);
  const isPlane = mentions(expression, "y");
  const point = isPlane ? "{ x, y }" : "{ x }";
  const type = isPlane ? "{ x: Tensor; y: Tensor }" : "{ x: Tensor }";
  const start = isPlane ? `{ x: ${x}, y: ${y} }` : `{ x: ${x} }`;
  const code = [
    ...importLines({
      nabla: [...uses, "type Tensor", "valueAndGrad"],
      "nabla/optimizers": [optimizer],
      "nabla/train": ["descend"],
    }),
    "",
    `// ${formula.replaceAll(/\s+/g, " ")}`,
    `const f = (${point}: ${type}) => ${text};`,
    `const start = ${start};`,
    "console.log(valueAndGrad(f)(start));",
    "",
    "const descent = descend({",
    `  model: { init: () => start, apply: (point) => f(point as ${type}) },`,
    "  loss: (prediction) => prediction,",
    "  data: { x: [[0]], y: [0] }, // the parameters are the point; there are no rows to learn from",
    `  optimizer: ${optimizer}({ learningRate: ${rate} }),`,
    '  batchSize: "full",',
    '  dtype: "float64",',
    "  stop: [],",
    "});",
    `await descent.advance(${steps});`,
    "console.log(descent.params);",
    "",
  ].join("\n");
  return { command: null, code };
}
