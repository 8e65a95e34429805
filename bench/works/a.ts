/** Stochastic gradient descent, one row at a time: what every other system pays a call for. */
import type { Target, Work } from "../task.ts";

const targets: readonly Target[] = [
  { atMost: 2, times: "limit" },
  { faster: 1000, than: "jax" },
  { faster: 1000, than: "tfjs" },
  { faster: 1000, than: "torch" },
  { faster: 5, than: "sklearn" },
];

export const work: Work = {
  id: "A",
  title: "SGD, batch 1, logistic regression, reshuffled; an update",
  cases: () =>
    [2, 7, 30, 300].map((features) => ({
      name: `${features} features`,
      unit: "seconds",
      targets: features === 30 ? targets : targets.slice(0, 1),
      task: {
        kind: "training",
        rows: 10_000,
        widths: [features, 1],
        activation: "identity",
        loss: "logistic",
        optimizer: "sgd",
        learningRate: 0.01,
        batch: 1,
        checked: 200,
      },
    })),
};
