import { reference } from "../engine/src/backends/reference/index.ts";
import { fold } from "../engine/src/base/random.ts";
import { epochOrder } from "../engine/src/train/order.ts";
import { exampleGraph, isExempt, slopes } from "../engine/src/train/graphs.ts";
import { checkProblem } from "../engine/src/train/problem.ts";
import { Tensor } from "../engine/src/trace/tensor.ts";
export { fold };
const r = (dtype: string, v: number) => v;
export interface Opt { kind: "sgd" | "momentum" | "nesterov" | "adam"; rate: (step: number) => number }
/** plain-JS transcription in float64 with gradient of one example by the reference backend */
export function byHand(o: any, opt: Opt, steps: number) {
  const checked = checkProblem({ model: o.model, loss: o.loss, data: o.data, dtype: o.dtype, l2: o.l2 ?? 0, seed: o.seed ?? 0 });
  const { problem, rows, tables, meanWeight } = checked;
  const g = exampleGraph(problem, o.dtype).loss;
  const P = problem.parameters.leaves.length;
  const grads = slopes(new Tensor(g.outputs[0]), g.inputs.slice(0, P));
  const exe = reference.compile({ inputs: g.inputs, outputs: [g.outputs[0], ...grads] });
  const size = (t: any) => t.leaf.shape.reduce((a: number, b: number) => a * b, 1);
  const row = (t: any, i: number) => Array.from({ length: size(t) }, (_, j) => t.data[i * size(t) + j]);
  let w = checked.start(o.seed ?? 0).map((a) => o.dtype === "float32" ? Float64Array.from(a, Math.fround) : a);
  const m = w.map((a) => new Float64Array(a.length));
  const v = w.map((a) => new Float64Array(a.length));
  const B = o.batchSize === "full" ? rows : Math.min(o.batchSize, rows);
  const losses: number[] = [];
  const exempt = problem.parameters.paths.map(isExempt);
  const l2 = o.l2 ?? 0;
  for (let epoch = 0; losses.length < steps; epoch++) {
    const order = B >= rows || o.order === "sequential" ? Uint32Array.from({ length: rows }, (_, i) => i) : epochOrder(o.order ?? "reshuffle", o.seed ?? 0, epoch, rows);
    for (let at = 0; at < rows && losses.length < steps; at += B) {
      const batch = order.slice(at, at + B);
      let loss = 0;
      const grad = w.map((a) => new Float64Array(a.length));
      for (const i of batch) {
        const out = exe.run([...w, row(tables[0], i), row(tables[1], i)]);
        const weight = tables.length > 2 ? tables[2].data[i] : 1;
        loss += weight * out[0][0];
        grad.forEach((gr, k) => gr.forEach((_, j) => { gr[j] += weight * out[k + 1][j]; }));
      }
      const div = batch.length * meanWeight;
      loss /= div;
      grad.forEach((gr, k) => gr.forEach((_, j) => { gr[j] /= div; if (!exempt[k]) { gr[j] += l2 * w[k][j]; } }));
      if (l2) w.forEach((a, k) => { if (!exempt[k]) a.forEach((x) => { loss += 0.5 * l2 * x * x; }); });
      const t = losses.length;
      losses.push(loss);
      if (!Number.isFinite(loss)) return { losses, w };
      const rate = opt.rate(t);
      w = w.map((a, k) => a.map((x, j) => {
        const gr = grad[k][j];
        if (opt.kind === "sgd") return x - rate * gr;
        if (opt.kind === "momentum") { m[k][j] = 0.9 * m[k][j] + gr; return x - rate * m[k][j]; }
        if (opt.kind === "nesterov") { m[k][j] = 0.9 * m[k][j] + gr; return x - rate * (gr + 0.9 * m[k][j]); }
        m[k][j] = 0.9 * m[k][j] + 0.1 * gr; v[k][j] = 0.999 * v[k][j] + 0.001 * gr * gr;
        return x - rate * (m[k][j] / (1 - 0.9 ** (t + 1))) / (Math.sqrt(v[k][j] / (1 - 0.999 ** (t + 1))) + 1e-8);
      }));
    }
  }
  return { losses, w };
}
