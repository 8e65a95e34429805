/** What learning rate a diverged descent could have had. */
import type { Model } from "../learn/models/model.ts";
import type { CompiledObjective } from "./evaluate.ts";
import type { AnyLoss } from "./problem.ts";
import type { Order } from "./race/contract.ts";
import { knowCurvature, limitOf } from "./race/rates.ts";

/**
 * The largest rate known to be stable for plain gradient descent with this batch size: 2/𝓛(B) for convex losses of
 * affine models, 2/λmax at the start otherwise (a statement about the start only); null when nothing is known.
 */
export function stableRate(
  objective: CompiledObjective,
  { model, loss, order }: { model: Model; loss: AnyLoss; order: Order },
  batchSize: number,
  start: Float64Array,
): number | null {
  const curvature = "info" in loss ? loss.info.curvature : null;
  const knowledge = knowCurvature({ objective, affine: model.affine === true, curvature, start });
  return limitOf(knowledge, objective.rows, batchSize, order).limit;
}
