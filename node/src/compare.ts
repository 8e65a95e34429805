/** `nabla compare`: the race of batch, mini-batch and stochastic descent on a table, and its report. */
import { reportPage, terminalSummary } from "@nabla/report";
import type { CompareRecord } from "nabla/race";
import { colorFor } from "./color.ts";
import { loadTable, stemOf } from "./files.ts";
import { noticesOf, writeNotices } from "./notices.ts";
import type { CompareOptions } from "./options.ts";
import { readProblem } from "./problem.ts";
import { startProgress } from "./progress.ts";
import { batchSizesOf, raceRecord } from "./raceRecord.ts";
import { RunFolder } from "./runFolder.ts";
import { shownPath, type Terminal } from "./terminal.ts";
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
  const folder = await RunFolder.begin(
    terminal.folder,
    output.out,
    `${stemOf(name)}-${problem.prepared.targetName}-compare`,
  );
  writeNotices(noticesOf(problem.prepared, batchSizesOf(problem, options)), output, terminal);
  const progress = startProgress(terminal.messages, output.quiet, output.language);
  try {
    const { report: onProgress } = progress;
    const record = await raceRecord(problem, options, { table: name, given, onProgress, signal: terminal.signal });
    await folder.write("compare.json", `${JSON.stringify(record)}\n`);
    await folder.write("report.html", reportPage(record, output.language));
    await folder.commit();
    progress.end();
    present(record, folder.place, options, terminal);
    return record.races.some(hasLostSize) ? 1 : 0;
  } finally {
    progress.end();
    await folder.discard();
  }
}

/** Whether there is a batch size of which every lane diverged from every seed. */
function hasLostSize({ descents }: CompareRecord["races"][number]): boolean {
  const diverged = (size: number | "full"): boolean =>
    descents
      .filter(({ batchSize }) => batchSize === size)
      .every(({ seeds }) => seeds.every((run) => run.diverged !== null));
  return descents.some(({ batchSize }) => diverged(batchSize));
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
