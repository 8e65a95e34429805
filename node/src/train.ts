/** `nabla train`: one descent, from a table to a run folder with a model. */
import { type Score, terminalTrain, type TrainRecord, trainPage } from "@nabla/report";
import type { PreparedRows, Table } from "@nabla/tables";
import { type Descent, descend, epochs, type Report, untilLoss } from "nabla/train";
import { throwIfCancelled } from "./cancelled.ts";
import { chooseOptimizer } from "./choices.ts";
import { colorFor } from "./color.ts";
import { equationText } from "./equation.ts";
import { loadTable, stemOf } from "./files.ts";
import { type ModelFile, saveModel } from "./modelFile.ts";
import type { TrainOptions } from "./options.ts";
import { predictionsOf } from "./predictions.ts";
import { dataOf, type Problem, readProblem } from "./problem.ts";
import { startProgress } from "./progress.ts";
import { guessRate } from "./rate.ts";
import { RunFolder } from "./runFolder.ts";
import type { NamedTensor } from "./safetensors.ts";
import { scoreOf } from "./scores.ts";
import { settingsRecord } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";
import { wordsOf } from "./words/index.ts";

export async function train(
  name: string,
  options: TrainOptions,
  given: readonly string[],
  terminal: Terminal,
): Promise<0 | 1> {
  const { output } = options;
  const table = await loadTable(name, options.table.format, terminal);
  const problem = readProblem(table, options);
  const folder = await RunFolder.begin(terminal.folder, output.out, runName(name, problem));
  try {
    const { record, model } = await fit(name, table, problem, options, given, folder, terminal);
    if (model !== undefined) await saveModel(folder, model);
    await folder.write("report.html", trainPage(record, output.language));
    await folder.commit();
    present(record, folder.place, options, terminal);
    return model === undefined ? 1 : 0;
  } finally {
    await folder.discard();
  }
}
