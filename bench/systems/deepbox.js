/** deepbox: eager tensors in plain JavaScript, its own losses and optimizers. */
import { parameter, tensor } from "deepbox/ndarray";
import { binaryCrossEntropyWithLogitsLoss, crossEntropyLoss, mseLoss } from "deepbox/nn";
import { Adam, SGD } from "deepbox/optim";
import { batches, layersOf, serve } from "./serve.js";

const nested = (flat, columns) =>
  Array.from({ length: flat.length / columns }, (_, i) => Array.from(flat.subarray(i * columns, (i + 1) * columns)));

await serve((task, data) => {
  const [columns] = task.widths;
  function training(shuffled) {
    const layers = layersOf(task, data.start).map(({ outputs, weights, bias }) => ({
      weights: parameter(nested(weights, outputs)),
      bias: parameter(Array.from(bias)),
    }));
    const flat = layers.flatMap(({ weights, bias }) => [weights, bias]);
    const optimizer = new (task.optimizer === "adam" ? Adam : SGD)(flat, { lr: task.learningRate });
    const activate = (h) => (task.activation === "identity" ? h : h[task.activation]());
    const rows = batches(task, data, shuffled);
    return {
      flat,
      update(updates) {
        for (let i = 0; i < updates; i++) {
          const { x, y } = rows.next().value;
          const input = parameter(nested(x, columns));
          input.setRequiresGrad(false);
          const z = layers.reduce((h, { weights, bias }, l) => {
            const sum = h.matmul(weights).add(bias);
            return l < layers.length - 1 ? activate(sum) : sum;
          }, input);
          let loss;
          if (task.loss === "softmax") loss = crossEntropyLoss(z, tensor(Array.from(y), { dtype: "int32" }));
          else {
            const target = parameter(nested(y, 1));
            target.setRequiresGrad(false);
            loss = (task.loss === "logistic" ? binaryCrossEntropyWithLogitsLoss : mseLoss)(z, target);
          }
          optimizer.zeroGrad();
          loss.backward();
          optimizer.step();
        }
      },
    };
  }
  const running = training(true);
  return {
    check(updates) {
      const checked = training(false);
      checked.update(updates);
      return checked.flat.flatMap((each) => each.toArray().flat());
    },
    update: (count) => running.update(count),
  };
});
