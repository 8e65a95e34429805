/** The compiled descents of a race against updates made by hand from the float64 gradient. */
import { describe, expect, it } from "vitest";
import { meanSquaredError, softmaxCrossEntropy } from "../../../src/doors/losses.ts";
import { linear } from "../../../src/doors/models.ts";
import { sgd } from "../../../src/doors/optimizers.ts";
import type { Optimizer } from "../../../src/learn/optimizers/optimizer.ts";
import { CompiledObjective } from "../../../src/train/evaluate.ts";
import { checkProblem } from "../../../src/train/problem.ts";
import { RaceProgram, underLosses } from "../../../src/train/race/programs.ts";
import { noisyLine, normals } from "../support/affine.ts";

const { x, y } = noisyLine(30, 2, 0.3, 4);
const options = {
  model: linear(),
  loss: meanSquaredError,
  data: { x, y } as never,
  dtype: "float64" as const,
  l2: 0.1,
  seed: 0,
};

function made(optimizer: Optimizer = sgd({ learningRate: 1 })) {
  const checked = checkProblem(options);
  const program = new RaceProgram(checked, optimizer, options.l2);
  const { data, problem } = program.constant;
  return { program, objective: new CompiledObjective(problem, data, { l2: 0.1, meanWeight: 1, curvature: 2 }) };
}

const full = { seed: 3, batchSize: 30, order: "reshuffle" as const };

describe("the programs of a race", () => {
  it.each([0, 0.5])("take update t at the rate η/(1 + %d·t)", (decay) => {
    const { program, objective } = made();
    const run = program.start({ ...full, learningRate: 0.1, decay });
    let w = run.parameters();
    for (let t = 0; t < 7; t++) {
      const { gradient } = objective.gradient(w);
      w = w.map((value, i) => value - (0.1 / (1 + decay * t)) * gradient[i]);
      run.advance(1);
      run.parameters().forEach((value, i) => {
        expect(value).toBeCloseTo(w[i], 10);
      });
    }
    run.close();
    program.close();
  });

  it("let the rate of any rule fall, whatever else it remembers", () => {
    const { program, objective } = made(sgd({ learningRate: 1, momentum: 0.5 }));
    const run = program.start({ ...full, learningRate: 0.05, decay: 0.2 });
    let w = run.parameters();
    let buffer = new Float64Array(w.length);
    for (let t = 0; t < 5; t++) {
      const { gradient } = objective.gradient(w);
      buffer = buffer.map((value, i) => 0.5 * value + gradient[i]);
      w = w.map((value, i) => value - (0.05 / (1 + 0.2 * t)) * buffer[i]);
    }
    run.advance(5);
    run.parameters().forEach((value, i) => {
      expect(value).toBeCloseTo(w[i], 10);
    });
    run.close();
    program.close();
  });

  it("start where they are told, with the seed's permutations", () => {
    const { program } = made();
    const start = Float64Array.from({ length: 3 }, normals(1));
    const settings = { seed: 5, batchSize: 7, learningRate: 0.02, decay: 0, order: "reshuffle" as const };
    const told = program.start({ ...settings, parameters: start });
    expect(told.parameters()).toEqual(start);
    const first = program.start(settings);
    const second = program.start({ ...settings, parameters: first.parameters() });
    first.advance(40);
    second.advance(40);
    expect(second.parameters()).toEqual(first.parameters());
    told.advance(1);
    expect(told.parameters()).not.toEqual(start);
    // The caller's array stays the caller's.
    expect(start).toEqual(Float64Array.from({ length: 3 }, normals(1)));
    for (const run of [told, first, second]) run.close();
    program.close();
  });

  it("train the same model under the squared and the absolute error of a number, and of nothing else", () => {
    const { program } = made();
    const under = underLosses(program, options);
    const w = Float64Array.of(0.5, -1, 2);
    const residuals = x.map(([a, b], i) => 0.5 - a + 2 * b - y[i]);
    const penalty = 0.05 * (1 + 4);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value / 30, 0);
    const squared = under?.("squared");
    const absolute = under?.("absolute");
    expect(squared?.objective.value(w)).toBeCloseTo(mean(residuals.map((r) => r * r)) + penalty, 10);
    expect(absolute?.objective.value(w)).toBeCloseTo(mean(residuals.map(Math.abs)) + penalty, 10);
    const run = absolute?.program.start({ ...full, learningRate: 0.1, parameters: w });
    run?.advance(1);
    const slope = mean(residuals.map(Math.sign));
    expect(run?.parameters()[0]).toBeCloseTo(0.5 - 0.1 * slope, 10);
    run?.close();
    program.close();

    const classes = { ...options, loss: softmaxCrossEntropy, data: { x, y: y.map((v) => (v > 3 ? 1 : 0)) } as never };
    const ofClasses = new RaceProgram(checkProblem(classes), sgd({ learningRate: 1 }), 0.1);
    expect(underLosses(ofClasses, classes)).toBeUndefined();
    ofClasses.close();
  });
});
