/** `nabla/optimizers`: rules of descent, and parts to compose one's own. */
export { type AdafactorOptions, adafactor } from "../learn/optimizers/adafactor.ts";
export {
  type AdamOptions,
  adam,
  type EpsilonTo,
  type MomentsOptions,
  scaleByAdam,
} from "../learn/optimizers/adam.ts";
export {
  type AdaDeltaOptions,
  type AdaGradOptions,
  type AdaMaxOptions,
  adaDelta,
  adaGrad,
  adaMax,
  type LionOptions,
  lion,
  type RmsOptions,
  type RmsPropOptions,
  rmsProp,
  scaleByRms,
} from "../learn/optimizers/adaptive.ts";
export {
  decoupledWeightDecay,
  ema,
  lookahead,
  polyakAverage,
  type ScheduleFreeOptions,
  scheduleFree,
  sharpnessAware,
  withGradient,
} from "../learn/optimizers/averages.ts";
export { chain, type Transformation, type TransformationInput } from "../learn/optimizers/chain.ts";
export {
  box,
  type ConvexSet,
  elasticNet,
  groupLasso,
  l1,
  l1Ball,
  l2Ball,
  type Penalty,
  project,
  proximal,
  simplex,
} from "../learn/optimizers/constraints.ts";
export {
  type AveragedSgdOptions,
  type DialectRmsPropOptions,
  type DialectSgdOptions,
  dialects,
} from "../learn/optimizers/dialects.ts";
export {
  type LambOptions,
  type LarsOptions,
  lamb,
  lars,
  type MuonOptions,
  muon,
} from "../learn/optimizers/layerwise.ts";
export { scaleByLearningRate } from "../learn/optimizers/learningRate.ts";
export {
  type AdaBeliefOptions,
  type AdamWOptions,
  type AmsGradOptions,
  adaBelief,
  adamW,
  amsGrad,
  type NAdamOptions,
  nAdam,
  type RAdamOptions,
  rAdam,
  type YogiOptions,
  yogi,
} from "../learn/optimizers/moments.ts";
export { type NoiseOptions, noise } from "../learn/optimizers/noise.ts";
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
export {
  type DogOptions,
  distanceOverGradients,
  type PolyakStepOptions,
  type ProdigyOptions,
  polyakStep,
  prodigy,
} from "../learn/optimizers/parameterFree.ts";
export { partition } from "../learn/optimizers/partition.ts";
export {
  accumulateMomentum,
  type HeavyBallOptions,
  type MomentumOptions,
  momentum,
  nesterov,
  type SgdOptions,
  sgd,
} from "../learn/optimizers/sgd.ts";
export { type RPropOptions, rProp, type SignSgdOptions, signSgd } from "../learn/optimizers/signs.ts";
export {
  accumulate,
  adaptiveClip,
  addDecayedWeights,
  centralize,
  clip,
  clipByGlobalNorm,
  clipByTensorNorm,
  masked,
  type PlateauReductionOptions,
  reduceOnPlateau,
  skipNotFinite,
} from "../learn/optimizers/transformations.ts";
export { type SagaOptions, type SvrgOptions, saga, svrg } from "../learn/optimizers/varianceReduced.ts";
