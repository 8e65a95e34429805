import { Program } from "/work/main/engine/src/train/program.ts";
import { checkProblem } from "/work/main/engine/src/train/problem.ts";
import { CompiledObjective } from "/work/main/engine/src/train/evaluate.ts";
import { linear } from "/work/main/engine/src/learn/models/linear.ts";
import { mlp } from "/work/main/engine/src/learn/models/mlp.ts";
import * as L from "/work/main/engine/src/doors/losses.ts";
import { sgd } from "/work/main/engine/src/learn/optimizers/sgd.ts";
import { race } from "/work/main/engine/src/train/race/index.ts";
import { readFileSync } from "node:fs";
function csv(p: string) { const [h, ...r] = readFileSync(p, "utf8").trim().split(/\r?\n/).map(l => l.split(",")); return { h, r }; }
function std(x: number[][]) { const d = x[0].length; for (let j=0;j<d;j++){ const m=x.reduce((s,r)=>s+r[j],0)/x.length; const v=Math.sqrt(x.reduce((s,r)=>s+(r[j]-m)**2,0)/x.length); for (const r of x) r[j]=(r[j]-m)/v; } return x; }
const which = process.argv[2];
const { h, r } = csv(`/work/main/tables/data/${which}.csv`);
let x: number[][], y: any, loss: any, l2 = 0;
if (which === "cars") { const cols=["cylinders","displacement","horsepower","weight","acceleration","modelYear"].map(c=>h.indexOf(c)).filter(i=>i>=0); const t=h.findIndex(c=>/mpg/i.test(c)); const num=h.map((_,i)=>i).filter(i=>i!==t && r.every(q=>q[i]===""||!isNaN(+q[i]))); const rows=r.filter(q=>num.every(i=>q[i]!=="")&&q[t]!==""); x=std(rows.map(q=>num.map(i=>+q[i]))); y=rows.map(q=>+q[t]); loss=L.meanSquaredError; console.log(h,num,rows.length); }
else { const t=h.indexOf("species"); const num=h.map((_,i)=>i).filter(i=>i!==t && r.every(q=>q[i]===""||q[i]==="NA"||!isNaN(+q[i]))); const rows=r.filter(q=>num.every(i=>q[i]!==""&&q[i]!=="NA")); x=std(rows.map(q=>num.map(i=>+q[i]))); const ids=[...new Set(rows.map(q=>q[t]))]; y=Int32Array.from(rows,q=>ids.indexOf(q[t])); loss=L.softmaxCrossEntropy; l2=process.argv[3]?+process.argv[3]:1e-3; console.log(h,num,rows.length,ids); }
const model: any = process.argv[4]==="mlp" ? mlp([16]) : linear();
const checked = checkProblem({ model, loss, data: { x, y }, dtype: "float32", l2, seed: 0 });
const program = new Program(checked, sgd({ learningRate: 0.1 }) as any);
const objective = new CompiledObjective(checked.problem, program.data, { l2, meanWeight: checked.meanWeight, curvature: loss.info.curvature });
const affine = process.argv[4]!=="mlp";
const t0 = performance.now();
const result = await race({
  program: { parameters: checked.problem.parameters.leaves.map((l, i) => ({ path: checked.problem.parameters.paths[i], shape: l.shape })),
    start: (s) => { const run = program.start({ seed: s.seed, batchSize: s.batchSize, order: s.order, l2, hyper: { learningRate: s.learningRate } }); return { get step(){return run.step}, get examples(){return run.examples}, get diverged(){return run.diverged}, advance: (n) => run.advance(n), parameters: () => Float64Array.from(run.parameters().flatMap((p: any)=>[...p])), close: () => run.close() } as any } },
  objective, affine, convex: affine, curvature: loss.info.curvature, batchSizes: ["full", 32, 1], l2, dtype: "float32",
});
console.log("seconds", (performance.now()-t0)/1000);
const { races, claims, ...rest } = result;
console.log(rest.optimum, { ...rest, optimum: 0, surface: 0 });
for (const d of races[0].descents) console.log(d.batchSize, d.learningRate, d.limit, d.limitHow, d.finalLoss, d.excess, d.secondsPerStep, d.examplesPerSecond, d.seeds[0].curve.length);
console.log("halvings", races[0].halvings);
for (const c of claims.filter(c=>c.test!=="none"||c.id==="C2")) console.log(c);
