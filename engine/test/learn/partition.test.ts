/** Rules for parts of the parameters: each part goes as it would alone. */
import { sigmoidCrossEntropy } from "nabla/losses";
import { mlp } from "nabla/models";
import * as optimizers from "nabla/optimizers";
import { descend, steps } from "nabla/train";
import { describe, expect, it } from "vitest";
import { follow, plainly } from "./byHand.ts";
import { Updates } from "./support.ts";

const { adam, decoupledWeightDecay, ema, partition, sgd, sharpnessAware, svrg } = optimizers;
const kind = (path: string) => (path.endsWith("bias") ? "biases" : "others");

describe("a partition", () => {
  it("gives every part its own rate", () => {
    const optimizer = partition(kind, { biases: sgd({ learningRate: 0.3 }), others: sgd({ learningRate: 0.1 }) });
    expect(Object.keys(optimizer.hyper)).toEqual(["biases.learningRate", "others.learningRate"]);
    // Leaves in the order of their paths: layers.0.bias, layers.0.weights, scale.
    follow(
      optimizer,
      plainly(0.1, (gradient) => gradient.map((leaf, i) => leaf.map((g) => (i === 0 ? 3 * g : g)))),
    );
  });

  it("keeps what each rule remembers apart", () => {
    const params = { bias: { shape: [2], data: [1, 2] }, weights: { shape: [2], data: [3, 4] } };
    const both = new Updates(
      partition(kind, { biases: adam(), others: sgd({ learningRate: 0.1, momentum: 0.9 }) }),
      params,
    );
    const alone = [
      new Updates(adam(), { bias: params.bias }),
      new Updates(sgd({ learningRate: 0.1, momentum: 0.9 }), { weights: params.weights }),
    ];
    for (let t = 0; t < 20; t++) {
      const gradient = [
        [Math.sin(t), 1],
        [Math.cos(t), -2],
      ];
      both.update(gradient);
      for (const [i, one] of alone.entries()) one.update([gradient[i]]);
      expect(both.params).toEqual(alone.flatMap(({ params: own }) => own));
    }
  });

  it("lets the rules inside know a bias by its path", () => {
    const decaying = partition(() => "all", {
      all: decoupledWeightDecay(sgd({ learningRate: 0.1 }), { weightDecay: 0.5 }),
    });
    const updates = new Updates(decaying, {
      layer: { bias: { shape: [], data: [2] }, weights: { shape: [], data: [2] } },
    });
    updates.update([[0], [0]]);
    expect(updates.params).toEqual([[2], [2 * (1 - 0.1 * 0.5)]]);
  });

  it("is, in a descent, what its one rule is: also one that predicts with an average or asks twice", async () => {
    const x = Array.from({ length: 30 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    const y = x.map(([a, b]) => (a * b > 0 ? 1 : 0));
    const around = [
      (inner: optimizers.Optimizer) => inner,
      (inner: optimizers.Optimizer) => ema(inner, { decay: 0.9 }),
      (inner: optimizers.Optimizer) => sharpnessAware(inner, { radius: 0.1 }),
    ];
    for (const wrap of around) {
      const predictions = [];
      for (const optimizer of [wrap(adam()), partition(() => "all", { all: wrap(adam()) })]) {
        const descent = descend({
          model: mlp([4]),
          loss: sigmoidCrossEntropy,
          data: { x, y },
          optimizer,
          batchSize: 5,
          dtype: "float64",
          stop: [steps(60)],
        });
        await descent.run();
        predictions.push(descent.predict<number[]>(x));
      }
      expect(predictions[1]).toEqual(predictions[0]);
    }
  });

  it("refuses a name that is none, and rules that look at more rows than a batch", () => {
    const optimizer = partition(() => "weihgts", { weights: sgd({ learningRate: 0.1 }) });
    expect(() => new Updates(optimizer, { w: { shape: [], data: [0] } })).toThrow(
      'partition: w is given the name "weihgts", and there are optimizers for weights only',
    );
    expect(() => partition(kind, { biases: svrg({ learningRate: 0.1 }) })).toThrow(
      expect.objectContaining({ code: "cannot-wrap" }),
    );
  });
});
