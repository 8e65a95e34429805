/** A median with its range over the seeds. */

import type { Spread } from "nabla/race";
import { formatNumber } from "./number.ts";

/** `[p5, p95]` over the seeds; empty where both read the same, as for a descent without chance. */
function spreadRange({ p5, p95 }: Spread): string {
  const [low, high] = [formatNumber(p5), formatNumber(p95)];
  return low === high ? "" : `[${low}, ${high}]`;
}

/** A median and its range, apart. */
export interface SpreadText {
  readonly median: string;
  readonly range: string;
}

export const spreadText = (spread: Spread): SpreadText => ({
  median: formatNumber(spread.median),
  range: spreadRange(spread),
});

/** An excess over the optimum: below the resolution of the losses nothing more is known than that. */
export function excessText(excess: Spread, resolution: number): SpreadText {
  if (excess.median !== null && excess.median < resolution)
    return { median: `< ${formatNumber(resolution)}`, range: "" };
  return spreadText(excess);
}
