/** The common rate of the same-rate race, each lane's own limit, and where both come from (PROTOCOL §4, §8). */
import { extremeEigenvalues } from "../lanczos.ts";
import type { DataObjective } from "../objective.ts";
import type { DescentRecord } from "../record.ts";
import type { Order } from "./contract.ts";

export interface Curvatures {
  /** L: a bound for λmax(∇²E). */
  readonly smoothness: number;
  /** Lmax: a bound for the λmax(∇²fᵢ) of every example. */
  readonly exampleSmoothness: number;
}

/**
 * 𝓛(B), the expected smoothness of batches of B rows out of n: between the smoothness L of the mean (B = n) and that
 * of the steepest example, Lmax (B = 1).
 *
 * Without replacement 𝓛(B) = n(B−1)/(B(n−1))·L + (n−B)/(B(n−1))·Lmax (Gower, Loizou, Qian, Sailanbayev, Shulgin,
 * Richtárik 2019, arXiv:1901.09401, proposition 3.8); with replacement 𝓛(B) = (1−1/B)·L + Lmax/B, its limit for
 * n → ∞.
 */
export function expectedSmoothness(
  { smoothness, exampleSmoothness }: Curvatures,
  rows: number,
  batchSize: number,
  order: Order,
): number {
  if (order === "with-replacement") {
    return (1 - 1 / batchSize) * smoothness + exampleSmoothness / batchSize;
  }
  if (rows === 1) return smoothness;
  const examples = (rows - batchSize) / (batchSize * (rows - 1));
  return (1 - examples) * smoothness + examples * exampleSmoothness;
}

/** What is known of the curvature of a race's objective, and of what kind the knowledge is. */
export type CurvatureKnowledge =
  /** The bounds hold everywhere: the model is affine in its parameters and the loss's curvature is known. */
  | ({ readonly how: "expected-smoothness" } & Curvatures)
  /** λmax of the Hessian at the start: a statement about that point only. */
  | { readonly how: "local-curvature"; readonly smoothness: number }
  | { readonly how: "none" };

export interface CurvatureQuestion {
  readonly objective: DataObjective;
  /** The model is affine in its parameters. */
  readonly affine: boolean;
  /** The loss's own curvature bound. */
  readonly curvature: number | null;
  /** The start of the first seed. */
  readonly start: Float64Array;
}

export function knowCurvature({ objective, affine, curvature, start }: CurvatureQuestion): CurvatureKnowledge {
  if (affine && curvature !== null) {
    const exampleSmoothness = objective.largestExampleCurvature(start);
    if (exampleSmoothness !== null && exampleSmoothness > 0 && Number.isFinite(exampleSmoothness)) {
      return {
        how: "expected-smoothness",
        smoothness: boundOfMean(objective, start, exampleSmoothness),
        exampleSmoothness,
      };
    }
  }
  const { largest } = extremeEigenvalues((v) => objective.hessianProduct(start, v), objective.dimension);
  return largest > 0 && Number.isFinite(largest) ? { how: "local-curvature", smoothness: largest } : { how: "none" };
}

/** L: λmax of the bounding matrix where there is one; the mean is never steeper than its steepest example. */
function boundOfMean(objective: DataObjective, start: Float64Array, exampleSmoothness: number): number {
  const product = objective.curvatureBoundProduct?.bind(objective, start);
  if (product === undefined) return exampleSmoothness;
  const { largest, residual } = extremeEigenvalues(product, objective.dimension);
  const bound = largest + residual;
  return bound > 0 ? Math.min(bound, exampleSmoothness) : exampleSmoothness;
}

export interface Limit {
  readonly limit: number | null;
  readonly limitHow: DescentRecord["limitHow"];
}

/** 2/𝓛(B) with bounds that hold everywhere; else 2/λmax at the start, which promises nothing; else nothing. */
export function limitOf(knowledge: CurvatureKnowledge, rows: number, batchSize: number, order: Order): Limit {
  switch (knowledge.how) {
    case "expected-smoothness":
      return { limit: 2 / expectedSmoothness(knowledge, rows, batchSize, order), limitHow: knowledge.how };
    case "local-curvature":
      return { limit: 2 / knowledge.smoothness, limitHow: knowledge.how };
    case "none":
      return { limit: null, limitHow: "none" };
  }
}

/** 1/𝓛 with 𝓛 the largest over the raced batch sizes; 1/λmax at the start; 1 where no curvature is known. */
export function commonRate(
  knowledge: CurvatureKnowledge,
  rows: number,
  batchSizes: readonly number[],
  order: Order,
): number {
  const limits = batchSizes.map((batchSize) => limitOf(knowledge, rows, batchSize, order).limit);
  return limits.reduce<number>((least, limit) => Math.min(least, (limit ?? 2) / 2), Infinity);
}
