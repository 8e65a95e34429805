/** What the lesson on the derivative keeps in the address, and what its tasks ask for. */

import type { DerivativeAnswer } from "../engine/derivative.ts";
import { choice, number } from "../fields.ts";

/** Of x alone; a formula as the function page takes it. */
export const formulas = ["x^2", "x^3 - 2*x", "sin(x)", "exp(x)"] as const;

export const derivativeFields = {
  f: choice(formulas, "sin(x)"),
  x: number(1, (value) => Math.abs(value) <= 3),
  h: number(1, (value) => value >= 1e-16 && value <= 1),
} as const;

export const goodError = 1e-7;
export const isGood = ({ error }: DerivativeAnswer): boolean => error < goodError;

/** A shorter step than the best, and a worse answer than with h = 0.1. */
export const isTooShort = ({ question, error, errors }: DerivativeAnswer): boolean =>
  question.h < 1e-12 && error > (errors.find(([h]) => h > 0.099)?.[1] ?? Number.POSITIVE_INFINITY);
