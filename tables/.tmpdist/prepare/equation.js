/** A linear model's weights in the units of the table. */
import { TableError } from "../errors.js";
import { compensatedSum } from "./statistics.js";
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
export function equation(encoder, weights, bias) {
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
    const shift = (index) => (index < features.length ? -coefficients[index] * features[index].mean : constant);
    return {
      output: outputName(encoder, output, outputs),
      intercept: compensatedSum(features.length + 1, shift),
      terms: features.map(({ name }, index) => ({ name, coefficient: coefficients[index] })),
    };
  });
}
function outputName({ target }, output, outputs) {
  return target.task === "classification" && outputs === target.classes.length ? target.classes[output] : target.name;
}
