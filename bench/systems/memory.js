// Prints the bytes of memory that a training took at its most, without its data. Options: rows, columns.

import { readFileSync } from "node:fs";
import { meanSquaredError } from "../../engine/dist/losses.js";
import { linear } from "../../engine/dist/models.js";
import { sgd } from "../../engine/dist/optimizers.js";
import { dataset, descend } from "../../engine/dist/train.js";

const [rows, columns] = process.argv.slice(2).map(Number);
const data = dataset({
  rows,
  columns,
  fill: ({ x, y }) => {
    for (let i = 0; i < x.length; i++) x[i] = (i % 97) / 97;
    for (let i = 0; i < y.length; i++) y[i] = (i % 13) / 13;
  },
});
const descent = descend({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.01 }),
  data,
  batchSize: "full",
});
await descent.advance(5);
// On Linux the host's own figure begins with what its parent had.
const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : "";
const peak = 1024 * Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
console.log(peak - 4 * rows * (columns + 1));
process.exit(0);
