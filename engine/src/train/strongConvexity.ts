/** Whether an objective is provably strongly convex, and how strongly. */
import { topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { isBias } from "../learn/models/model.ts";
import { input } from "../ops/apply.ts";
import { Tensor } from "../trace/tensor.ts";
import { symmetricEigen } from "./eigen.ts";
import type { CompiledObjective } from "./evaluate.ts";
import { exampleGraph, type Problem } from "./example.ts";
import { slopes } from "./graphs.ts";
import { NEWTON_DIMENSION, zeroCurvature } from "./newton.ts";

/**
 * The largest known μ > 0 such that E − ½μ‖w‖² is convex, for a convex loss of a model affine in its parameters; null
 * where none can be proven. A Hessian that is the same everywhere has it as its smallest eigenvalue; otherwise the
 * penalty has it, where no parameter is exempt.
 */
export function strongConvexity(
  problem: Problem,
  objective: CompiledObjective,
  { affine, convexLoss, l2 }: { affine: boolean; convexLoss: boolean; l2: number },
): number | null {
  if (!affine || !convexLoss) return null;
  if (objective.dimension <= NEWTON_DIMENSION && hasConstantHessian(problem)) {
    const eigen = symmetricEigen(objective.hessian(new Float64Array(objective.dimension)), objective.dimension);
    // What rounding may have added to the smallest eigenvalue is taken off, to stay on the safe side.
    const mu = eigen.values[0] - zeroCurvature(eigen);
    return mu > zeroCurvature(eigen) ? mu : null;
  }
  return l2 > 0 && !problem.parameters.paths.some(isBias) ? l2 : null;
}

/** The second derivatives of an example's loss are made without a look at the parameters. */
function hasConstantHessian(problem: Problem): boolean {
  const { inputs, outputs } = exampleGraph(problem, "float64");
  const parameters = inputs.slice(0, problem.parameters.leaves.length);
  const gradient = slopes(new Tensor(outputs[0]), parameters);
  const along = gradient
    .map((slope) => new Tensor(slope).mul(new Tensor(input(slope.shape, slope.dtype))).sum())
    .reduce((total, term) => total.add(term));
  const used: ReadonlySet<Node> = new Set(topological(slopes(along, parameters)));
  return !parameters.some((parameter) => used.has(parameter));
}
