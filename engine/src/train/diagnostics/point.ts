import { OptionError } from "../../base/errors.ts";

/** Throws unless `w` has one number for each of the objective's parameters. */
export function checkPoint(dimension: number, w: Float64Array): void {
  if (w.length === dimension) return;
  throw new OptionError(
    "wrong-length",
    `The point has ${w.length} numbers, but the objective has ${dimension} parameters; pass one number for each.`,
    { length: w.length, dimension },
  );
}
