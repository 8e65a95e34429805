/** The compiled descents of a comparison: at a constant rate, at a falling one, and under another loss. */
import { sizeOf } from "../../base/shape.ts";
import { meanAbsoluteError, meanSquaredError } from "../../learn/losses/regression.ts";
import type { Optimizer } from "../../learn/optimizers/optimizer.ts";
import { inverseTime } from "../../learn/schedules/decays.ts";
import { advanceAll } from "../abreast.ts";
import { CompiledObjective } from "../evaluate.ts";
import type { DataInMemory } from "../memory.ts";
import { type CheckedProblem, checkProblem, infoOf, type ProblemOptions } from "../problem.ts";
import { Program } from "../program.ts";
import type { Run } from "../run.ts";
import { flattened } from "../vector.ts";
import type { DescentProgram, DescentRun, DescentSettings } from "./contract.ts";
import type { ProgramAndObjective } from "./settings.ts";

/**
 * A problem as a race runs it. Rates that fall are a second program over the same data, compiled when the first lane
 * asks for it: the schedule is part of the update, so that an update costs no call from outside.
 */
export class RaceProgram implements DescentProgram {
  readonly constant: Program;
  readonly parameters: DescentProgram["parameters"];
  private readonly l2: number;
  private readonly optimizers: readonly Optimizer[];
  /** By optimizer: at a constant rate, and at one that falls. */
  private readonly made = new Map<number, { readonly constant: Program; falling?: Program }>();

  /** Of several optimizers each has its own programs; `constant` is the first one's. */
  constructor(checked: CheckedProblem, optimizer: Optimizer | readonly Optimizer[], l2: number, data?: DataInMemory) {
    this.optimizers = "update" in optimizer ? [optimizer] : optimizer;
    this.constant = new Program(checked, this.optimizers[0], data);
    this.made.set(0, { constant: this.constant });
    this.l2 = l2;
    const { paths, leaves } = this.constant.problem.parameters;
    this.parameters = paths.map((path, i) => ({ path, shape: leaves[i].shape }));
  }

  start({ learningRate, decay = 0, optimizer = 0, parameters, ...settings }: DescentSettings): DescentRun {
    const [program, hyper] =
      decay === 0
        ? [this.programsOf(optimizer).constant, { learningRate }]
        : [this.fallingOf(optimizer), { "learningRate.initial": learningRate, "learningRate.decay": decay }];
    const starts = parameters === undefined ? {} : { parameters: this.split(parameters) };
    return new FlatRun(program.start({ ...settings, l2: this.l2, hyper, ...starts }));
  }

  advanceAll(runs: readonly DescentRun[], steps: number): void {
    advanceAll(
      runs.map((run) => (run as FlatRun).run),
      steps,
    );
  }

  /** Gives the data back that both programs read. */
  close(): void {
    this.constant.close();
  }

  private programsOf(place: number): { readonly constant: Program; falling?: Program } {
    let programs = this.made.get(place);
    if (programs === undefined) {
      const { checked, data } = this.constant;
      programs = { constant: new Program(checked, this.optimizers[place], data) };
      this.made.set(place, programs);
    }
    return programs;
  }

  private fallingOf(place: number): Program {
    const programs = this.programsOf(place);
    const { checked, optimizer, data } = programs.constant;
    const learningRate = inverseTime({ initial: 1, decay: 1 });
    programs.falling ??= new Program(checked, { ...optimizer, hyper: { ...optimizer.hyper, learningRate } }, data);
    return programs.falling;
  }

  private split(flat: Float64Array): Float64Array[] {
    let end = 0;
    return this.parameters.map(({ shape }) => {
      end += sizeOf(shape);
      return flat.slice(end - sizeOf(shape), end);
    });
  }
}

/** A run whose parameters are one vector. */
class FlatRun implements DescentRun {
  readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  get step(): number {
    return this.run.step;
  }

  get examples(): number {
    return this.run.examples;
  }

  get diverged() {
    return this.run.diverged;
  }

  advance(steps: number): Float32Array | Float64Array {
    return this.run.advance(steps);
  }

  parameters(): Float64Array {
    return flattened(this.run.parameters());
  }

  close(): void {
    this.run.close();
  }
}

/**
 * The same model over the same rows under the squared or the absolute error of one number, made when asked for;
 * undefined where the target is not one number a row. All read the data of the race's own program.
 */
export function underLosses(
  { constant }: RaceProgram,
  options: ProblemOptions,
): ((loss: "squared" | "absolute") => ProgramAndObjective) | undefined {
  const { checked, optimizer, data } = constant;
  const task = infoOf(options.loss)?.task ?? "regression";
  if (task !== "regression" || checked.problem.y.shape.length > 0) return undefined;
  const made = new Map<string, ProgramAndObjective>();
  return (name) => {
    const found = made.get(name);
    if (found !== undefined) return found;
    const loss = name === "squared" ? meanSquaredError : meanAbsoluteError;
    const under = checkProblem({ ...options, loss });
    const { curvature } = loss.info;
    const settings = { l2: options.l2, meanWeight: under.meanWeight, curvature };
    const pair = {
      program: new RaceProgram(under, optimizer, options.l2, data),
      objective: new CompiledObjective(under.problem, data, settings),
    };
    made.set(name, pair);
    return pair;
  };
}
