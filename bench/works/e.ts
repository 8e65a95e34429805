/** Adam reads and writes four numbers a weight: products and the rule weigh about the same. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "E",
  title: "softmax regression 784 → 10, Adam, batch 128; an update",
  cases: () => [
    {
      name: "batch 128",
      unit: "seconds",
      targets: [{ faster: 3, than: "jax" }],
      task: {
        kind: "training",
        rows: 8192,
        widths: [784, 10],
        activation: "identity",
        loss: "softmax",
        optimizer: "adam",
        learningRate: 1e-3,
        batch: 128,
        checked: 10,
      },
    },
  ],
};
