/** What a record says of how it was made: every option as used, what was done to the table, versions, the command. */
import type { Prepared } from "@nabla/tables";
import { commandLine } from "./command.ts";
import type { CompareOptions, FitOptions, TrainOptions } from "./options.ts";
import { flagOf } from "./optionTable.ts";
import type { Problem } from "./problem.ts";
import { version } from "./version.ts";

export type Settings = Readonly<Record<string, unknown>>;

/**
 * Every option with the value it had, under the option's name. `own` holds the settings that only one command has; they
 * stand among the others. The options that nobody gave, so that nabla chose their values, are listed under `chosen`,
 * with `ownChosen` among them.
 */
export function settingsRecord(
  table: string,
  { format, prepared, model, loss }: Problem,
  options: CompareOptions | TrainOptions,
  own: Settings,
  ownChosen: readonly string[],
  given: readonly string[],
): Settings {
  const { report, encoder } = prepared;
  return {
    command: commandLine(given),
    table,
    format,
    target: prepared.targetName,
    task: prepared.task,
    features: options.table.features ?? encoder.columns.map(({ name }) => name),
    drop: options.table.drop,
    missing: options.table.missing,
    na: options.table.na,
    numeric: options.table.numeric,
    text: options.table.text,
    scale: options.table.scale,
    validation: options.table.validation,
    model: model.name,
    loss: loss.name,
    l2: options.l2,
    clip: options.clip,
    weightDecay: options.weightDecay,
    ...own,
    order: options.order,
    epochs: options.epochs,
    seed: options.seed,
    dtype: options.dtype,
    ...(options.output.out === undefined ? {} : { out: options.output.out }),
    chosen: [...chosenOf(options), ...ownChosen],
    encoding: encodingOf(prepared),
    droppedRows: report.rowsDropped,
    droppedColumns: report.columnsLeftOut,
    ...(report.mixedColumns.length === 0 ? {} : { mixedColumns: report.mixedColumns }),
    ...(report.notHeldOut.length === 0 ? {} : { notHeldOut: report.notHeldOut }),
    ...(report.imputed.length === 0 ? {} : { imputed: report.imputed }),
    ...(report.matchedNames.length === 0 ? {} : { matchedNames: report.matchedNames }),
    versions: { nabla: version, node: process.versions.node, v8: process.versions.v8 },
  };
}

/** The options whose values nabla chose, from the table or by its own rules. */
function chosenOf({ table, loss, learningRate }: FitOptions): string[] {
  const values = { format: table.format, task: table.task, features: table.features, loss, learningRate };
  return (Object.keys(values) as (keyof typeof values)[]).filter((name) => values[name] === undefined).map(flagOf);
}

/** Per encoded feature: what was subtracted and by what it was divided. */
const encodingOf = ({ encoder }: Prepared): Settings =>
  Object.fromEntries(encoder.features.map(({ name, mean, scale }) => [name, { mean, scale }]));
