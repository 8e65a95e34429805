import { descend, steps, epochs, untilLoss, plateau } from "../engine/src/doors/train.ts";
import { adam, sgd } from "../engine/src/doors/optimizers.ts";
import { inverseTime } from "../engine/src/doors/schedules.ts";
import { linear, mlp } from "../engine/src/doors/models.ts";
import { meanSquaredError, softmaxCrossEntropy } from "../engine/src/doors/losses.ts";
import { heap } from "../engine/src/backends/wasm/heap.ts";
import { wasm } from "../engine/src/backends/wasm/index.ts";
import { reference } from "../engine/src/backends/reference/index.ts";
import { apply, build, input, array, iota } from "../engine/src/ops/apply.ts";
import { ROWS } from "../engine/src/base/shape.ts";
import { concat, stack } from "./math.ts";
import { compiledProgramCount } from "../engine/src/train/program.ts";
import { checkProblem } from "../engine/src/train/problem.ts";
import { CompiledObjective } from "../engine/src/train/evaluate.ts";
import { DataInMemory } from "../engine/src/train/memory.ts";
const sq = (p: any, y: any) => p.sub(y).mul(p.sub(y)).mean();
const t = async (name: string, f: () => any) => { try { console.log(name, "->", JSON.stringify(await f())?.slice(0, 200)); } catch (e: any) { console.log(name, "THROW", e.constructor.name, e.code, e.message, e.code ? "" : e.stack.split("\n").slice(1, 5).join("|")); } };
const xs = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(i * 3)]);
const ys = xs.map(([a, b]) => a - 2 * b + 1);
const base: any = { model: linear(), loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }), data: { x: xs, y: ys }, dtype: "float64", batchSize: 7, stop: [epochs(5)] };
await t("predict 0 rows", () => descend(base).predict([]));
await t("predict typed flat", () => descend(base).predict(new Float64Array([1, 2, 3, 4])));
await t("predict flat numbers", () => descend(base).predict([1, 2, 3, 4]));
await t("predict typed 0", () => descend(base).predict(new Float64Array(0)));
await t("predict bad", () => descend(base).predict([[1, 2, 3]]));
await t("no params", () => descend({ ...base, model: { init: () => ({}), apply: (_: any, x: any) => x.sum() }, loss: sq }).loss);
await t("no params advance", async () => [...await descend({ ...base, model: { init: () => ({}), apply: (_: any, x: any) => x.sum() }, loss: sq }).advance(3)]);
await t("single tensor params", async () => { const d = descend({ ...base, model: { init: () => ({ shape: [2], data: new Float64Array(2) }), apply: (p: any, x: any) => p.dot(x) }, loss: sq, l2: 0.1 }); await d.run(); return d.params; });
await t("zero columns", () => descend({ ...base, data: { x: [[], []], y: [1, 2] } }).loss);
await t("plateau 2.5", async () => descend({ ...base, stop: [plateau({ every: 2.5 }), steps(100)] }).run());
await t("untilLoss every 1.5", async () => descend({ ...base, stop: [untilLoss(1e-9, { every: 1.5 }), steps(100)] }).run());
await t("steps(2.5)", async () => descend({ ...base, stop: [steps(2.5)] }).run());
await t("epochs(0)", async () => descend({ ...base, stop: [epochs(0)] }).run());
await t("epochs(0.01)", async () => descend({ ...base, stop: [epochs(0.01)] }).run());
await t("stop both", async () => descend({ ...base, stop: [steps(5), epochs(3), plateau()] }).run());
await t("closed", async () => { const d = descend(base); await d.advance(3); const p = JSON.stringify(d.params); const q = JSON.stringify(d.predict(xs)); const l = d.loss; d.close(); d.close();
  const others = Array.from({ length: 4 }, () => descend({ ...base, seed: 9 })); 
  const out: any = {};
  for (const [k, f] of Object.entries<any>({ params: () => JSON.stringify(d.params) === p, predict: () => JSON.stringify(d.predict(xs)) === q, loss: () => d.loss === l, step: () => d.step, adv: () => d.advance(2), set: () => { d.set({ learningRate: 3 }); return 1; } })) { try { out[k] = await f(); } catch (e: any) { out[k] = e.code ?? e.message; } }
  return out; });
await t("double close frees others", async () => { const d = descend(base); d.close(); const e = descend({ ...base, optimizer: sgd({ learningRate: 1e-9 }) }); const l = e.loss; d.close(); const f = descend({ ...base, data: { x: xs.map(() => [5, 5]), y: ys }, seed: 3 }); return [l, e.loss]; });
await t("set schedule", async () => { const d = descend({ ...base, optimizer: sgd({ learningRate: inverseTime({ initial: 0.2, decay: 0.5 }) }) }); d.set({ "learningRate.initial": 0.1 }); return (await d.advance(2)).length; });
await t("n=3 70000 steps", async () => { for (const batchSize of [1, 2]) for (const order of ["reshuffle", "with-replacement", "shuffle-once"]) { const mk = () => descend({ ...base, data: { x: xs.slice(0, 3), y: ys.slice(0, 3) }, batchSize, order, stop: [], optimizer: sgd({ learningRate: 0.01 }) });
  const a = mk(), b = mk(); await a.advance(70000); for (const k of [1, 2, 3, 65535, 4459]) await b.advance(k); if (JSON.stringify(a.params) !== JSON.stringify(b.params)) return ["DIFF", batchSize, order, a.params, b.params]; if (a.examples !== b.examples) return "ex"; a.close(); b.close(); } return "ok"; });
await t("interleaved", async () => { const a = descend({ ...base, stop: [] }), b = descend({ ...base, stop: [], optimizer: adam() }), a2 = descend({ ...base, stop: [] }); for (let i = 0; i < 30; i++) { await a.advance(1); await b.advance(2); b.loss; } await a2.advance(30); return JSON.stringify(a.params) === JSON.stringify(a2.params); });
await t("flat heap", async () => { const once = async () => { const d = descend({ ...base, batchSize: 3 }); await d.advance(3); d.loss; d.predict(xs); d.close(); }; await once(); const h: any = heap(); const before = [h.end, h.taken.size, h.memory.buffer.byteLength]; const c = compiledProgramCount(); const t0 = Date.now(); for (let i = 0; i < 2000; i++) await once(); return [before, [h.end, h.taken.size, h.memory.buffer.byteLength], compiledProgramCount() - c, Date.now() - t0]; });
await t("const array program count", async () => { const mk = () => descend({ ...base, loss: (p: any, y: any) => { return sq(p, y).mul(({} as any, 1)); }, model: { init: () => ({ w: { shape: [2], data: new Float64Array(2) } }), apply: (p: any, x: any) => p.w.dot(x.mul(C())) } }); mk().close(); const c = compiledProgramCount(); for (let i = 0; i < 5; i++) mk().close(); return compiledProgramCount() - c; });
import { tensor } from "./math.ts";
function C() { return tensor([1, 2], [2], "float64"); }
// predict writing beyond the result
await t("predict slack", async () => { const d = descend({ ...base, data: { x: xs.map(([a]) => a), y: { shape: [20, 9], data: new Float64Array(180) } }, model: { init: () => ({ w: { shape: [], data: new Float64Array([1]) } }), apply: (p: any, x: any) => stack(Array.from({ length: 9 }, (_, i) => x.mul(p.w).add(i))) }, loss: sq });
  const h: any = heap(); const out: any[] = [];
  for (const n of [1, 3, 5, 63, 65, 127]) { const a = h.allocate.bind(h); const addrs: any[] = []; h.allocate = (b: number) => { const at = a(b + 1024); addrs.push([at, b]); new Uint8Array(h.memory.buffer, at + b, 1024).fill(77); return at; };
    const p: any = d.predict(Array.from({ length: n }, (_, i) => i)); 
    for (const [at, b] of addrs) { const u = new Uint8Array(h.memory.buffer, at + b, 1024); let last = -1; u.forEach((v, i) => { if (v !== 77 && v !== 0) last = i; }); if (last >= 0) out.push([n, b, last]); }
    delete h.allocate; if (p.some((r: any, i: number) => r.some((v: any, j: number) => v !== i + j))) out.push("wrong"); }
  return out; });
const cmp = (name: string, graph: any, inputs: any[], rows = 1) => { try { const a = wasm.compile(graph).run(inputs, rows), b = reference.compile(graph).run(inputs, rows); const bad = b.flatMap((v: any, i: number) => [...v].map((z: number, j: number) => Object.is(z, a[i][j]) || Math.abs(z - a[i][j]) <= 1e-6 * Math.max(1, Math.abs(z)) ? null : [i, j, z, a[i][j]]).filter((q) => q)); console.log(name, bad.length ? "DIFF " + JSON.stringify(bad.slice(0, 4)) + bad.map(String).slice(0,3) : "ok"); } catch (e: any) { console.log(name, "THROW", e.message, e.stack.split("\n").slice(1, 4).join("|")); } };
for (const rows of [1, 2, 3, 5, 7]) { const x = input([ROWS], "float64"); const v = Array.from({ length: rows }, (_, i) => i + 1);
  cmp("sum f32(cast f64) rows" + rows, { inputs: [x], outputs: [build.sum(apply("cast", [x], { dtype: "float32" }), [0]), build.sum(apply("cast", [x], { dtype: "int32" }), [0]), build.max(apply("cast", [build.neg(x)], { dtype: "int32" }), [0]), build.sum(apply("cast", [x], { dtype: "float32" }), [0])] }, [v], rows);
  const q = input([ROWS, 3], "float32"), y = input([rows === 1 ? 1 : 3], "float64");
  cmp("mixed 2d rows" + rows, { inputs: [q], outputs: [build.sum(apply("cast", [q], { dtype: "float64" }), [0, 1]), build.sum(apply("cast", [build.mul(apply("cast", [q], { dtype: "float64" }), apply("cast", [q], { dtype: "float64" }))], { dtype: "float32" }), [1])] }, [Array.from({ length: rows * 3 }, (_, i) => i / 2)], rows); }
for (const n of [1, 2, 3, 5, 8, 300]) { const x = input([n], "float64"); const v = Array.from({ length: n }, (_, i) => i === n - 1 ? Infinity : 1);
  cmp("sum with inf " + n, { inputs: [x], outputs: [build.sum(x, [0])] }, [v]);
  cmp("f32 of f64 static " + n, { inputs: [x], outputs: [build.sum(apply("cast", [x], { dtype: "float32" }), [0]), build.sum(apply("cast", [build.minimum(x, build.full(9, [n], "float64"))], { dtype: "int32" }), [0])] }, [v]);
  const a = input([n, 3], "int32"), b = input([3, n], "int32");
  cmp("int contract " + n, { inputs: [a, b], outputs: [build.contract(a, b, { lhsBatch: [], rhsBatch: [], lhsContract: [1], rhsContract: [0] })] }, [Array.from({ length: 3 * n }, (_, i) => i - 3), Array.from({ length: 3 * n }, (_, i) => 7 * i)]);
  const idx = input([n], "int32"), src = input([4, 2], "float32");
  cmp("gather oor " + n, { inputs: [src, idx], outputs: [build.gather(src, idx, 0), apply("scatterAdd", [build.gather(src, idx, 0), idx], { batch: 0, size: 3 })] }, [[1, 2, 3, 4, 5, 6, 7, 8], Array.from({ length: n }, (_, i) => [0, -1, 3, 4, 2147483647, -2147483648][i % 6])]);
}
{ const x = input([70000], "float32"); cmp("sum70k", { inputs: [x], outputs: [build.sum(x, [0])] }, [new Float32Array(70000).fill(Infinity)]); }
// Hessian/Jacobian by finite differences
for (const [name, model, loss, y] of [["mlp", mlp([5], { activation: "tanh" }), meanSquaredError, ys], ["softmax", linear(), softmaxCrossEntropy, ys.map((_, i) => i % 3)], ["mlpsoft", mlp([4], { activation: "tanh" }), softmaxCrossEntropy, ys.map((_, i) => i % 3)]] as any[]) {
  for (const weights of [undefined, xs.map((_, i) => i % 3)]) {
  const c = checkProblem({ model, loss, data: { x: xs, y, ...(weights ? { weights } : {}) }, dtype: "float32", l2: 0.3, seed: 1 });
  const o = new CompiledObjective(c.problem, new DataInMemory(c.tables), { l2: 0.3, meanWeight: c.meanWeight, curvature: loss.info.curvature });
  const w = Float64Array.from(c.start(1).flatMap((a) => [...a])), v = w.map((_, i) => Math.sin(i * 5 + 1));
  const h = 1e-5; const at = (s: number) => w.map((z, i) => z + s * v[i]);
  const gp = o.gradient(at(h)).gradient, gm = o.gradient(at(-h)).gradient; const hv = o.hessianProduct(w, v);
  const g = o.gradient(w); const dir = g.gradient.reduce((s, z, i) => s + z * v[i], 0);
  console.log(name, "hvp err", Math.max(...hv.map((z, i) => Math.abs(z - (gp[i] - gm[i]) / (2 * h)))), "grad err", Math.abs(dir - (o.value(at(h)) - o.value(at(-h))) / (2 * h)), "values", g.value - o.value(w));
  // per example
  let msq = 0, big = 0; const W = weights ?? xs.map(() => 1); const mw = c.meanWeight;
  for (let i = 0; i < 20; i++) { const ci = checkProblem({ model, loss, data: { x: [xs[i], xs[i], xs[i]], y: name === "mlp" ? [y[i], y[i], y[i]] : [y[i], y[i], 2] , weights: [1, 0, 0] }, dtype: "float32", l2: 0.3, seed: 1 }); const oi = new CompiledObjective(ci.problem, new DataInMemory(ci.tables), { l2: 0, meanWeight: ci.meanWeight, curvature: 1 }); const gi = oi.gradient(w).gradient; let start = 0; const ex: boolean[] = []; ci.problem.parameters.leaves.forEach((l, k) => { const n = l.shape.reduce((a, b) => a * b, 1); for (let j = 0; j < n; j++) ex.push(ci.problem.parameters.paths[k].endsWith("bias")); }); msq += gi.reduce((s, z, j) => { const q = z * W[i] / mw + (ex[j] ? 0 : 0.3 * w[j]); return s + q * q; }, 0) / 20; }
  console.log("  msq", o.meanSquaredGradientNorm(w) - msq, "largest", o.largestExampleCurvature(w));
  const a = o.curvatureBoundProduct(w, v), b = o.curvatureBoundProduct(v, w); console.log("  JtJ sym", a.reduce((s, z, i) => s + z * v[i], 0) > 0);
  } }
