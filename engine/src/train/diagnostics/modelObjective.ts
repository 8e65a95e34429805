/** The objective of a model, a loss and a table as something to ask questions of, without a descent. */
import type { FloatDType } from "../../base/dtype.ts";
import { requireKnown } from "../../base/nearest.ts";
import type { Model } from "../../learn/models/model.ts";
import { sgd } from "../../learn/optimizers/sgd.ts";
import { CompiledObjective } from "../evaluate.ts";
import { DataInMemory } from "../memory.ts";
import { requireShared } from "../options.ts";
import { type AnyLoss, type CheckedProblem, checkProblem, infoOf, type TrainingData } from "../problem.ts";
import { flattened } from "../vector.ts";

export interface ObjectiveOptions {
  readonly model: Model;
  /** A loss of `nabla/losses`, or your own (prediction, target) => Tensor for one example. */
  readonly loss: AnyLoss;
  readonly data: TrainingData;
  /** λ of ½λ‖w‖², parameters named `bias` exempt; 0. */
  readonly l2?: number;
  /** What data and start values are rounded to: "float64", or "float32" for those a float32 descent sees. */
  readonly dtype?: FloatDType;
}

/**
 * E(w) = (1/W) Σ weightᵢ ℓᵢ(w) + ½λ‖w‖² in float64 with compensated sums, w being the model's parameters flattened
 * into one vector, and what is known of it beforehand.
 *
 * @throws OptionError, DataError, ShapeError as `descend` does
 * @example
 * import { curvatureAt, objectiveOf } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x: [[-2], [2]], y: [0, 1] } });
 * objective.dimension; // 2
 * curvatureAt(objective, objective.start(0)).largest; // 8
 * objective.close();
 */
export function objectiveOf(options: ObjectiveOptions): ModelObjective {
  requireKnown("objectiveOf", Object.keys(options ?? {}), ["model", "loss", "data", "l2", "dtype"]);
  requireShared("objectiveOf", { ...options, optimizer: sgd({ learningRate: 0 }) }, [
    ...Object.keys(options ?? {}),
    "optimizer",
  ]);
  const { model, loss, data, l2 = 0, dtype = "float64" } = options;
  return new ModelObjective(checkProblem({ model, loss, data, dtype, l2, seed: 0 }), { model, loss, l2 });
}

export class ModelObjective extends CompiledObjective {
  /** The prediction is affine in the parameters: what is known of the loss's curvature then holds everywhere. */
  readonly affine: boolean;
  /** E is convex: a convex loss of an affine model. */
  readonly convex: boolean;
  /** The largest eigenvalue that ∂²ℓ/∂prediction² can have; null when unknown. */
  readonly curvature: number | null;
  private readonly checked: CheckedProblem;
  private readonly memory: DataInMemory;

  constructor(checked: CheckedProblem, { model, loss, l2 }: Pick<ObjectiveOptions, "model" | "loss"> & { l2: number }) {
    const memory = new DataInMemory(checked.tables);
    const info = infoOf(loss);
    const curvature = info?.curvature ?? null;
    super(checked.problem, memory, { l2, meanWeight: checked.meanWeight, curvature });
    this.affine = model.affine === true;
    this.convex = this.affine && info?.convexInPrediction === true;
    this.curvature = curvature;
    this.checked = checked;
    this.memory = memory;
  }

  /** The start values that a descent with this seed has. */
  start(seed = 0): Float64Array {
    return flattened(this.checked.start(seed));
  }

  /** Gives the memory of the data back. */
  close(): void {
    this.memory.close();
  }

  /** `using objective = objectiveOf(…)` closes it at the end of the block. */
  [Symbol.dispose](): void {
    this.close();
  }
}
