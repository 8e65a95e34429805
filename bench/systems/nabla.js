/** nabla as its users have it: the built doors. Options: threads=2, exact. */
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../engine/dist/losses.js";
import { linear, mlp } from "../../engine/dist/models.js";
import { adam, sgd } from "../../engine/dist/optimizers.js";
import { descend, epochs } from "../../engine/dist/train.js";
import { layersOf, serve } from "./serve.js";

const losses = { squared: meanSquaredError, logistic: sigmoidCrossEntropy, softmax: softmaxCrossEntropy };

await serve((task, { x, y, start }, options) => {
  const hidden = task.widths.slice(1, -1);
  const layers = layersOf(task, start).map(({ inputs, outputs, weights, bias }, i) =>
    outputs === 1 && i === hidden.length
      ? { weights: { data: weights, shape: [inputs] }, bias: bias[0] }
      : { weights: { data: weights, shape: [inputs, outputs] }, bias: { data: bias, shape: [outputs] } },
  );
  const made = hidden.length === 0 ? linear() : mlp(hidden, { activation: task.activation });
  const model = { ...made, init: () => (hidden.length === 0 ? layers[0] : { layers }) };
  const threads = options.includes("threads=2") ? 2 : 1;
  const descent = (order) =>
    descend({
      model,
      loss: losses[task.loss],
      optimizer: (task.optimizer === "adam" ? adam : sgd)({ learningRate: task.learningRate }),
      data: { x, y: task.loss === "softmax" ? Int32Array.from(y) : y },
      batchSize: task.batch === task.rows ? "full" : task.batch,
      order,
      threads,
      exact: options.includes("exact"),
      stop: [epochs(1e9)],
    });
  const running = descent("reshuffle");
  return {
    async check(updates) {
      const checked = descent("sequential");
      await checked.advance(updates);
      const named = new Map(checked.namedParameters.map(({ name, value }) => [name, Array.from(value.data)]));
      checked.close();
      const prefixes = hidden.length === 0 ? [""] : layers.map((_, i) => `layers.${i}.`);
      return prefixes.flatMap((prefix) => [...named.get(`${prefix}weights`), ...named.get(`${prefix}bias`)]);
    },
    async update(count) {
      await running.advance(count);
    },
  };
});
