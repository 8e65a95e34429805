/** Every rule on problems it should solve: it comes to the minimum, gives the same bits twice, and keeps its memory. */
import { meanSquaredError, sigmoidCrossEntropy } from "nabla/losses";
import { linear } from "nabla/models";
import * as optimizers from "nabla/optimizers";
import { describe, expect, it } from "vitest";
import { CompiledObjective } from "../../src/train/evaluate.ts";
import { checkProblem } from "../../src/train/problem.ts";
import { compiledProgramCount, Program } from "../../src/train/program.ts";
import { flattened } from "../../src/train/vector.ts";

const rows = 48;
const x = Array.from({ length: rows }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i + 1)]);
const noise = (i: number) => 0.3 * Math.sin(i * i);
const problems = {
  "least squares": {
    loss: meanSquaredError,
    y: x.map(([a, b, c], i) => 0.5 + a - 0.5 * b + 0.25 * c + noise(i)),
    l2: 0,
  },
  "logistic regression": {
    loss: sigmoidCrossEntropy,
    y: x.map(([a, b], i) => (a + b + 3 * noise(i) > 0 ? 1 : 0)),
    l2: 0.01,
  },
};

const { sgd } = optimizers;
/** Steps as long as their tensor is: one number, such as the bias of least squares, can hardly change its sign. */
const ofWholeLayers = ["lamb", "lars"];

/** With a rate that suits both problems. */
const every: readonly [string, optimizers.Optimizer, number][] = [
  ["sgd", sgd({ learningRate: 0.2 }), 48],
  ["momentum", optimizers.momentum({ learningRate: 0.05 }), 48],
  ["nesterov", optimizers.nesterov({ learningRate: 0.05 }), 48],
  ["adam", optimizers.adam({ learningRate: 0.05 }), 48],
  ["adamW", optimizers.adamW({ learningRate: 0.05, weightDecay: 0 }), 48],
  ["amsGrad", optimizers.amsGrad({ learningRate: 0.05 }), 48],
  ["nAdam", optimizers.nAdam({ learningRate: 0.05 }), 48],
  ["rAdam", optimizers.rAdam({ learningRate: 0.05 }), 48],
  ["adaBelief", optimizers.adaBelief({ learningRate: 0.05 }), 48],
  ["yogi", optimizers.yogi({ learningRate: 0.05 }), 48],
  ["adaGrad", optimizers.adaGrad({ learningRate: 0.3 }), 48],
  ["rmsProp", optimizers.rmsProp({ learningRate: 0.01 }), 48],
  ["centered rmsProp", optimizers.rmsProp({ learningRate: 0.003, centered: true, epsilon: 0.01 }), 48],
  ["adaDelta", optimizers.adaDelta({ epsilon: 1e-3 }), 48],
  ["adaMax", optimizers.adaMax({ learningRate: 0.05 }), 48],
  ["lion", optimizers.lion({ learningRate: 0.003 }), 48],
  ["signSgd", optimizers.signSgd({ learningRate: 0.003 }), 48],
  ["rProp", optimizers.rProp(), 48],
  ["lamb", optimizers.lamb({ learningRate: 0.01 }), 48],
  ["lars", optimizers.lars({ learningRate: 10, momentum: 0.5 }), 48],
  ["adafactor", optimizers.adafactor({ learningRate: 0.01 }), 48],
  ["muon", optimizers.muon({ learningRate: 0.05 }), 48],
  ["distanceOverGradients", optimizers.distanceOverGradients(), 48],
  ["prodigy", optimizers.prodigy(), 48],
  ["scheduleFree", optimizers.scheduleFree({ learningRate: 0.5 }), 48],
  ["svrg", optimizers.svrg({ learningRate: 0.1 }), 4],
  ["saga", optimizers.saga({ learningRate: 0.05 }), 1],
  ["clipped", optimizers.withGradient(sgd({ learningRate: 0.2 }), optimizers.clipByGlobalNorm({ norm: 0.5 })), 48],
  ["averaged", optimizers.polyakAverage(sgd({ learningRate: 0.2 }), { from: 500 }), 48],
  ["exponentially averaged", optimizers.ema(sgd({ learningRate: 0.2 }), { decay: 0.9 }), 48],
  ["lookahead", optimizers.lookahead(optimizers.adam({ learningRate: 0.05 })), 48],
  ["sharpnessAware", optimizers.sharpnessAware(sgd({ learningRate: 0.2 }), { radius: 0.01 }), 48],
];

describe.each(Object.entries(problems))("%s", (problem, { loss, y, l2 }) => {
  const checked = checkProblem({ model: linear(), loss, data: { x, y }, dtype: "float64", l2, seed: 3 });
  const reference = new Program(checked, sgd({ learningRate: 1 }));
  const objective = new CompiledObjective(checked.problem, reference.data, { l2, meanWeight: 1, curvature: null });
  const least = (() => {
    const run = reference.start({ seed: 3, batchSize: rows, order: "reshuffle", l2, hyper: { learningRate: 0.5 } });
    run.advance(20_000);
    return objective.value(flattened(run.parameters()));
  })();

  const solvers = every.filter(([name]) => problem !== "least squares" || !ofWholeLayers.includes(name));
  it.each(solvers)("%s comes to the minimum, with the same bits twice", (_name, optimizer, batchSize) => {
    const before = compiledProgramCount();
    const program = new Program(checked, optimizer);
    const finished = () => {
      const run = program.start({ seed: 3, batchSize, order: "reshuffle", l2 });
      const first = objective.value(flattened(run.predictionParameters().map((each) => Float64Array.from(each))));
      run.advance(1000);
      const memory = run.remember();
      run.restore(memory);
      expect(run.remember()).toEqual(memory);
      run.advance(1500);
      const last = flattened(run.predictionParameters().map((each) => Float64Array.from(each)));
      run.close();
      return { first, last };
    };
    const [{ first, last }, again] = [finished(), finished()];
    expect(again.last).toEqual(last);
    expect(first).toBeGreaterThan(least * 1.2);
    expect((objective.value(last) - least) / (first - least)).toBeLessThan(1e-3);
    expect(compiledProgramCount() - before).toBeLessThanOrEqual(1);
    program.close();
  });
});
