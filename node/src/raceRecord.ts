/** From a problem and options to the record of its race: what `compare` writes down and `--repeat` makes again. */
import { type CompareRecord, type CompareOptions as EngineOptions, compare as race } from "nabla/race";
import { chooseOptimizer, specText } from "./choices.ts";
import { equationText } from "./equation.ts";
import type { CompareOptions } from "./options.ts";
import { dataOf, type Problem } from "./problem.ts";
import { settingsRecord } from "./settings.ts";
import { version } from "./version.ts";

export interface RaceCall {
  /** The table as it was named on the command line. */
  readonly table: string;
  /** The command line that was given. */
  readonly given: readonly string[];
  readonly onProgress: NonNullable<EngineOptions["onProgress"]>;
  readonly signal: AbortSignal;
}

type RaceResult = Awaited<ReturnType<typeof race>>;

export async function raceRecord(problem: Problem, options: CompareOptions, call: RaceCall): Promise<CompareRecord> {
  const { prepared, model, loss } = problem;
  const { rows, features, targetName: target, classes, hash } = prepared;
  const { kappa, separable, ...outcome } = await runRace(problem, options, call);
  return {
    schema: 1,
    protocol: 1,
    nabla: version,
    settings: settingsOf(problem, options, outcome, call),
    data: {
      name: call.table,
      rows,
      features,
      target,
      ...(classes === undefined ? {} : { classes }),
      hash,
      separable,
      kappa,
    },
    ...outcome,
    model: model.name,
    loss: loss.name,
    dtype: options.dtype,
    threads: 1,
    ...(model.name === "linear" && outcome.optimum?.attained
      ? { equation: optimumEquation(problem, outcome.optimum.parameters) }
      : {}),
  };
}

function runRace(problem: Problem, options: CompareOptions, { onProgress, signal }: RaceCall): Promise<RaceResult> {
  const { prepared, model, loss } = problem;
  return race({
    model: model.choice,
    loss: loss.choice,
    data: dataOf(prepared, problem),
    ...(prepared.validation === undefined ? {} : { validation: dataOf(prepared.validation, problem) }),
    batchSizes: batchSizesOf(problem, options),
    ...rulesOf(options),
    ...(options.learningRate === undefined ? {} : { learningRate: options.learningRate }),
    epochs: options.epochs,
    seeds: options.seeds,
    seed: options.seed,
    order: options.order,
    l2: options.l2,
    dtype: options.dtype,
    bestRate: options.bestRate,
    tuningSeeds: options.tuningSeeds,
    timing: options.timing,
    map: options.map ?? false,
    onProgress,
    signal,
  });
}

/** The optimizer of all lanes, or those that race. Their rate is the race's. */
function rulesOf({
  optimizer,
  optimizers,
  ...around
}: CompareOptions): Pick<EngineOptions, "optimizer" | "optimizers"> {
  const named = optimizers?.map((spec) => chooseOptimizer(spec, 1, around, "--optimizers"));
  return {
    ...(optimizer === undefined ? {} : { optimizer: chooseOptimizer(optimizer, 1, around).choice }),
    ...(named === undefined ? {} : { optimizers: Object.fromEntries(named.map((each) => [each.name, each.choice])) }),
  };
}

/** As asked; else the three descents of the lesson, or one size where optimizers race, as the rows allow. */
export function batchSizesOf(
  { prepared: { rows } }: Problem,
  { batchSizes, optimizers }: CompareOptions,
): (number | "full")[] {
  if (batchSizes !== undefined) return [...batchSizes];
  if (optimizers !== undefined) return [rows > 32 ? 32 : "full"];
  const sizes = new Set([rows, rows > 32 ? 32 : Math.ceil(rows / 4), 1]);
  return [...sizes].map((size) => (size === rows ? "full" : size));
}

function settingsOf(
  problem: Problem,
  options: CompareOptions,
  { races }: Pick<RaceResult, "races">,
  { table, given }: RaceCall,
): CompareRecord["settings"] {
  const same = races.find(({ rule }) => rule === "same");
  const own = {
    learningRate: options.learningRate ?? same?.descents[0].learningRate,
    batch: batchSizesOf(problem, options),
    optimizer: options.optimizer === undefined ? "" : specText(options.optimizer),
    optimizers: (options.optimizers ?? []).map(specText).join(","),
    seeds: options.seeds,
    tuningSeeds: options.tuningSeeds,
    bestRate: options.bestRate,
    timing: options.timing,
    map: options.map,
    // Evidence must come out again anywhere: a comparison is exact, and its descents do not share threads.
    threads: 1,
    exact: true,
  };
  const chosen = options.batchSizes === undefined ? ["--batch"] : [];
  return settingsRecord(table, problem, options, own, chosen, given);
}

/** The parameters of a linear model lie in the order of their names: the biases, then the weights. */
function optimumEquation(problem: Problem, parameters: readonly number[]): string {
  const outputs = parameters.length / (problem.prepared.features.length + 1);
  return equationText(problem, parameters.slice(outputs), parameters.slice(0, outputs));
}
