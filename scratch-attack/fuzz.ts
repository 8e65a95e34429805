import { byHand } from "./lib.ts";
import { models } from "./models.ts";
import { descend } from "../engine/src/doors/train.ts";
import { adam, sgd } from "../engine/src/doors/optimizers.ts";
import { inverseTime } from "../engine/src/doors/schedules.ts";
import { linear, mlp } from "../engine/src/doors/models.ts";
import { softmaxCrossEntropy, sigmoidCrossEntropy } from "../engine/src/doors/losses.ts";
let s = 12345;
const rnd = () => { s = (Math.imul(s, 1664525) + 1013904223) | 0; return (s >>> 8) / 2 ** 24; };
const data = (rows: number, shape: number[]) => ({ shape: [rows, ...shape], data: Float64Array.from({ length: rows * shape.reduce((a, b) => a * b, 1) }, () => Math.fround(4 * rnd() - 2)) });
const opts: any[] = [
  ["sgd", () => sgd({ learningRate: 0.05 }), () => 0.05],
  ["momentum", () => sgd({ learningRate: 0.02, momentum: 0.9 }), () => 0.02],
  ["nesterov", () => sgd({ learningRate: inverseTime({ initial: 0.02, decay: 0.3 }), momentum: 0.9, nesterov: true }), (t: number) => 0.02 / (1 + 0.3 * t)],
  ["adam", () => adam({ learningRate: inverseTime({ initial: 0.02, decay: 0.1 }) }), (t: number) => 0.02 / (1 + 0.1 * t)],
];
const rowsOf = [1, 2, 3, 64, 65, 129, 200];
const all: any[] = [...models.map(([name, xs, ys, init, apply, loss]) => ({ name, xs, ys, model: { init: () => init, apply }, loss })),
  { name: "mlp", xs: [4], ys: [], model: mlp([16, 16, 16, 16]), loss: (p: any, y: any) => p.sub(y).mul(p.sub(y)).mean() },
  { name: "softmax", xs: [4], ys: "ids", model: linear(), loss: softmaxCrossEntropy },
  { name: "sigmoid", xs: [4], ys: "bin", model: mlp([5]), loss: sigmoidCrossEntropy },
];
const only = process.argv[2];
let n = 0, bad = 0;
const fails = new Set<string>();
for (const m of all) {
  if (only && m.name !== only) continue;
  for (let round = 0; round < 12; round++) {
    const rows = rowsOf[Math.floor(rnd() * rowsOf.length)];
    const choices: any[] = [1, 2, 63, 64, 65, 127, 128, 129, Math.max(1, rows - 1), rows, "full"];
    const batchSize = choices[Math.floor(rnd() * choices.length)];
    const [kind, make, rate] = opts[Math.floor(rnd() * 4)];
    const dtype = rnd() < 0.6 ? "float64" : "float32";
    const order = ["reshuffle", "shuffle-once", "with-replacement", "sequential"][Math.floor(rnd() * 4)];
    const l2 = rnd() < 0.5 ? 0.1 : 0;
    const seed = rnd() < 0.3 ? 2 ** 40 + 7 : 5;
    const x = data(rows, m.xs);
    const y: any = m.ys === "ids" ? Int32Array.from({ length: rows }, (_, i) => i % 3) : m.ys === "bin" ? Int32Array.from({ length: rows }, (_, i) => i % 2) : data(rows, m.ys);
    const weights = rnd() < 0.4 ? Float64Array.from({ length: rows }, (_, i) => i % 3 === 1 ? 0 : 0.5 + rnd()) : undefined;
    const o: any = { model: m.model, loss: m.loss, data: { x, y, ...(weights ? { weights } : {}) }, dtype, order, l2, seed, batchSize };
    const label = `${m.name} rows=${rows} B=${batchSize} ${kind} ${dtype} ${order} l2=${l2} w=${!!weights}`;
    n++;
    try {
      const steps = Math.min(25, 3 * Math.ceil(rows / (batchSize === "full" ? rows : batchSize)) + 2);
      const d = descend({ ...o, optimizer: make(), stop: [] });
      const hand = byHand(o, { kind, rate }, steps);
      const got = await d.advance(steps);
      const tol = dtype === "float64" ? 1e-8 : 2e-3;
      const flat = (t: any): number[] => typeof t === "number" ? [t] : Array.isArray(t) ? t.flatMap(flat) : Object.keys(t).sort().flatMap((k) => flat(t[k]));
      const w = d.namedParameters.flatMap((p: any) => [...p.value.data]);
      const want = hand.w.flatMap((a) => [...a]);
      let err = 0;
      hand.losses.forEach((l, i) => { if (!Object.is(l, got[i])) { const e = Math.abs(l - got[i]) / Math.max(1, Math.abs(l)); err = Math.max(err, Number.isNaN(e) ? 1e9 : e); } });
      want.forEach((l, i) => { if (!Object.is(l, w[i])) { const e = Math.abs(l - w[i]) / Math.max(1, Math.abs(l)); err = Math.max(err, Number.isNaN(e) ? 1e9 : e); } });
      if (err > tol || got.length !== hand.losses.length) { bad++; console.log("DIFF", label, err, got.length, hand.losses.length, [...got].slice(0, 3), hand.losses.slice(0, 3)); }
      // predict & objective
      const before = d.loss;
      const p1 = d.predict(x as any);
      if (!Number.isFinite(before)) console.log("loss?", label, before);
      d.close();
    } catch (e: any) { bad++; const msg = `${m.name}: ${e.message}`; if (!fails.has(msg)) { fails.add(msg); console.log("THROW", label, e.stack.split("\n").slice(0, 7).join("\n")); } }
  }
}
console.log(n, "cases", bad, "bad");
