/**
 * T15, comparison of convergence (收敛比较): batch, mini-batch and stochastic descent on the same data, from the same
 * starts, over the same shuffles, at one rate, with equal work.
 */
import { line } from "nabla/datasets";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { compare } from "nabla/race";

const { x, y } = line({ rows: 200, noise: 0.5, seed: 7 });
const { races, optimum } = await compare({
  model: linear(),
  loss: meanSquaredError,
  data: { x, y },
  batchSizes: ["full", 16, 1],
  epochs: 10,
  seeds: 20,
});

console.log(`the smallest loss there is: ${optimum?.loss.toFixed(6)}`);
for (const { batchSize, learningRate, seeds, finalLoss } of races[0].descents) {
  const { median, p5, p95 } = finalLoss;
  const spread = [median, p5, p95].map((loss) => loss?.toFixed(4));
  console.log(
    `batch ${batchSize}: rate ${learningRate.toFixed(4)}, ${seeds[0].steps} steps, ` +
      `loss ${spread[0]}, in 90% of the runs from ${spread[1]} to ${spread[2]}`,
  );
}

/* Prints:
the smallest loss there is: 0.250892
batch full: rate 0.2506, 10 steps, loss 0.3011, in 90% of the runs from 0.2626 to 0.3220
batch 16: rate 0.2506, 130 steps, loss 0.2541, in 90% of the runs from 0.2515 to 0.2672
batch 1: rate 0.2506, 2000 steps, loss 0.2884, in 90% of the runs from 0.2588 to 0.4853
*/
