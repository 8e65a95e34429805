/** A network on images of 28 × 28: bounded by matrix products. */
import type { Target, Work } from "../task.ts";

/** 80 % of the speed of the best hand-written WebAssembly product. */
const nearPeak: Target = { atMost: 1 / 0.8, times: "kernel" };
const twoThreads: Target = { faster: 1.7, who: "nabla-2-threads", than: "nabla" };

const targets: Readonly<Record<number, readonly Target[]>> = {
  1: [
    { faster: 3, than: "jax" },
    { faster: 1, than: "torch" },
  ],
  8: [{ faster: 3, than: "jax" }],
  64: [nearPeak, { faster: 1.1, than: "jax" }],
  512: [nearPeak, { faster: 1.1, than: "jax" }, twoThreads],
};

export const work: Work = {
  id: "C",
  title: "MLP 784-128-10, relu, softmax cross-entropy; an update",
  cases: () =>
    [1, 8, 64, 512].map((batch) => ({
      name: `batch ${batch}`,
      unit: "seconds",
      targets: targets[batch] ?? [],
      task: {
        kind: "training",
        rows: 4096,
        widths: [784, 128, 10],
        activation: "relu",
        loss: "softmax",
        optimizer: "sgd",
        learningRate: 0.01,
        batch,
        checked: 8,
      },
    })),
};
