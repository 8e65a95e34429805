// Prints the seconds of the race on cars, evaluation included. Options: seeds, epochs.
import { meanSquaredError } from "../../engine/dist/losses.js";
import { linear } from "../../engine/dist/models.js";
import { sgd } from "../../engine/dist/optimizers.js";
import { compare } from "../../engine/dist/race.js";
import { builtin, prepare } from "../../tables/dist/index.js";

const [seeds, epochs] = process.argv.slice(2).map(Number);
const { x, y, rows, features } = prepare(builtin("cars"), { target: "mpg", missing: "drop" });
const begin = performance.now();
await compare({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.02 }),
  data: { x: { data: x, shape: [rows, features.length] }, y },
  batchSizes: ["full", 32, 1],
  learningRate: 0.02,
  seeds,
  epochs,
  bestRate: false,
  timing: false,
});
console.log((performance.now() - begin) / 1000);
process.exit(0);
