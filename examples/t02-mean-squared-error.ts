/**
 * T2, mean squared error (均方误差): its value, its gradient, and the line that makes it smallest.
 *
 *   npx tsx examples/t02-mean-squared-error.ts
 */
import { grad } from "nabla";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend, epochs, untilLoss } from "nabla/train";

const hours = [[1], [2], [3], [4], [5]];
const points = [52, 61, 68, 82, 87];

// Two guesses for the five results: the loss says which one is nearer.
console.log("a guess:       ", meanSquaredError([50, 60, 70, 80, 90], points));
console.log("a better guess:", meanSquaredError([52, 61, 70, 79, 88], points));

// How the loss changes with each guess: twice the error, divided by five.
console.log("gradient:      ", grad(meanSquaredError)([50, 60, 70, 80, 90], points));

// The line of the smallest loss, found by descent.
const descent = descend({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.05 }),
  data: { x: hours, y: points },
  batchSize: "full",
  dtype: "float64",
  stop: [untilLoss(3.0801), epochs(10_000)],
});
await descent.run();
const { weights, bias } = descent.params as { weights: number[]; bias: number };
console.log(`best line:      ${bias.toFixed(1)} + ${weights[0].toFixed(1)} · hours, loss ${descent.loss.toFixed(2)}`);

/* Prints:
a guess:        4.4
a better guess: 2.8
gradient:       [ -0.8, -0.4, 0.8, -0.8, 1.2000000000000002 ]
best line:      41.4 + 9.5 · hours, loss 3.07
*/
