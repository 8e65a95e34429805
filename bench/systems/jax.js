/** jax-js on its WebAssembly backend: one jitted step, the parameters waited for after each, as its author advises. */
import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np, tree } from "@jax-js/jax";
import { batches, layersOf, serve } from "./serve.js";

await init("wasm");
defaultDevice("wasm");

await serve((task, data) => {
  const activate = { relu: nn.relu, tanh: np.tanh, identity: (h) => h }[task.activation];
  const predict = (layers, x) =>
    layers.reduce((h, { weights, bias }, i) => {
      const z = np.matmul(h, weights).add(bias);
      return i < layers.length - 1 ? activate(z) : z;
    }, x);
  const loss = (layers, x, y) => {
    const z = predict(layers, x);
    if (task.loss === "softmax") return np.mean(np.sum(nn.logSoftmax(z, -1).mul(y), -1)).neg();
    const flat = z.reshape([-1]);
    if (task.loss === "logistic") return np.mean(nn.softplus(flat.ref).sub(flat.mul(y)));
    return np.mean(np.square(flat.sub(y)));
  };
  const rate = task.learningRate;
  const sgd = jit((layers, x, y) => {
    const slopes = grad(loss)(tree.ref(layers), x, y);
    return tree.map((parameter, slope) => parameter.sub(slope.mul(rate)), layers, slopes);
  });
  const adam = jit((layers, first, second, corrections, x, y) => {
    const slopes = grad(loss)(tree.ref(layers), x, y);
    const nextFirst = tree.map((m, g) => m.mul(0.9).add(g.mul(0.1)), first, tree.ref(slopes));
    const nextSecond = tree.map((v, g) => v.mul(0.999).add(np.square(g).mul(0.001)), second, slopes);
    const [c1, c2] = corrections;
    const next = tree.map(
      (parameter, m, v) =>
        parameter.sub(
          m
            .mul(c1.ref)
            .mul(rate)
            .div(np.sqrt(v.mul(c2.ref)).add(1e-8)),
        ),
      layers,
      tree.ref(nextFirst),
      tree.ref(nextSecond),
    );
    c1.dispose();
    c2.dispose();
    return [next, nextFirst, nextSecond];
  });
  const outputs = task.widths.at(-1);
  const targets = (y) => {
    if (task.loss !== "softmax") return np.array(y);
    const hot = new Float32Array(y.length * outputs);
    y.forEach((id, i) => {
      hot[i * outputs + id] = 1;
    });
    return np.array(hot).reshape([y.length, outputs]);
  };
  const startLayers = () =>
    layersOf(task, data.start).map(({ inputs, outputs: to, weights, bias }) => ({
      weights: np.array(weights).reshape([inputs, to]),
      bias: np.array(bias),
    }));
  const zeros = (layers) => tree.map((each) => np.zeros(each.shape), layers);

  function training(shuffled) {
    let layers = startLayers();
    let [first, second] = task.optimizer === "adam" ? [zeros(startLayers()), zeros(startLayers())] : [];
    let count = 0;
    const whole = task.batch === task.rows;
    const rows = batches(task, data, shuffled);
    const columns = task.widths[0];
    const all = whole ? [np.array(data.x).reshape([task.rows, columns]), targets(data.y)] : null;
    return {
      layers: () => layers,
      async update(updates) {
        for (let i = 0; i < updates; i++) {
          const next = all === null ? rows.next().value : null;
          const x = all === null ? np.array(next.x).reshape([task.batch, columns]) : all[0].ref;
          const y = all === null ? targets(next.y) : all[1].ref;
          if (task.optimizer === "adam") {
            count++;
            const corrections = [np.array(1 / (1 - 0.9 ** count)), np.array(1 / (1 - 0.999 ** count))];
            [layers, first, second] = adam(layers, first, second, corrections, x, y);
          } else {
            layers = sgd(layers, x, y);
          }
          await blockUntilReady(layers);
        }
      },
    };
  }
  const running = training(true);
  return {
    async check(updates) {
      const checked = training(false);
      await checked.update(updates);
      const flat = [];
      for (const { weights, bias } of checked.layers()) flat.push(...(await weights.data()), ...(await bias.data()));
      return flat;
    },
    update: (count) => running.update(count),
  };
});
