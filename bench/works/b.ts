/** Full batches of a long table: bounded by how fast the data can be read. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "B",
  title: "full batch, long table × 32 columns; an update",
  cases: (quick) => {
    const rows = quick ? 200_000 : 1_000_000;
    return (["squared", "logistic"] as const).map((loss) => ({
      name: loss === "squared" ? "linear regression" : "logistic regression",
      unit: "seconds",
      targets: [
        { atMost: 1.3, times: "limit" },
        { faster: 2, than: "torch" },
        { faster: 4, than: "jax" },
      ],
      task: {
        kind: "training",
        rows,
        widths: [32, 1],
        activation: "identity",
        loss,
        optimizer: "sgd",
        learningRate: 0.05,
        batch: rows,
        checked: 3,
      },
    }));
  },
};
