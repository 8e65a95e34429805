/** How a lane ended on the rows that were held out: the median over its seeds. */

import { median } from "d3-array";
import type { CurvePoint, DescentRecord } from "nabla/race";

export type HeldOutMeasure = "loss" | "accuracy" | "r2";

type Validation = NonNullable<CurvePoint["validation"]>;

const heldOutEnds = ({ seeds }: DescentRecord): readonly Validation[] =>
  seeds.flatMap(({ curve }) => curve.at(-1)?.validation ?? []);

/** The measures that were taken at the end of some lane; none where no rows were held out. */
export function heldOutMeasures(descents: readonly DescentRecord[]): readonly HeldOutMeasure[] {
  const ends = descents.flatMap(heldOutEnds);
  return (["loss", "accuracy", "r2"] as const).filter((measure) => ends.some((end) => end[measure] !== undefined));
}

/** The median over the seeds, a lost run counted as infinitely bad; null where that is the median. */
export function heldOutEnd(descent: DescentRecord, measure: HeldOutMeasure): number | null {
  const lost = measure === "loss" ? Infinity : -Infinity;
  const middle = median(heldOutEnds(descent), (end) => end[measure] ?? lost);
  return middle !== undefined && Number.isFinite(middle) ? middle : null;
}
