/** The fitted equation of a linear model as one line of text for each output, in the table's own units. */
import { equation } from "@nabla/tables";
import type { Problem } from "./problem.ts";

/** Significant digits: of a coefficient, and of the intercept, whose error counts in full in every prediction. */
const digits = 5;
const interceptDigits = 7;

/** "mpg = 46.21655 − 0.0057325·weight + 0.75·year" */
export function equationText(problem: Problem, weights: ArrayLike<number>, bias: ArrayLike<number>): string {
  const { encoder, task } = problem.prepared;
  const { predictionIs } = problem.loss.choice.info;
  const named = (output: string): string => {
    if (task === "classification") return `score(${output})`;
    return predictionIs === "logarithm" ? `log(${output})` : output;
  };
  return equation(encoder, weights, bias)
    .map(({ output, intercept, terms }) => {
      const right = terms.map(({ name, coefficient }) => {
        const sign = coefficient < 0 ? "−" : "+";
        return ` ${sign} ${rounded(Math.abs(coefficient), digits)}·${name}`;
      });
      return `${named(output)} = ${rounded(intercept, interceptDigits).replace("-", "−")}${right.join("")}`;
    })
    .join("\n");
}

/** So many digits, without a power of ten where none is needed, and without useless zeros. */
function rounded(value: number, digits: number): string {
  const text = value.toPrecision(digits);
  const [mantissa, exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  if (exponent === undefined) return short;
  return Math.abs(value) < 1e6 && Math.abs(value) >= 1 ? String(Number(text)) : `${short}e${Number(exponent)}`;
}
