/** What the record of a race says of one point of its objective. */
import type { LanczosOptions } from "../lanczos.ts";
import type { DataObjective } from "../objective.ts";
import type { PointRecord } from "../record.ts";
import { curvatureAt } from "./curvature.ts";
import { gradientNoise } from "./noise.ts";

/**
 * Loss, ‖∇E‖, the spread of the examples' gradients and the extreme curvatures at w.
 *
 * @returns null where one of them is not finite
 * @throws OptionError "wrong-length" when w does not have the objective's number of parameters
 * @example
 * import { diagnosticsAt, objectiveOf } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x: [[-1], [1]], y: [-1, 1] } });
 * const { loss, gradientNorm, variance, noiseScale } = diagnosticsAt(objective, Float64Array.of(0, 0));
 * [loss, gradientNorm, variance, noiseScale]; // [1, 2, 4, 1]
 */
export function diagnosticsAt(
  objective: DataObjective,
  w: Float64Array,
  options: LanczosOptions = {},
): Omit<PointRecord, "where"> | null {
  const { squaredGradientNorm, variance, noiseScale } = gradientNoise(objective, w);
  const { largest, smallest } = curvatureAt(objective, w, options);
  const measured = {
    loss: objective.value(w),
    gradientNorm: Math.sqrt(squaredGradientNorm),
    variance,
    largestCurvature: largest,
    smallestCurvature: smallest,
  };
  if (!Object.values(measured).every(Number.isFinite)) return null;
  return { ...measured, noiseScale: noiseScale !== null && Number.isFinite(noiseScale) ? noiseScale : null };
}
