import type { Encoder } from "./encoder.ts";
export interface LinearEquation {
  /** The target's name; in classification with an output for each class, the class. */
  readonly output: string;
  /** The output where every number is 0 and every text column has its first level. */
  readonly intercept: number;
  readonly terms: readonly {
    readonly name: string;
    readonly coefficient: number;
  }[];
}
/**
 * Undoes the scaling: with xⱼ = (rawⱼ − meanⱼ)/scaleⱼ, output = bias + Σ wⱼxⱼ = intercept + Σ (wⱼ/scaleⱼ)·rawⱼ and
 * intercept = bias − Σ wⱼ·meanⱼ/scaleⱼ.
 *
 * @param weights features × outputs, row after row (for one output: one weight for each feature)
 * @param bias one number for each output
 * @throws TableError `wrong-weights` where the counts do not match the encoder
 * @example
 * const [{ intercept, terms }] = equation(prepared.encoder, weights, [bias]);
 */
export declare function equation(
  encoder: Encoder,
  weights: ArrayLike<number>,
  bias: number | ArrayLike<number>,
): LinearEquation[];
