/** Rows, targets and a start for a training: the same for every system, made from a seed. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomNumbers } from "./numbers.ts";
import type { Training } from "./task.ts";

/** Numbers evenly spread over ±1. */
const spread = (count: number, seed: number): Float32Array =>
  Float32Array.from(randomNumbers(count, seed), (share) => 2 * share - 1);

export interface TrainingFiles {
  readonly folder: string;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Writes task.json, x.f32, y.f32 and start.f32 into a new folder. */
export function writeTraining(task: Training): TrainingFiles {
  const { rows, widths, loss } = task;
  const [columns] = widths;
  const x = spread(rows * columns, 1);
  const direction = spread(columns, 2);
  const noise = spread(rows, 3);
  const y = Float32Array.from({ length: rows }, (_, row) => {
    let sum = 0.3 * noise[row];
    for (let j = 0; j < columns; j++) sum += (direction[j] * x[row * columns + j]) / Math.sqrt(columns);
    if (loss === "squared") return sum;
    if (loss === "logistic") return sum > 0 ? 1 : 0;
    const classes = widths[widths.length - 1];
    return Math.min(classes - 1, Math.max(0, Math.floor((sum + 1) * 0.5 * classes)));
  });
  // Glorot's width of the start, biases 0.
  const start = widths.slice(1).flatMap((to, i) => {
    const limit = Math.sqrt(6 / (widths[i] + to));
    return [...spread(widths[i] * to, 10 + i).map((each) => each * limit), ...new Float32Array(to)];
  });
  const folder = mkdtempSync(join(tmpdir(), "nabla-bench-"));
  writeFileSync(join(folder, "task.json"), JSON.stringify(task));
  for (const [name, numbers] of Object.entries({ x, y, start: Float32Array.from(start) })) {
    writeFileSync(join(folder, `${name}.f32`), new Uint8Array(numbers.buffer));
  }
  return { folder, x, y };
}

/** The loss of all rows in float64, from flat parameters: what every system must reach by the same updates. */
export function lossOf(
  { widths, activation, loss, rows }: Training,
  { x, y }: TrainingFiles,
  flat: Float32Array,
): number {
  const most = Math.min(rows, 2000);
  let total = 0;
  for (let row = 0; row < most; row++) {
    let h: number[] = Array.from(x.subarray(row * widths[0], (row + 1) * widths[0]));
    let at = 0;
    widths.slice(1).forEach((to, layer) => {
      const from = widths[layer];
      const z = Array.from(flat.subarray(at + from * to, at + from * to + to));
      for (let i = 0; i < from; i++) for (let j = 0; j < to; j++) z[j] += h[i] * flat[at + i * to + j];
      at += from * to + to;
      const last = layer === widths.length - 2;
      h =
        last || activation === "identity" ? z : z.map(activation === "relu" ? (each) => Math.max(0, each) : Math.tanh);
    });
    if (loss === "squared") total += (h[0] - y[row]) ** 2;
    else if (loss === "logistic") total += Math.max(h[0], 0) - h[0] * y[row] + Math.log1p(Math.exp(-Math.abs(h[0])));
    else {
      const largest = Math.max(...h);
      total += largest + Math.log(h.reduce((sum, each) => sum + Math.exp(each - largest), 0)) - h[y[row]];
    }
  }
  return total / most;
}
