/** A net so small that every call costs more than its arithmetic. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "D",
  title: "small net 2-8-8-1, tanh, batch 10, squared error; an update",
  cases: () => [
    {
      name: "batch 10",
      unit: "seconds",
      targets: [
        { atMost: 5e-6 },
        ...["jax", "tfjs", "deepbox", "torch", "brain"].map((than) => ({ faster: 50, than })),
      ],
      task: {
        kind: "training",
        rows: 1000,
        widths: [2, 8, 8, 1],
        activation: "tanh",
        loss: "squared",
        optimizer: "sgd",
        learningRate: 0.05,
        batch: 10,
        checked: 50,
      },
    },
  ],
};
