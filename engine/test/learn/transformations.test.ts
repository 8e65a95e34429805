/** Parts of a chain, and what is put around an optimizer, against what they say written out by hand. */
import type { Tensor } from "nabla";
import { descend, steps } from "nabla/train";
import { describe, expect, it } from "vitest";
import type { Optimizer } from "../../src/doors/optimizers.ts";
import * as optimizers from "../../src/doors/optimizers.ts";
import { each, flat, follow, length, plainly, type Rule, type Vector } from "./byHand.ts";

const { abs, max, min, hypot } = Math;
const scaledTo = (limit: number, d: Vector, norm: number) =>
  d.map((value) => (norm > limit ? (value * limit) / norm : value));

const { chain, scaleByLearningRate, sgd, withGradient } = optimizers;
const rate = scaleByLearningRate({ learningRate: 0.1 });

const rules: readonly [string, Optimizer, Rule][] = [
  [
    "clipped elements",
    chain(optimizers.clip({ limit: 0.25 }), rate),
    plainly(0.1, (gradient) => gradient.map((leaf) => leaf.map((g) => max(-0.25, min(0.25, g))))),
  ],
  [
    "a clipped gradient",
    chain(optimizers.clipByGlobalNorm({ norm: 1 }), rate),
    plainly(0.1, (gradient) => gradient.map((leaf) => scaledTo(1, leaf, length(flat(gradient))))),
  ],
  [
    "clipped tensors",
    chain(optimizers.clipByTensorNorm({ norm: 0.5 }), rate),
    plainly(0.1, (gradient) => gradient.map((leaf) => scaledTo(0.5, leaf, length(leaf)))),
  ],
  [
    "units clipped by their parameters",
    chain(optimizers.adaptiveClip({ ratio: 0.1 }), rate),
    plainly(0.1, (gradient, w) =>
      gradient.map((leaf, i) => {
        // The 2 × 2 matrix has a unit for each column; of a vector or a number each element is one.
        const unit = (values: Vector, j: number) =>
          leaf.length === 4 ? hypot(values[j % 2], values[2 + (j % 2)]) : abs(values[j]);
        return leaf.map((g, j) => {
          const most = 0.1 * max(unit(w[i], j), 1e-3);
          return unit(leaf, j) > most ? (g * most) / unit(leaf, j) : g;
        });
      }),
    ),
  ],
  [
    "coupled decay",
    chain(optimizers.addDecayedWeights({ weightDecay: 0.2 }), rate),
    plainly(0.1, (gradient, w) => gradient.map((leaf, i) => leaf.map((g, j) => g + 0.2 * w[i][j]))),
  ],
  [
    "decay of some",
    chain(
      optimizers.masked(optimizers.addDecayedWeights({ weightDecay: 0.2 }), (path) => path === "scale"),
      rate,
    ),
    plainly(0.1, (gradient, w) => gradient.map((leaf, i) => leaf.map((g, j) => g + (i === 2 ? 0.2 * w[i][j] : 0)))),
  ],
  [
    "decoupled decay, which exempts biases",
    optimizers.decoupledWeightDecay(sgd({ learningRate: 0.1 }), { weightDecay: 0.2 }),
    plainly(0.1, (gradient, w) => gradient.map((leaf, i) => leaf.map((g, j) => g + (i === 0 ? 0 : 0.2 * w[i][j])))),
  ],
  [
    "centred gradients",
    chain(optimizers.centralize(), rate),
    plainly(0.1, (gradient) =>
      gradient.map((leaf) =>
        leaf.length === 4 ? leaf.map((g, j) => g - (leaf[j % 2] + leaf[2 + (j % 2)]) / 2) : leaf,
      ),
    ),
  ],
  [
    "three batches to a step",
    chain(optimizers.accumulate({ steps: 3 }), rate),
    (start) => {
      let sums = start.map((leaf) => leaf.map(() => 0));
      return plainly(0.1, (gradient, _, t) => {
        sums = sums.map((leaf, i) => leaf.map((sum, j) => sum + gradient[i][j]));
        const due = t % 3 === 0;
        const d = sums.map((leaf) => leaf.map((sum) => (due ? sum / 3 : 0)));
        if (due) sums = sums.map((leaf) => leaf.map(() => 0));
        return d;
      })(start);
    },
  ],
  [
    "a gradient changed before it reaches the rule",
    withGradient(sgd({ learningRate: 0.1, momentum: 0.5 }), optimizers.clip({ limit: 0.5 })),
    each((first) => {
      let [w, b] = [first, 0];
      return (g) => {
        b = 0.5 * b + max(-0.5, min(0.5, g));
        w -= 0.1 * b;
        return w;
      };
    }),
  ],
  [
    "lookahead",
    optimizers.lookahead(sgd({ learningRate: 0.1 }), { period: 4, share: 0.3 }),
    each((first) => {
      let [w, slow] = [first, first];
      return (g, t) => {
        w -= 0.1 * g;
        if (t % 4 === 0) {
          slow += 0.3 * (w - slow);
          w = slow;
        }
        return w;
      };
    }),
  ],
];

describe("200 updates in float64 do what the parts say", () => {
  it.each(rules)("%s", (_, optimizer, rule) => {
    follow(optimizer, rule);
  });
});

it.each([
  ["all together", optimizers.clipByGlobalNorm({ norm: 1 })],
  ["by itself", optimizers.clipByTensorNorm({ norm: 1 })],
])("a gradient whose squares float32 does not hold is shortened, not lost: %s", async (_, clipping) => {
  const descent = descend({
    model: {
      init: () => ({ w: [0, 0] }),
      apply: (parameters, x) => x.dot((parameters as unknown as { w: Tensor }).w),
    },
    loss: (prediction) => prediction.mul(1e25),
    data: { x: [[3, 4]], y: [0] },
    optimizer: withGradient(sgd({ learningRate: 1 }), clipping),
    stop: [steps(1)],
  });
  await descent.run();
  const [{ value }] = descent.namedParameters;
  expect(Math.abs(value.data[0] + 0.6)).toBeLessThan(1e-6);
  expect(Math.abs(value.data[1] + 0.8)).toBeLessThan(1e-6);
});
