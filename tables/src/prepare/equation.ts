/** A linear model's weights in the units of the table. */
import { TableError } from "../errors.ts";
import type { Encoder } from "./encoder.ts";
import { compensatedSum } from "./statistics.ts";

export interface LinearEquation {
  /** The target's name; in classification with an output for each class, the class. */
  readonly output: string;
  /** The output where every number is 0 and every text column has its first level. */
  readonly intercept: number;
  readonly terms: readonly { readonly name: string; readonly coefficient: number }[];
}

/**
 * Undoes the scaling: with xⱼ = (rawⱼ − meanⱼ)/scaleⱼ, output = bias + Σ wⱼxⱼ = intercept + Σ (wⱼ/scaleⱼ)·rawⱼ and
 * intercept = bias − Σ wⱼ·meanⱼ/scaleⱼ.
 *
 * @param weights features × outputs, row after row (for one output: one weight for each feature)
 * @param bias one number for each output
 * @throws TableError `wrong-weights` where the counts do not match the encoder
 * @example
 * const table = await readTable({ name: "t.csv", text: "x,y\n1,10\n3,30\n" });
 * const { encoder } = prepare(table, { target: "y" }); // x has mean 2 and standard deviation 1
 * equation(encoder, [10], 20); // [{ output: "y", intercept: 0, terms: [{ name: "x", coefficient: 10 }] }]
 */
export function equation(
  encoder: Encoder,
  weights: ArrayLike<number>,
  bias: number | ArrayLike<number>,
): LinearEquation[] {
  const { features } = encoder;
  const biases = typeof bias === "number" ? [bias] : Array.from(bias);
  const outputs = biases.length;
  if (weights.length !== features.length * outputs) {
    throw new TableError(
      "wrong-weights",
      `${weights.length} weights do not fit ${features.length} features and ${outputs} outputs: expected ` +
        `${features.length * outputs}`,
      { weights: weights.length, features: features.length, outputs },
    );
  }
  return biases.map((constant, output) => {
    const coefficients = features.map(({ scale }, index) => weights[index * outputs + output] / scale);
    const shift = (index: number): number =>
      index < features.length ? -coefficients[index] * features[index].mean : constant;
    return {
      output: outputName(encoder, output, outputs),
      intercept: compensatedSum(features.length + 1, shift),
      terms: features.map(({ name }, index) => ({ name, coefficient: coefficients[index] })),
    };
  });
}

function outputName({ target }: Encoder, output: number, outputs: number): string {
  if (target.task === "regression") return target.name;
  // One score is that of the second of two classes.
  return outputs === 1 ? target.classes[target.classes.length - 1] : target.classes[output];
}
