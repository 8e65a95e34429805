/** A problem compiled: the program and the data it runs on, from which any number of descents start. */

import { DescentModule } from "../backends/wasm/descent.ts";
import { hasRelaxedVectors } from "../base/host.ts";
import { graphKey } from "../ir/graph.ts";
import { compile } from "../jit/jit.ts";
import type { Optimizer } from "../learn/optimizers/optimizer.ts";
import { dataLeaves, type Problem } from "./example.ts";
import { descentGraphs, evaluationGraph, hyperSlots, stateGraph } from "./graphs.ts";
import { DataInMemory, tileRows } from "./memory.ts";
import type { CheckedProblem } from "./problem.ts";
import { type Compiled, Run, type RunSettings } from "./run.ts";

const modules = new Map<string, DescentModule>();
const mostModules = 64;

/** How many descent programs this process has compiled: another rate or batch size must not change it. */
let compiledPrograms = 0;
export const compiledProgramCount = (): number => compiledPrograms;

/** The program of a problem under an optimizer's rule; the same structure is compiled once. */
function descentModule(problem: Problem, optimizer: Optimizer, exact: boolean): DescentModule {
  const graphs = descentGraphs(problem, optimizer);
  const arithmetic = exact || !hasRelaxedVectors() ? "exact" : "relaxed";
  const table = optimizer.table ? ["table"] : [];
  const key = [arithmetic, ...table, ...Object.values(graphs).map(graphKey)].join("\n\n");
  let module = modules.get(key);
  if (module === undefined) {
    module = new DescentModule({
      dtype: problem.dtype,
      parameters: problem.parameters.leaves,
      state: stateGraph(problem, optimizer).leaves,
      data: dataLeaves(problem),
      ...(optimizer.table ? { table: true } : {}),
      hyper: hyperSlots(optimizer).length + (problem.penalized ? 1 : 0),
      tile: tileRows,
      arithmetic,
      graphs,
    });
    compiledPrograms++;
    if (modules.size >= mostModules) modules.delete(modules.keys().next().value as string);
    modules.set(key, module);
  }
  return module;
}

export class Program implements Compiled {
  readonly problem: Problem;
  readonly module: DescentModule;
  readonly checked: CheckedProblem;
  readonly optimizer: Optimizer;
  readonly data: DataInMemory;
  private readonly initialState: (parameters: readonly Float64Array[]) => ArrayLike<number>[];

  readonly toPredictWith: Compiled["toPredictWith"];

  /** `exact`: the same bits on every host. */
  constructor(checked: CheckedProblem, optimizer: Optimizer, data = new DataInMemory(checked.tables), exact = true) {
    this.checked = checked;
    this.problem = checked.problem;
    this.optimizer = optimizer;
    this.data = data;
    this.module = descentModule(checked.problem, optimizer, exact);
    const { graph } = stateGraph(checked.problem, optimizer);
    this.initialState = (parameters) => (graph.outputs.length === 0 ? [] : compile(graph).run(parameters));
    const evaluation = evaluationGraph(checked.problem, optimizer);
    this.toPredictWith = (parameters, state) =>
      evaluation === undefined
        ? parameters
        : compile(evaluation)
            .run([...parameters, ...state])
            .map((numbers) => Float64Array.from(numbers));
  }

  start(settings: RunSettings): Run {
    const parameters = settings.parameters ?? this.checked.start(settings.seed);
    return new Run(this, settings, parameters, this.initialState(parameters));
  }

  close(): void {
    this.data.close();
  }
}
