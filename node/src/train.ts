/** `nabla train`: one descent, from a table to a run folder with a model. */
import { type TrainRecord, terminalTrain, trainPage } from "@nabla/report";
import { chooseOptimizer } from "./choices.ts";
import { colorFor } from "./color.ts";
import { equationText } from "./equation.ts";
import { loadTable, stemOf } from "./files.ts";
import { saveModel } from "./modelFile.ts";
import { noticesOf, writeNotices } from "./notices.ts";
import type { TrainOptions } from "./options.ts";
import { type Problem, readProblem } from "./problem.ts";
import { startProgress } from "./progress.ts";
import { guessRate, scheduleOf } from "./rate.ts";
import { RunFolder } from "./runFolder.ts";
import { expectedValues } from "./scores.ts";
import { settingsRecord } from "./settings.ts";
import { shownPath, type Terminal } from "./terminal.ts";
import { runTraining, type Training, type Watch } from "./training.ts";
import { version } from "./version.ts";
import { wordsOf } from "./words/index.ts";

/** @returns the exit code: 1 when the descent diverged; its report is written, but there is no model. */
export async function train(
  name: string,
  options: TrainOptions,
  given: readonly string[],
  terminal: Terminal,
): Promise<0 | 1> {
  const { dtype, output } = options;
  const problem = readProblem(await loadTable(name, options.table.format, terminal), options);
  const learningRate = options.learningRate ?? (await guessRate(problem, options, terminal.signal));
  const schedule = scheduleOf(problem, options, learningRate);
  const optimizer = chooseOptimizer(options.optimizer, schedule?.choice ?? learningRate, options);
  const own = {
    optimizer: optimizer.name,
    learningRate,
    schedule: schedule?.name ?? "none",
    batchSize: options.batchSize,
    partial: options.partial,
    stopLoss: options.stopLoss,
    threads: options.threads,
    exact: options.exact,
  };
  const settings = settingsRecord(name, problem, options, own, [], given);

  const folder = await RunFolder.begin(terminal.folder, output.out, `${stemOf(name)}-${problem.prepared.targetName}`);
  writeNotices(noticesOf(problem.prepared, [options.batchSize]), output, terminal);
  const progress = startProgress(terminal.messages, output.quiet, output.language);
  try {
    await folder.append("run.jsonl", JSON.stringify({ settings, hash: problem.prepared.hash }));
    const watch: Watch = async (point, { epoch, loss }, descent) => {
      await folder.append("run.jsonl", toJson({ ...point, epoch, ...listed(descent.namedParameters) }));
      const label = wordsOf(output.language).training(Math.round(epoch), loss.toPrecision(4));
      progress.report({ share: Math.min(1, epoch / options.epochs), label, secondsLeft: null });
    };
    const training = await runTraining(problem, optimizer, options, terminal.signal, watch);
    await folder.append("run.jsonl", JSON.stringify({ stopped: training.stopped }));

    const record = recordOf(name, problem, options, learningRate, settings, training);
    const diverged = training.stopped.reason === "not-finite";
    if (!diverged) {
      const { model, loss, prepared } = problem;
      const { encoder } = prepared;
      const file = { schema: 1, nabla: version, model: model.name, loss: loss.name, dtype, encoder } as const;
      await saveModel(folder, { file, parameters: training.parameters });
    }
    await folder.write("report.html", trainPage(record, output.language));
    await folder.commit();
    progress.end();
    present(record, folder.place, options, terminal, diverged);
    return diverged ? 1 : 0;
  } finally {
    progress.end();
    await folder.discard();
  }
}

/** A training does not count its operations: the figures do not need them, and a 0 would be read as a number. */
const toJson = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === "flops" ? undefined : inner));

/** More parameters than this are not listed in run.jsonl. */
const mostListed = 64;

function listed(
  parameters: readonly { readonly name: string; readonly value: { readonly data: ArrayLike<number> } }[],
) {
  const count = parameters.reduce((sum, { value }) => sum + value.data.length, 0);
  if (count > mostListed) return {};
  return { parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, Array.from(value.data)])) };
}

function recordOf(
  name: string,
  problem: Problem,
  options: TrainOptions,
  learningRate: number,
  settings: TrainRecord["settings"],
  { curve, stopped, metrics, predictions, parameters }: Training,
): TrainRecord {
  const { prepared, model, loss } = problem;
  const { rows, features, targetName: target, classes, hash, task } = prepared;
  const parameter = (wanted: string) => parameters.find((each) => each.name === wanted)?.data ?? [];
  const finite = stopped.reason !== "not-finite";
  return {
    schema: 1,
    nabla: version,
    settings,
    data: { name, rows, features, target, ...(classes === undefined ? {} : { classes }), hash },
    model: model.name,
    loss: loss.name,
    parameters: parameters.reduce((count, { data }) => count + data.length, 0),
    dtype: options.dtype,
    threads: options.threads,
    batchSize: options.batchSize,
    learningRate,
    curve,
    stopped: { ...stopped, loss: metrics.loss },
    metrics,
    ...(finite && model.name === "linear"
      ? { equation: equationText(problem, parameter("weights"), parameter("bias")) }
      : {}),
    ...(finite && task === "regression" ? { fit: someRows(prepared.y, expectedValues(predictions, loss.choice)) } : {}),
  };
}

/** At most this many rows are drawn. */
const mostDrawn = 500;

/** Rows spread evenly over the table. */
function someRows(actual: ArrayLike<number>, predicted: Float64Array): NonNullable<TrainRecord["fit"]> {
  const count = Math.min(mostDrawn, actual.length);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * actual.length) / count));
  return { actual: rows.map((row) => actual[row]), predicted: rows.map((row) => predicted[row]) };
}

function present(
  record: TrainRecord,
  place: string,
  { output }: TrainOptions,
  terminal: Terminal,
  diverged: boolean,
): void {
  const words = wordsOf(output.language);
  const path = shownPath(place, terminal);
  if (output.json) {
    terminal.output.write(`${toJson(record)}\n`);
    if (!output.quiet) terminal.messages.write(`${words.runAt(path)}\n`);
    return;
  }
  const look = {
    language: output.language,
    width: terminal.output.columns,
    color: colorFor(terminal.output, terminal),
    report: `${path}/report.html`,
  };
  const lines = [...terminalTrain(record, look), words.runAt(path), ...(diverged ? [] : [words.predictHint(path)])];
  terminal.output.write(`${lines.join("\n")}\n`);
}
