/** What a record says of how it was made: every option as used, what was done to the table, versions, the command. */
import type { Prepared } from "@nabla/tables";
import { commandLine } from "./command.ts";
import type { FitOptions } from "./options.ts";
import type { Problem } from "./problem.ts";
import { version } from "./version.ts";

export type Settings = Readonly<Record<string, unknown>>;

/** `own` holds the settings that only one command has; they stand among the others. */
export function settingsRecord(
  table: string,
  { prepared, model, loss }: Problem,
  options: FitOptions,
  own: Settings,
  given: readonly string[],
): Settings {
  const { report, encoder } = prepared;
  return {
    command: commandLine(given),
    table,
    target: prepared.targetName,
    task: prepared.task,
    features: encoder.columns.map(({ name }) => name),
    drop: options.table.drop,
    missing: options.table.missing,
    na: options.table.na,
    scale: options.table.scale,
    validation: options.table.validation,
    model: model.name,
    loss: loss.name,
    l2: options.l2,
    ...own,
    order: options.order,
    epochs: options.epochs,
    seed: options.seed,
    dtype: options.dtype,
    threads: 1,
    exact: true,
    encoding: encodingOf(prepared),
    droppedRows: report.rowsDropped,
    droppedColumns: report.columnsLeftOut,
    ...(report.imputed.length === 0 ? {} : { imputed: report.imputed }),
    ...(report.matchedNames.length === 0 ? {} : { matchedNames: report.matchedNames }),
    versions: { nabla: version, node: process.versions.node, v8: process.versions.v8 },
  };
}

/** Per encoded feature: what was subtracted and by what it was divided. */
const encodingOf = ({ encoder }: Prepared): Settings =>
  Object.fromEntries(encoder.features.map(({ name, mean, scale }) => [name, { mean, scale }]));
