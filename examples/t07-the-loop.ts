/**
 * T7, the loop (寻找步骤): (1) is the loss small enough? if not, the gradient; (2) a small step against it; (3) again.
 * By hand with `valueAndGrad`, then the same loop compiled.
 */
import { type Tensor, valueAndGrad } from "nabla";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend, untilLoss } from "nabla/train";

const x = [[-1], [0], [1], [2]];
const y = [-3, -1, 1, 3];
const rate = 0.1;

// By hand: the line y = a·x + b, from a = b = 0.
const loss = ([a, b]: Tensor) => {
  const errors = x.map(([input], i) => a.mul(input).add(b).sub(y[i]));
  return errors.reduce((sum, error) => sum.add(error.mul(error)), a.mul(0)).div(x.length);
};
const measure = valueAndGrad(loss);
let point = [0, 0];
let step = 0;
for (; ; step++) {
  const { value, gradient } = measure(point);
  if (value <= 1e-6) break;
  point = point.map((coordinate, i) => coordinate - rate * gradient[i]);
}
console.log(`by hand:  a = ${point[0].toFixed(3)}, b = ${point[1].toFixed(3)} after ${step} steps`);

// Compiled: loss, gradient, update and the test in one program.
const descent = descend({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: rate }),
  data: { x, y },
  batchSize: "full",
  dtype: "float64",
  stop: [untilLoss(1e-6)],
});
const { reason } = await descent.run();
const { weights, bias } = descent.params as { weights: number[]; bias: number };
console.log(`compiled: a = ${weights[0].toFixed(3)}, b = ${bias.toFixed(3)} after ${descent.step} steps (${reason})`);

/* Prints:
by hand:  a = 1.999, b = -0.999 after 50 steps
compiled: a = 1.999, b = -0.999 after 52 steps (loss)
*/
