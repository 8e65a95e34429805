/** Five logits and what is true: probabilities, cross-entropy term by term, and its gradient beside the square's. */

import { grad, jit, log, logSoftmax, softmax, square, sub, type Tensor, vmap } from "nabla";
import { crossEntropy, softmaxCrossEntropy, softmaxKlDivergence } from "nabla/losses";
import { logitEnds, right, type TargetName, targets, workedPredictions } from "./targets.ts";

export interface EntropyQuestion {
  readonly logits: readonly number[];
  readonly target: TargetName;
}

export interface EntropyAnswer {
  readonly question: EntropyQuestion;
  readonly target: readonly number[];
  readonly probabilities: readonly number[];
  /** −tₖ log pₖ */
  readonly terms: readonly number[];
  readonly loss: number;
  /** By the logits: p − t. */
  readonly gradient: readonly number[];
  /** Σ (pₖ − tₖ)², and its gradient by the logits. */
  readonly squares: { readonly loss: number; readonly gradient: readonly number[] };
  /** H(t) */
  readonly entropy: number;
  /** KL(t ‖ p) */
  readonly divergence: number;
  /** Both losses while the logit of the right class moves over `places` and the others stay. */
  readonly places: readonly number[];
  readonly curve: readonly number[];
  readonly squaresCurve: readonly number[];
}

const places = Array.from({ length: 161 }, (_, i) => logitEnds[0] + i / 10);

const squaresLoss = (z: Tensor, t: Tensor): Tensor => square(softmax(z).sub(t)).sum();
const probabilitiesOf = jit((z: Tensor) => softmax(z));
const termsOf = jit((z: Tensor, t: Tensor) => sub(0, t.mul(logSoftmax(z))));
const slopeOf = grad((z: Tensor, t: Tensor) => softmaxCrossEntropy(z, t));
const squaresOf = jit(squaresLoss);
const squaresSlopeOf = grad(squaresLoss);
const overRows = { inAxes: [0, null] as const };
const curveOf = vmap((z: Tensor, t: Tensor) => softmaxCrossEntropy(z, t), overRows);
const squaresCurveOf = vmap(squaresLoss, overRows);

const numbers = (values: unknown): number[] => Array.from(values as ArrayLike<number>, Number);

export function entropyAt(question: EntropyQuestion): EntropyAnswer {
  const z = [...question.logits];
  const t = [...targets[question.target]];
  const moved = places.map((place) => z.map((each, k) => (k === right ? place : each)));
  return {
    question,
    target: t,
    probabilities: numbers(probabilitiesOf(z)),
    terms: numbers(termsOf(z, t)),
    loss: softmaxCrossEntropy(z, t),
    gradient: numbers(slopeOf(z, t)),
    squares: { loss: Number(squaresOf(z, t)), gradient: numbers(squaresSlopeOf(z, t)) },
    entropy: crossEntropy(t, t),
    divergence: softmaxKlDivergence(z, t),
    places,
    curve: numbers(curveOf(moved, t)),
    squaresCurve: numbers(squaresCurveOf(moved, t)),
  };
}

export interface WorkedRow {
  readonly prediction: readonly number[];
  /** Cross-entropy of the prediction as it is given. */
  readonly loss: number;
  /** Logits whose probabilities are the prediction's, made to sum to 1; the smallest is 0. */
  readonly logits: readonly number[];
}

export const workedExample = (target: TargetName): readonly WorkedRow[] =>
  workedPredictions.map((prediction) => {
    const least = Math.min(...prediction);
    return {
      prediction,
      loss: crossEntropy([...prediction], [...targets[target]]),
      logits: numbers(log(prediction.map((each) => each / least))),
    };
  });
