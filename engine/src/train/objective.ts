/**
 * What a minimiser, a diagnostic and a race need to know of an objective: plain float64 functions of one flat vector.
 * Whoever has a compiled model implements these; nothing here knows how the numbers are made.
 */

/** The value and the gradient of an objective at one point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** The least a first-order method needs. The returned gradient belongs to the caller. */
export type EvaluateGradient = (w: Float64Array) => Evaluation;

/** v ↦ A·v for a symmetric matrix that is never formed. The returned vector belongs to the caller. */
export type SymmetricProduct = (v: Float64Array) => Float64Array;

/**
 * E(w) = (1/W) Σ weightᵢ ℓᵢ(w) + ½λ‖w‖² (bias exempt), W = Σ weightᵢ, in float64, with w the model's parameters
 * flattened into one vector. Returned arrays belong to the caller.
 */
export interface Objective {
  readonly dimension: number;
  value(w: Float64Array): number;
  gradient(w: Float64Array): Evaluation;
  /** ∇²E(w)·v */
  hessianProduct(w: Float64Array, v: Float64Array): Float64Array;
  /** ∇²E(w), row-major d × d; left out where it would be too large. */
  hessian?(w: Float64Array): Float64Array;
}

/**
 * An objective that is a mean over rows, with what the examples say one by one. Example i stands for
 * fᵢ(w) = (weightᵢ / mean weight)·ℓᵢ(w) + ½λ‖w‖², so that E = (1/n) Σ fᵢ, and c is the loss's own curvature: the
 * largest eigenvalue that ∂²ℓ/∂prediction² can have.
 */
export interface DataObjective extends Objective {
  readonly rows: number;
  /** ∇fᵢ(w) of every example, row-major n × d: their mean is ∇E(w). Left out where it is not to be had. */
  exampleGradients?(w: Float64Array): Float64Array;
  /** (1/n) Σᵢ ‖∇fᵢ(w)‖² */
  meanSquaredGradientNorm(w: Float64Array): number;
  /**
   * maxᵢ of a bound for λmax(∇²fᵢ): c·(weightᵢ / mean weight)·‖∂predictionᵢ/∂w‖² + λ, with the derivatives taken at w
   * (for a model affine in its parameters they are the same everywhere); null when c is unknown.
   */
  largestExampleCurvature(w: Float64Array): number | null;
  /**
   * G·v with G = (c/W) Σ weightᵢ JᵢᵀJᵢ + λI (bias exempt from λ), Jᵢ = ∂predictionᵢ/∂w at w. For a model affine in its
   * parameters λmax(G) bounds the curvature of E everywhere. Left out when c is unknown; without it the race bounds the
   * curvature of E by that of its steepest example.
   */
  curvatureBoundProduct?(w: Float64Array, v: Float64Array): Float64Array;
}
