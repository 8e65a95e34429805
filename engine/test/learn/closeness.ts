/** Comparison by relative error. */
import { expect } from "vitest";

export function close(got: number, expected: number, relative = 1e-12): void {
  const error = Math.abs(got - expected);
  expect(error, `${got} instead of ${expected}`).toBeLessThanOrEqual(relative * Math.abs(expected) + 1e-300);
}

export const closeAll = (got: ArrayLike<number>, expected: readonly number[], relative?: number): void => {
  expect(got.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) close(got[i], value, relative);
};
