/**
 * What every system's process does: read a training, make the updates that are checked, say it is ready, then answer
 * each line "seconds" with the seconds that one update takes, measured over about that long.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @param make (task, { x, y, start }, layers) -> { check(updates): the parameters after so many updates from the start,
 *   rows in their own order; null where the system has another rule; update(count): makes updates }
 */
export async function serve(make) {
  const [folder, ...options] = process.argv.slice(2);
  const task = JSON.parse(readFileSync(join(folder, "task.json"), "utf8"));
  const floats = (name) => {
    const bytes = readFileSync(join(folder, `${name}.f32`));
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  const data = task.kind === "training" ? { x: floats("x"), y: floats("y"), start: floats("start") } : {};
  const system = await make(task, data, options);
  const parameters = await system.check(task.checked);
  const result = join(folder, `result-${process.pid}.f32`);
  if (parameters !== null) writeFileSync(result, Float32Array.from(parameters));
  console.log(JSON.stringify({ ready: true, result: parameters === null ? null : result }));
  let steps = 1;
  for await (const line of createInterface({ input: process.stdin })) {
    const wanted = Number(line);
    for (;;) {
      const begin = performance.now();
      // Some make whole passes only, and say how many updates those were.
      const made = (await system.update(steps)) ?? steps;
      const elapsed = (performance.now() - begin) / 1000;
      if (elapsed >= wanted / 2) {
        console.log(elapsed / made);
        break;
      }
      steps = Math.ceil(steps * Math.min(100, Math.max(2, wanted / Math.max(elapsed, 1e-9))));
    }
  }
}

/** The layers of flat parameters: weights [inputs, outputs], then the bias, layer by layer. */
export function layersOf({ widths }, flat) {
  let at = 0;
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const weights = flat.slice(at, at + inputs * outputs);
    at += inputs * outputs;
    const bias = flat.slice(at, at + outputs);
    at += outputs;
    return { inputs, outputs, weights, bias };
  });
}

/** Batches of the rows: in their own order, or in a new order for each pass. */
export function* batches({ rows, batch, widths }, { x, y }, shuffled) {
  const columns = widths[0];
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  const [bx, by] = [new Float32Array(batch * columns), new Float32Array(batch)];
  for (;;) {
    if (shuffled) {
      for (let i = rows - 1; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1));
        [order[i], order[j]] = [order[j], order[i]];
      }
    }
    for (let from = 0; from + batch <= rows; from += batch) {
      for (let i = 0; i < batch; i++) {
        const row = order[from + i];
        bx.set(x.subarray(row * columns, (row + 1) * columns), i * columns);
        by[i] = y[row];
      }
      yield { x: bx, y: by };
    }
  }
}
