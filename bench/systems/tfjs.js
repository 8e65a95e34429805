/** TensorFlow.js on its WebAssembly backend: eager operations, its own optimizers. */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { batches, layersOf, serve } from "./serve.js";

setWasmPaths(join(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm")), "/"));
await tf.setBackend("wasm");
await tf.ready();

await serve((task, data) => {
  const activate = { relu: tf.relu, tanh: tf.tanh, identity: (h) => h }[task.activation];
  const columns = task.widths[0];
  const outputs = task.widths.at(-1);
  function training(shuffled) {
    const layers = layersOf(task, data.start).map(({ inputs, outputs: to, weights, bias }) => ({
      weights: tf.variable(tf.tensor2d(weights, [inputs, to])),
      bias: tf.variable(tf.tensor1d(bias)),
    }));
    const optimizer =
      task.optimizer === "adam" ? tf.train.adam(task.learningRate, 0.9, 0.999, 1e-8) : tf.train.sgd(task.learningRate);
    const loss = (x, y) => {
      const z = layers.reduce((h, { weights, bias }, i) => {
        const sum = tf.add(tf.matMul(h, weights), bias);
        return i < layers.length - 1 ? activate(sum) : sum;
      }, x);
      if (task.loss === "softmax") return tf.losses.softmaxCrossEntropy(y, z);
      const flat = z.reshape([-1]);
      return task.loss === "logistic" ? tf.losses.sigmoidCrossEntropy(y, flat) : tf.losses.meanSquaredError(y, flat);
    };
    const tensors = (x, y) => [
      tf.tensor2d(x, [y.length, columns]),
      task.loss === "softmax" ? tf.oneHot(tf.tensor1d(Int32Array.from(y), "int32"), outputs).toFloat() : tf.tensor1d(y),
    ];
    const rows = batches(task, data, shuffled);
    const all = task.batch === task.rows ? tensors(data.x, data.y) : null;
    return {
      layers,
      async update(updates) {
        for (let i = 0; i < updates; i++) {
          tf.tidy(() => {
            const next = all === null ? rows.next().value : null;
            const [x, y] = all ?? tensors(next.x.slice(), next.y.slice());
            optimizer.minimize(() => loss(x, y));
          });
        }
        await layers.at(-1).bias.data();
      },
    };
  }
  const running = training(true);
  return {
    async check(updates) {
      const checked = training(false);
      await checked.update(updates);
      return checked.layers.flatMap(({ weights, bias }) => [...weights.dataSync(), ...bias.dataSync()]);
    },
    update: (count) => running.update(count),
  };
});
