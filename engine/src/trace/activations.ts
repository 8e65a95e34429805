/** Activations and their relatives, stable for every finite argument. */
import { customGradient } from "./customGradient.ts";
import { exp, expm1, log1p, maximum, square, tanh, where } from "./elementwise.ts";
import { type Operand, type Tensor, toTensor } from "./tensor.ts";

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), computed from e^−|x| so that neither tail overflows or is lost. Its
 * derivative is σ(x)·σ(−x), which stays exact where σ(x)·(1 − σ(x)) would cancel.
 *
 * @example
 * import { sigmoid } from "nabla";
 * sigmoid(0); // 0.5
 */
export const sigmoid = (x: Operand): Tensor => logistic(toTensor(x));

const logistic: (x: Tensor) => Tensor = customGradient(
  (x: Tensor) => {
    const small = exp(x.abs().neg());
    return where(x.less(0), small, 1).div(small.add(1));
  },
  (cotangent, value, x) => [cotangent.mul(value).mul(logistic(x.neg()))],
);

/** softplus(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|). Its derivative is σ(x), accurate in both tails. */
export const softplus = (x: Operand): Tensor => smoothRamp(toTensor(x));

const smoothRamp: (x: Tensor) => Tensor = customGradient(
  (x: Tensor) => maximum(x, 0).add(log1p(exp(x.abs().neg()))),
  (cotangent, _, x) => [cotangent.mul(logistic(x))],
);

/** ln σ(x) = −softplus(−x) */
export const logSigmoid = (x: Operand): Tensor => softplus(toTensor(x).neg()).neg();

/** max(x, 0). The derivative at 0 is 0. NaN stays NaN. */
export const relu = (x: Operand): Tensor => where(toTensor(x).lessEqual(0), 0, x);

/** x where x > 0, else slope · x; the derivative at 0 is the slope. */
export const leakyRelu = (x: Operand, slope = 0.01): Tensor =>
  where(toTensor(x).lessEqual(0), toTensor(x).mul(slope), x);

/** x where x > 0, else scale · (eˣ − 1). */
export function elu(x: Operand, scale = 1): Tensor {
  const input = toTensor(x);
  const low = input.lessEqual(0);
  // The branch not taken sees 0, so that an overflow there cannot reach the gradient.
  return where(low, expm1(where(low, input, 0)).mul(scale), input);
}

/** x · σ(x), also called swish. */
export const silu = (x: Operand): Tensor => toTensor(x).mul(sigmoid(x));

/**
 * The Gaussian error linear unit in its tanh form, ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))): within 5·10⁻⁴ of x·Φ(x).
 * Hendrycks & Gimpel, 2016, arXiv:1606.08415.
 */
export function gelu(x: Operand): Tensor {
  const input = toTensor(x);
  const cubic = input.mul(square(input).mul(0.044715).add(1));
  return input.mul(0.5).mul(tanh(cubic.mul(SQRT_2_OVER_PI)).add(1));
}

const SQRT_2_OVER_PI = 0.7978845608028654;
