/** A compiled linear least-squares problem as a race sees it. */
import { now } from "../../../src/base/host.ts";
import { meanSquaredError } from "../../../src/learn/losses/regression.ts";
import { linear } from "../../../src/learn/models/linear.ts";
import { sgd } from "../../../src/learn/optimizers/sgd.ts";
import { CompiledObjective } from "../../../src/train/evaluate.ts";
import { checkProblem, type TrainingData } from "../../../src/train/problem.ts";
import type { RaceOptions } from "../../../src/train/race/index.ts";
import { RaceProgram } from "../../../src/train/race/programs.ts";
import { checkSettings, type RaceSettings } from "../../../src/train/race/settings.ts";

export interface CompiledRace {
  readonly settings: RaceSettings;
  close(): void;
}

export function compiledLeastSquares(data: TrainingData, changes: Partial<RaceOptions> = {}): CompiledRace {
  const { l2 = 0, dtype = "float32", seed = 0 } = changes;
  const loss = meanSquaredError;
  const checked = checkProblem({ model: linear(), loss, data, dtype, l2, seed });
  const program = new RaceProgram(checked, sgd({ learningRate: 1 }), l2);
  const { curvature } = loss.info;
  const { meanWeight, problem } = checked;
  const objective = new CompiledObjective(problem, program.constant.data, { l2, meanWeight, curvature });
  const options = { program, objective, affine: true, convex: true, curvature, batchSizes: [1] };
  return { settings: checkSettings({ ...options, ...changes }, now), close: () => program.close() };
}
