/** `nabla compare`: the race of batch, mini-batch and stochastic descent on a table, and its report. */
import { reportPage, terminalSummary } from "@nabla/report";
import { type CompareRecord, compare as race } from "nabla/race";
import { colorFor } from "./color.ts";
import { equationText } from "./equation.ts";
import { loadTable, stemOf } from "./files.ts";
import type { CompareOptions } from "./options.ts";
import { dataOf, type Problem, readProblem } from "./problem.ts";
import { startProgress } from "./progress.ts";
import { RunFolder } from "./runFolder.ts";
import { type Settings, settingsRecord } from "./settings.ts";
import { shownPath, type Terminal } from "./terminal.ts";
import { version } from "./version.ts";
import { wordsOf } from "./words/index.ts";

/** @returns the exit code: 1 when some batch size diverged from every seed; the report is written anyway. */
export async function compare(
  name: string,
  options: CompareOptions,
  given: readonly string[],
  terminal: Terminal,
): Promise<0 | 1> {
  const { output } = options;
  const problem = readProblem(await loadTable(name, options.table.format, terminal), options);
  const batchSizes = options.batchSizes ?? usualSizes(problem.prepared.rows);
  const folder = await RunFolder.begin(
    terminal.folder,
    output.out,
    `${stemOf(name)}-${problem.prepared.targetName}-compare`,
  );
  const progress = startProgress(terminal.messages, output.quiet, output.language);
  try {
    const result = await runRace(problem, options, batchSizes, terminal, progress.report);
    const rates = result.races.map(({ descents }) => descents[0].learningRate);
    const own = { learningRate: options.learningRate ?? rates[0], batch: batchSizes, seeds: options.seeds };
    const record = recordOf(name, problem, result, settingsRecord(name, problem, options, own, given), options);
    await folder.write("compare.json", `${JSON.stringify(record)}\n`);
    await folder.write("report.html", reportPage(record, output.language));
    await folder.commit();
    progress.end();
    present(record, folder.place, options, terminal);
    const lost = record.races.some(({ descents }) =>
      descents.some(({ seeds }) => seeds.every(({ diverged }) => diverged !== null)),
    );
    return lost ? 1 : 0;
  } finally {
    progress.end();
    await folder.discard();
  }
}

type RaceResult = Awaited<ReturnType<typeof race>>;

function runRace(
  problem: Problem,
  options: CompareOptions,
  batchSizes: readonly (number | "full")[],
  { signal }: Terminal,
  report: (done: number, total: number, label: string) => void,
): Promise<RaceResult> {
  const { prepared, model, loss } = problem;
  const words = wordsOf(options.output.language);
  return race({
    model: model.choice,
    loss: loss.choice,
    data: dataOf(prepared, problem),
    ...(prepared.validation === undefined ? {} : { validation: dataOf(prepared.validation, problem) }),
    batchSizes,
    ...(options.learningRate === undefined ? {} : { learningRate: options.learningRate }),
    epochs: options.epochs,
    seeds: options.seeds,
    seed: options.seed,
    order: options.order,
    l2: options.l2,
    dtype: options.dtype,
    onProgress: ({ done, total, label }) => report(done, total, words.racing(label)),
    signal,
  });
}

/** The three descents of the lesson, where the table has rows enough for them to differ. */
function usualSizes(rows: number): (number | "full")[] {
  const sizes = new Set([rows, rows > 32 ? 32 : Math.ceil(rows / 4), 1]);
  return [...sizes].map((size) => (size === rows ? "full" : size));
}

function recordOf(
  name: string,
  problem: Problem,
  result: RaceResult,
  settings: Settings,
  { dtype }: CompareOptions,
): CompareRecord {
  const { prepared, model, loss } = problem;
  const { rows, features, targetName: target, classes, hash } = prepared;
  const { kappa, separable, ...outcome } = result;
  return {
    schema: 1,
    protocol: 1,
    nabla: version,
    settings,
    data: { name, rows, features, target, ...(classes === undefined ? {} : { classes }), hash, separable, kappa },
    ...outcome,
    model: model.name,
    loss: loss.name,
    dtype,
    threads: 1,
    ...(model.name === "linear" && outcome.optimum?.attained
      ? { equation: optimumEquation(problem, outcome.optimum.parameters) }
      : {}),
  };
}

/** The parameters of a linear model lie in the order of their names: the biases, then the weights. */
function optimumEquation({ prepared }: Problem, parameters: readonly number[]): string {
  const outputs = parameters.length / (prepared.features.length + 1);
  return equationText(prepared.encoder, parameters.slice(outputs), parameters.slice(0, outputs));
}

function present(record: CompareRecord, place: string, { output }: CompareOptions, terminal: Terminal): void {
  const report = `${shownPath(place, terminal)}/report.html`;
  if (output.json) {
    terminal.output.write(`${JSON.stringify(record)}\n`);
    if (!output.quiet) terminal.messages.write(`${wordsOf(output.language).reportAt(report)}\n`);
    return;
  }
  const lines = terminalSummary(record, {
    language: output.language,
    width: terminal.output.columns,
    color: colorFor(terminal.output, terminal),
    report,
  });
  terminal.output.write(`${lines.join("\n")}\n`);
}
