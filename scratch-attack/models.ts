import { abs, cast, concat, contract, exp, flip, gather, iota, log, maximum, mean, oneHot, pad, stack, sum, tanh, tensor, transpose, where, square, sqrt, less, matmul, dot, sin, expandDims, reshape, squeeze, outer, stopGradient, floor } from "./math.ts";
const arr = (shape: number[], f = 1) => ({ shape, data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => f * Math.sin(1 + i * 1.7 + shape.length)) });
const D = 5;
const C = Float64Array.from({ length: 5 }, (_, i) => i / 3 - 0.7);
export const xShapes: Record<string, number[]> = {};
// [name, x shape, y shape, init, apply(p,x) , loss]
const sq = (p: any, y: any) => { const d = p.sub(y); return d.mul(d).mean(); };
export const models: [string, number[], number[], any, any, any][] = [
  ["biasOnly", [3], [], { bias: arr([]) }, (p: any) => p.bias, sq],
  ["scalarParams", [], [], { a: arr([]), c: { d: arr([]), e: [arr([]), arr([])] } }, (p: any, x: any) => p.a.mul(x).add(p.c.d).add(tanh(p.c.e[0].mul(x)).mul(p.c.e[1])), sq],
  ["unused", [D], [], { w: arr([D]), u: arr([3, 2]) }, (p: any, x: any) => dot(x, p.w), sq],
  ["twice", [D], [], { w: arr([D]) }, (p: any, x: any) => tanh(dot(x, p.w)).add(dot(x.mul(x), p.w)), sq],
  ["slices", [D], [2], { w: arr([4, 2]) }, (p: any, x: any) => matmul(x.slice(1).mul(x.slice(0, 4)), p.w).add(p.w.at(1)), sq],
  ["matrixX", [3, 4], [3], { w: arr([4, 3]), b: arr([3]) }, (p: any, x: any) => sum(transpose(matmul(x, p.w)), [0]).add(p.b), sq],
  ["attention", [4, 3], [3], { q: arr([3, 2]), k: arr([3, 2]), v: arr([3, 3]) }, (p: any, x: any) => {
    const s = matmul(matmul(x, p.q), transpose(matmul(x, p.k)));
    const e = exp(s.sub(s.max([-1], { keepDims: true })));
    return matmul(e.div(e.sum([-1], { keepDims: true })), matmul(x, p.v)).mean([0]);
  }, sq],
  ["norm", [D], [3], { w: arr([D, 3]), g: arr([D]), bias: arr([D]) }, (p: any, x: any) => {
    const c = x.sub(x.mean()); const n = c.div(sqrt(c.mul(c).mean().add(1e-3)));
    return matmul(n.mul(p.g).add(p.bias), p.w);
  }, sq],
  ["embed", [3], [2], { table: arr([6, 2]), w: arr([3]) }, (p: any, x: any) => matmul(p.w, gather(p.table, cast(floor(abs(x).mul(2)), "int32"))), sq],
  ["padflip", [D], [D + 2], { w: arr([D]), v: arr([D + 2]) }, (p: any, x: any) => pad(flip(x.mul(p.w)), [1], [1]).mul(p.v), sq],
  ["concat", [2, 3], [8], { w: arr([2, 3]), z: arr([2]) }, (p: any, x: any) => concat([x.mul(p.w).reshape([6]), x.at(0, 1).mul(p.z)]), sq],
  ["stackScalars", [D], [3], { a: arr([]), b: arr([]), w: arr([D]) }, (p: any, x: any) => stack([x.at(0).mul(p.a), dot(x, p.w), sin(x.at(4).mul(p.b))]), sq],
  ["wheremax", [D], [D], { w: arr([D]) }, (p: any, x: any) => where(less(x.mul(p.w), 0.1), x.mul(p.w).mul(0.1), maximum(p.w, x)), sq],
  ["conv", [9], [7], { k: arr([3]), bias: arr([]) }, (p: any, x: any) => [0, 1, 2].map((i) => x.slice(i, i + 7).mul(p.k.at(i))).reduce((a: any, b: any) => a.add(b)).add(p.bias), sq],
  ["constArray", [D], [], { w: arr([D]) }, (p: any, x: any) => dot(x.mul(cast(tensor(C, [D]), p.w.dtype)), p.w), (pr: any, y: any) => { const k = cast(tensor([1, 2, 3], [3]), pr.dtype); return square(k.mul(pr).sub(y)).mean(); }],
  ["ignorePrediction", [D], [], { w: arr([D]) }, (p: any, x: any) => dot(x, p.w), (_: any, y: any) => y.mul(y)],
  ["ignoreData", [D], [], { w: arr([D]) }, (p: any, x: any) => dot(x, p.w), (pr: any, _: any) => pr.sub(pr).add(0.5)],
  ["paramLossOnly", [D], [D], { w: arr([D]) }, (p: any) => p.w, (pr: any, _: any) => pr.mul(pr).sum()],
  ["outerq", [4], [], { w: arr([4, 4]) }, (p: any, x: any) => outer(x, x).mul(p.w).sum(), sq],
  ["long", [D], [], { w: arr([D]) }, (p: any, x: any) => { let h = dot(x, p.w); for (let i = 0; i < 170; i++) h = sin(h.mul(1.01).add(0.01)); return h; }, sq],
  ["wide", [D], [40], { w: arr([40, D]) }, (p: any, x: any) => stack(Array.from({ length: 40 }, (_, i) => tanh(dot(p.w.at(i), x)))), sq],
  ["batchContract", [3, 4], [3], { w: arr([3, 4, 2]) }, (p: any, x: any) => contract(x, p.w, { lhsBatch: [0], rhsBatch: [0], lhsContract: [1], rhsContract: [1] }).max([1]), sq],
  ["maxpool", [2, 6], [2, 3], { w: arr([2, 6]) }, (p: any, x: any) => x.mul(p.w).reshape([2, 3, 2]).max([2]), sq],
  ["iotaPos", [6], [], { w: arr([6]) }, (p: any, x: any) => dot(x.add(cast(iota(6), x.dtype).mul(0.1)), p.w), sq],
  ["oneHotX", [2], [3], { w: arr([4, 3]) }, (p: any, x: any) => matmul(oneHot(cast(abs(x), "int32"), 4, x.dtype), p.w).sum([0]), sq],
  ["gatherOut", [2], [2], { w: arr([3]) }, (p: any, x: any) => { const g = gather(p.w, cast(abs(x).mul(2), "int32")); return where(g.equal(g), g, 0); }, sq],
  ["oddreduce", [1], [1], { w: arr([1, 1]), b: arr([1]) }, (p: any, x: any) => matmul(x, p.w).add(p.b), sq],
  ["transposedW", [7], [3], { w: arr([3, 7]) }, (p: any, x: any) => matmul(p.w, x), sq],
  ["bigmat", [33], [17], { w: arr([33, 19], 0.2), v: arr([19, 17], 0.2) }, (p: any, x: any) => matmul(tanh(matmul(x, p.w)), p.v), sq],
];
export { arr };
