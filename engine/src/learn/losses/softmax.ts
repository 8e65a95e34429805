/**
 * The softmax and what losses need of it, each to full relative accuracy where the plain formulas cancel: a probability
 * near 1 has a surprisal −log p and a complement 1 − p near 0, which log Σ − z and 1 − p would lose.
 */
import { customGradient } from "../../trace/customGradient.ts";
import { exp, log1p, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";

type Vectors = (logits: Tensor) => Tensor;

/** Logits below their largest, their exponentials, and Σ − 1 of these: 1 of the sum is the largest's own. */
function relativeToLargest(logits: Tensor) {
  const largest = logits.max(-1, { keepDims: true });
  const below = logits.sub(largest);
  const powers = exp(below);
  const isLargest = below.equal(0);
  const ties = isLargest.cast(logits.dtype).sum(-1, { keepDims: true }).sub(1);
  const rest = where(isLargest, 0, powers).sum(-1, { keepDims: true }).add(ties);
  return { below, powers, isLargest, rest };
}

const innerProduct = (a: Tensor, b: Tensor): Tensor => a.mul(b).sum(-1, { keepDims: true });

/** pₖ = exp(zₖ) / Σ exp(zⱼ) along the last axis. */
export const probabilities: Vectors = customGradient(
  (logits: Tensor) => {
    const { powers, rest } = relativeToLargest(logits);
    return powers.div(rest.add(1));
  },
  (cotangent, p) => [p.mul(cotangent.sub(innerProduct(cotangent, p)))],
);

/** 1 − pₖ */
export const complements: Vectors = customGradient(
  (logits: Tensor) => {
    const { powers, isLargest, rest } = relativeToLargest(logits);
    const sum = rest.add(1);
    return where(isLargest, rest, sum.sub(powers)).div(sum);
  },
  (cotangent, _, logits) => {
    const p = probabilities(logits);
    const own = cotangent.mul(p);
    // Without its own term the sum is exactly 0 for the one class that has a cotangent: nothing cancels.
    const others = own.sum(-1, { keepDims: true }).sub(own);
    return [p.mul(others.sub(cotangent.mul(complements(logits))))];
  },
);

/** −log pₖ */
export const surprisals: Vectors = customGradient(
  (logits: Tensor) => {
    const { below, rest } = relativeToLargest(logits);
    return log1p(rest).sub(below);
  },
  (cotangent, _, logits) => {
    const others = cotangent.sum(-1, { keepDims: true }).sub(cotangent);
    return [
      probabilities(logits)
        .mul(others)
        .sub(cotangent.mul(complements(logits))),
    ];
  },
);
