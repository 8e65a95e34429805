/** `nabla/optimizers`: rules of descent, and parts to compose one's own. */
export { type AdamOptions, adam, type MomentsOptions, scaleByAdam } from "../learn/optimizers/adam.ts";
export {
  type AdaDeltaOptions,
  type AdaGradOptions,
  type AdaMaxOptions,
  adaDelta,
  adaGrad,
  adaMax,
  type LionOptions,
  lion,
  type RmsPropOptions,
  rmsProp,
} from "../learn/optimizers/adaptive.ts";
export { chain, type Transformation, type TransformationInput } from "../learn/optimizers/chain.ts";
export { scaleByLearningRate } from "../learn/optimizers/learningRate.ts";
export {
  type Hyper,
  mapTogether,
  type Optimizer,
  type OptimizerMaker,
  type Rate,
  type Snapshot,
  type Updated,
  type UpdateInput,
} from "../learn/optimizers/optimizer.ts";
export { accumulateMomentum, type MomentumOptions, type SgdOptions, sgd } from "../learn/optimizers/sgd.ts";
export { type SagaOptions, type SvrgOptions, saga, svrg } from "../learn/optimizers/varianceReduced.ts";
