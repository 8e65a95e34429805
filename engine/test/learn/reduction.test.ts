import { constant, grad, type Tensor } from "nabla";
import { meanSquaredError, reduced, softmaxCrossEntropy } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend } from "nabla/train";
import { describe, expect, it } from "vitest";
import { close, closeAll } from "./closeness.ts";

const logits = [
  [0.5, -1, 2],
  [0, 0.25, -0.5],
  [3, 1, 1],
  [-2, 0, 0.125],
];
const ids = [2, 0, 1, 1];
const weights = [1, 0, 2.5, 0.5];
/** −log softmax, by its definition. */
const surprisals = logits.map((z, i) => Math.log(z.reduce((sum, each) => sum + Math.exp(each), 0)) - z[ids[i]]);
const total = surprisals.reduce((sum, each, i) => sum + each * weights[i], 0);

describe("losses of many examples", () => {
  it("are each by itself, summed or averaged, with weights and without", () => {
    closeAll(reduced(softmaxCrossEntropy, "none")(logits, ids), surprisals, 1e-14);
    closeAll(
      reduced(softmaxCrossEntropy, "none")(logits, ids, weights),
      surprisals.map((each, i) => each * weights[i]),
      1e-14,
    );
    const sum = surprisals.reduce((all, each) => all + each, 0);
    close(reduced(softmaxCrossEntropy, "sum")(logits, ids), sum, 1e-14);
    close(reduced(softmaxCrossEntropy, "mean")(logits, ids), sum / 4, 1e-14);
    close(reduced(softmaxCrossEntropy, "weightedMean")(logits, ids), sum / 4, 1e-14);
    close(reduced(softmaxCrossEntropy, "sum")(logits, ids, weights), total, 1e-14);
    close(reduced(softmaxCrossEntropy, "mean")(logits, ids, weights), total / 4, 1e-14);
    close(reduced(softmaxCrossEntropy, "weightedMean")(logits, ids, weights), total / 4, 1e-14);
    close(
      reduced(softmaxCrossEntropy, "weightedMean")(logits, ids, [1, 0, 2.5, 1.5]),
      (total + surprisals[3]) / 5,
      1e-14,
    );
  });

  it("average the axes of one example by the loss itself", () => {
    const squares = reduced(meanSquaredError, "sum");
    expect(
      squares(
        [
          [1, 3],
          [2, 2],
        ],
        [
          [0, 0],
          [2, 0],
        ],
      ),
    ).toBe(5 + 2);
  });

  it("have the weighted mean that a descent has of weighted rows", () => {
    const x = [[1], [2], [4]];
    const y = [1, 5, 2];
    const rows = [1, 3, 0.5];
    const model = { ...linear(), init: () => ({ weights: [0.5], bias: 0.25 }) };
    const data = { x, y, weights: rows };
    const descent = descend({
      model: model as never,
      loss: meanSquaredError,
      optimizer: sgd({ learningRate: 0 }),
      data,
    });
    const predictions = x.map(([each]) => 0.5 * each + 0.25);
    close(descent.loss, reduced(meanSquaredError, "weightedMean")(predictions, y, rows), 1e-14);
    descent.close();
  });

  it("are differentiable", () => {
    const loss = (p: Tensor) => reduced(meanSquaredError, "sum")(p, constant([1, 1]), constant([2, 1]));
    expect(grad(loss)([3, 0])).toEqual([8, -2]);
  });

  it.each([
    [() => reduced(meanSquaredError, "median" as never), "option-value"],
    [() => reduced(meanSquaredError, "sum")([1, 2], [1]), "vmap-sizes-differ"],
    [() => reduced(meanSquaredError, "sum")([1, 2], [1, 2], [1]), "example-weights-shape"],
    [() => reduced(meanSquaredError, "sum")([1, 2], [1, 2], [1, -1]), "negative-weight"],
    [() => reduced(meanSquaredError, "weightedMean")([1, 2], [1, 2], [0, 0]), "zero-weights"],
  ])("refuse %s", (attempt, code) => {
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });
});
