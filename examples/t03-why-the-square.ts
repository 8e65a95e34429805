/**
 * T3, why the square (为什么使用误差的平方): the same constant rate, squared and absolute error. Near the lowest point the
 * slope of the square flattens, so its steps shorten by themselves; the absolute error keeps stepping over the point.
 */

import { meanAbsoluteError, meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend, steps } from "nabla/train";

const data = { x: [[1]], y: [3] };

for (const loss of [meanSquaredError, meanAbsoluteError]) {
  const descent = descend({
    model: linear(),
    loss,
    optimizer: sgd({ learningRate: 0.2 }),
    data,
    batchSize: "full",
    dtype: "float64",
    stop: [steps(40)],
  });
  const lengths: number[] = [];
  let before = flat(descent.params);
  while (descent.stopped === null) {
    await descent.advance(1);
    const after = flat(descent.params);
    lengths.push(Math.hypot(...after.map((value, i) => value - before[i])));
    before = after;
  }
  const shown = [0, 4, 9, 19, 39].map((step) => lengths[step].toFixed(4));
  console.log(`${loss.info.name.en} (${loss.info.name.zh}): length of steps 1, 5, 10, 20, 40: ${shown.join("  ")}`);
}

function flat(params: unknown): number[] {
  const { weights, bias } = params as { weights: number[]; bias: number };
  return [...weights, bias];
}

/* Prints:
mean squared error (均方误差): length of steps 1, 5, 10, 20, 40: 2.1167  0.0034  0.0000  0.0000  0.0000
mean absolute error (平均绝对误差): length of steps 1, 5, 10, 20, 40: 0.2828  0.2828  0.2828  0.2828  0.2828
*/
