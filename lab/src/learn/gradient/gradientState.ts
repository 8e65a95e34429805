/** What the lesson on the gradient keeps in the address. */

import { planeNames } from "../engine/planeNames.ts";
import { choice, number, type ValuesOf } from "../fields.ts";

const near = (value: number): boolean => Math.abs(value) <= 100;

export const gradientFields = {
  f: choice(planeNames, "loss"),
  x0: number(2.8, near),
  x1: number(1.5, near),
  /** Which variable is held. */
  hold: choice(["none", "x0", "x1"], "none"),
  angle: number(60, (value) => value >= 0 && value <= 360),
  length: number(0.5, (value) => value >= 0.001 && value <= 10),
} as const;

export type GradientValues = ValuesOf<typeof gradientFields>;

/** Where one begins on each function. */
export const beginnings = {
  bowl: { x0: 3, x1: 2 },
  saddle: { x0: 2, x1: 1 },
  loss: { x0: 2.8, x1: 1.5 },
} as const;
