import type { FloatDType } from "../../base/dtype.ts";
import { EPSILON, RESOLUTION_UNITS } from "./thresholds.ts";

/** 32·ε·|E|: losses closer than this differ by rounding; a "rise" is an increase larger than it. */
export const resolutionOf = (loss: number, dtype: FloatDType): number =>
  RESOLUTION_UNITS * EPSILON[dtype] * Math.abs(loss);
