import type { FloatDType } from "../../base/dtype.ts";
import { EPSILON, NEGLIGIBLE_SHARE, RESOLUTION_UNITS } from "./thresholds.ts";

/** 32·ε·|E|: losses closer than this differ by rounding; a "rise" is an increase larger than it. */
export const resolutionOf = (loss: number, dtype: FloatDType): number =>
  RESOLUTION_UNITS * EPSILON[dtype] * Math.abs(loss);

/** What two losses may differ by and still tie: their rounding, or a millionth of the way that the better one came. */
export const tieOf = (loss: number, start: number, dtype: FloatDType): number =>
  Math.max(resolutionOf(loss, dtype), NEGLIGIBLE_SHARE * (start - loss));
