/** float32 vectors taken through float64, two lanes at a time. */
import { Formula, type Term } from "./vector.ts";

/** Formulas in float64 within the same function. */
export const inDoublePrecision = (f: Formula): Formula => new Formula(f.code, f.module, "f64x2");

/** The lower two lanes and the upper two as float64. */
export function promoted(f: Formula, x: Term): [Term, Term] {
  const lower = f.keep(() => {
    x();
    f.code.op("f64x2.promote_low_f32x4");
  });
  const upper = f.keep(() => {
    x();
    x();
    f.code.shuffle([8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]).op("f64x2.promote_low_f32x4");
  });
  return [lower, upper];
}

/** Four lanes rounded to float32. */
export const demoted =
  (f: Formula, [lower, upper]: readonly [Term, Term]): Term =>
  () => {
    lower();
    f.code.op("f32x4.demote_f64x2_zero");
    upper();
    f.code.op("f32x4.demote_f64x2_zero").shuffle([0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
  };
