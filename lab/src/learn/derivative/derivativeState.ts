/** What the lesson on the derivative keeps in the address, and what its tasks ask for. */

import { FormulaError, parse } from "../../function/parse.ts";
import type { DerivativeAnswer } from "../engine/derivative.ts";
import { number, text } from "../fields.ts";

/** Of x alone; formulas as the function page takes them. */
export const presets = ["x^2", "x^3 - 2*x", "sin(x)", "exp(x)"] as const;

function isFormula(written: string): boolean {
  try {
    parse(written, ["x"]);
    return true;
  } catch (error) {
    if (error instanceof FormulaError) return false;
    throw error;
  }
}

export const derivativeFields = {
  f: text("sin(x)", isFormula),
  x: number(1, (value) => Math.abs(value) <= 3),
  h: number(1, (value) => value >= 1e-16 && value <= 1),
} as const;

export const goodError = 1e-7;
export const isGood = ({ error }: DerivativeAnswer): boolean => error < goodError;

/** A shorter step than the best, and a worse answer than with h = 0.1. */
export const isTooShort = ({ question, error, errors }: DerivativeAnswer): boolean =>
  question.h < 1e-12 && error > (errors.find(([h]) => h > 0.099)?.[1] ?? Number.POSITIVE_INFINITY);
