/** Checks that minimisers share: the name of the method, and how long it may go on. */
import { OptionError } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";

export function unknownMethod(method: string, known: readonly string[]): OptionError {
  const meant = nearest(method, known);
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return new OptionError(
    "unknown-method",
    `There is no method "${method}"; choose one of ${known.join(", ")}.${hint}`,
    {
      method,
      known,
      ...(meant === undefined ? {} : { nearest: meant }),
    },
  );
}

export function requireIterations(maxIterations: number): void {
  if (Number.isSafeInteger(maxIterations) && maxIterations >= 0) return;
  throw new OptionError(
    "max-iterations-range",
    `maxIterations is ${maxIterations}; expected a whole number of at least 0.`,
    { maxIterations },
  );
}
