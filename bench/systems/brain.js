/** brain.js: nets of its own kind, one example at a time; its update of a batch is one of each of its rows. */
import { NeuralNetwork } from "brain.js";
import { serve } from "./serve.js";

await serve((task, { x, y }) => {
  const [columns, ...rest] = task.widths;
  const net = new NeuralNetwork({
    inputSize: columns,
    outputSize: rest.at(-1),
    hiddenLayers: rest.slice(0, -1),
    activation: "tanh",
  });
  const rows = Array.from({ length: task.rows }, (_, i) => ({
    input: Array.from(x.subarray(i * columns, (i + 1) * columns)),
    output: [y[i]],
  }));
  const options = { learningRate: task.learningRate, errorThresh: 1e-12, momentum: 1e-12 };
  return {
    check: () => null,
    update(count) {
      // It trains whole passes: their updates are as many as batches of this size.
      const passes = Math.max(1, Math.round((count * task.batch) / task.rows));
      net.train(rows, { ...options, iterations: passes });
      return (passes * task.rows) / task.batch;
    },
  };
});
