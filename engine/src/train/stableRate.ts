/** What learning rate a diverged descent could have had. */
import type { CompiledObjective } from "./evaluate.ts";
import type { CheckedOptions } from "./options.ts";
import { plainOrders } from "./order.ts";
import { infoOf } from "./problem.ts";
import { knowCurvature, limitOf } from "./race/rates.ts";

/**
 * The largest rate known to be stable for plain gradient descent with this batch size: 2/𝓛(B) for convex losses of
 * affine models, 2/λmax at the start otherwise (a statement about the start only); null when nothing is known.
 */
export function stableRate(
  objective: CompiledObjective,
  { model, loss, order, importance }: Pick<CheckedOptions, "model" | "loss" | "order" | "importance">,
  batchSize: number,
  start: Float64Array,
): number | null {
  const curvature = infoOf(loss)?.curvature ?? null;
  const knowledge = knowCurvature({ objective, affine: model.affine === true, curvature, start });
  if (importance !== undefined) return null;
  // What strata and steepness do makes a batch calmer than drawing all rows alike, whose limit is the lowest.
  const nearest = plainOrders.find((each) => each === order) ?? "with-replacement";
  return limitOf(knowledge, objective.rows, batchSize, nearest).limit;
}
