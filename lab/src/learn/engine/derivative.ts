/** A function of one variable, its exact slope at a place, and secants of any width beside it. */

import { jit, type Tensor, valueAndGrad } from "nabla";
import { parse } from "../../function/parse.ts";
import { traced } from "../../function/traced.ts";

export interface DerivativeQuestion {
  /** Of x alone. */
  readonly formula: string;
  readonly x: number;
  /** The secant goes from x to x + h. */
  readonly h: number;
}

export interface DerivativeAnswer {
  readonly question: DerivativeQuestion;
  readonly value: number;
  readonly slope: number;
  readonly ahead: number;
  readonly secant: number;
  readonly error: number;
  readonly places: readonly number[];
  readonly values: readonly (number | null)[];
  /** Pairs of h and |secant's slope − slope|; none where the error is 0. */
  readonly errors: readonly (readonly [number, number])[];
}

const places = Array.from({ length: 241 }, (_, i) => (i - 120) / 40);
/** Ten widths a decade, from 10⁻¹⁶ to 1. */
const widths = Array.from({ length: 161 }, (_, i) => 10 ** ((i - 160) / 10));

export function derivativeAt(question: DerivativeQuestion): DerivativeAnswer {
  const { x, h } = question;
  const formula = parse(question.formula);
  const f = (at: Tensor): Tensor => traced(formula, at, at);
  const compiled = jit(f);
  const valuesAt = (at: readonly number[]): Float64Array => compiled(Float64Array.from(at)) as Float64Array;
  const { value, gradient } = valueAndGrad(f)(x);
  const slope = Number(gradient);
  const secantOf = (ahead: number, width: number): number => (ahead - value) / width;
  const ahead = valuesAt([x + h])[0];
  const aheads = valuesAt(widths.map((width) => x + width));
  return {
    question,
    value,
    slope,
    ahead,
    secant: secantOf(ahead, h),
    error: Math.abs(secantOf(ahead, h) - slope),
    places,
    values: Array.from(valuesAt(places), (each) => (Number.isFinite(each) ? each : null)),
    errors: widths
      .map((width, i) => [width, Math.abs(secantOf(aheads[i], width) - slope)] as const)
      .filter(([, error]) => error > 0),
  };
}
