/** `nabla/losses`: for one example, as numbers or inside a traced function. */

export type { Loss, LossInfo, LossOptions, Target } from "../learn/losses/loss.ts";
export type { BatchLoss } from "../learn/losses/overBatch.ts";
export type { Pair, RelationInfo, RelationLoss, Triplet } from "../learn/losses/pairs.ts";
export type { Reduction } from "../learn/losses/reduction.ts";
export * from "./losses/ofNumbers.ts";
export * from "./losses/ofProbabilities.ts";
export * from "./losses/ofScores.ts";
export * from "./losses/ofVectors.ts";
export type { CallableLoss, CallableRelation } from "./losses/open.ts";
export { type ReducedLoss, reduced } from "./losses/reduction.ts";
