/** A table to what a descent is trained on: types, missing cells, encoding, scaling and split are decided here. */
import { TableError } from "../errors.ts";
import type { Table } from "../table.ts";
import { cellPlace } from "../table.ts";
import { missingTest } from "./cells.ts";
import type { ColumnRules, NumberColumn } from "./columns.ts";
import { readColumn, readNumberColumn, valuesAt } from "./columns.ts";
import type { ColumnEncoding, Encoder, TargetEncoding } from "./encoder.ts";
import { featureMoments, featureNames, learnColumns } from "./encoder.ts";
import type { ColumnLeftOut, UsableColumn } from "./features.ts";
import { cellIsMissing, mixedIn, readFeatures } from "./features.ts";
import { dataHash } from "./hash.ts";
import { rawMatrix, scaleRows, writers } from "./matrix.ts";
import type { PrepareOptions, Settings } from "./options.ts";
import { settle } from "./options.ts";
import type { Imputed, Prepared, PreparedRows, UsedColumn } from "./prepared.ts";
import type { ColumnCount, RowsDropped } from "./rows.ts";
import { chooseRows, droppedRows, tooFewRows } from "./rows.ts";
import { type Split, type Splitter, seededSplit, stratifiedSplit } from "./split.ts";
import type { Target } from "./target.ts";
import { readTarget, settleTarget } from "./target.ts";

/**
 * Turns a table into numbers to train on: x (rows × features) and y.
 *
 * A column whose cells are all numbers is one feature; a text column is one feature for each level but the first
 * (levels sorted by code units). Left out, and named in `report`: dates, text with more than 20 levels, constant
 * and empty columns, lists. A column of at least 90 % numbers with a cell that is none is refused, with its line.
 * Means, standard deviations (divided by n), levels and fills are learned on the training rows only; rows are held out
 * in proportion to the classes; those with a level that no training row has are dropped and reported. Same table,
 * options and seed: same bits.
 *
 * @throws TableError `unknown-column`, `target-is-feature`, `missing-values`, `not-a-number`, `infinite-value`,
 *   `digit-commas`, `constant-target`, `one-class`, `one-row`, `no-features` and others, each with its facts
 * @example
 * const { x, y, features } = prepare(builtin("cars"), { target: "mpg", drop: ["name"], missing: "drop" });
 * features; // ["cylinders", "displacement", …, "origin=Japan", "origin=USA"]
 */
export function prepare(table: Table, options: PrepareOptions): Prepared {
  const settings = settle(table, options);
  if (table.rows === 1) throw tooFewRows(table, 1, []);
  const rules: ColumnRules = { isMissing: missingTest(settings.na), numeric: settings.numeric, text: settings.text };
  const targetColumn = readColumn(table, columnOf(table, settings.target), rules, "missing");
  const guessed = readTarget(table, targetColumn, settings.task);
  const weights = settings.weights === undefined ? undefined : readWeights(table, settings.weights, rules);
  const candidates = readFeatures(table, settings, rules);
  if (candidates.usable.length === 0) throw noFeatures(table, candidates.leftOut);

  const used = { target: guessed, weights, features: candidates.usable };
  const chosen = chooseRows(table, used, settings.missing);
  const split = splitRows(guessed, chosen.rows, settings, options.split);
  const train = split.train.map((position) => chosen.rows[position]);
  if (train.length < 2) throw tooFewTrainingRows(table, train.length, chosen.rows.length);
  const target = settleTarget(table, guessed, chosen.rows, train);

  const { encodings, leftOut } = learnColumns(candidates.usable, train, settings.missing);
  const columnsLeftOut = [...candidates.leftOut, ...leftOut];
  if (encodings.length === 0) throw noFeatures(table, columnsLeftOut);
  const columns = writers(encodings, candidates.usable);
  const held = withoutGaps(
    table,
    columns,
    split.validation.map((position) => chosen.rows[position]),
  );
  const rowsOf = (rows: Int32Array): PreparedRows => ({
    rows: rows.length,
    x: rawMatrix(columns, rows),
    y: targetOf(target, rows),
    ...(weights === undefined ? {} : { weights: valuesAt(weights.values, rows) }),
    tableRows: rows,
  });
  const training = rowsOf(train);
  const validation = held.rows.length === 0 ? undefined : rowsOf(held.rows);
  const parts = validation === undefined ? [training] : [training, validation];

  const features = featureNames(encodings);
  const moments = featureMoments(training.x, train.length, features, table.name);
  const encoder: Encoder = {
    schema: 1,
    columns: encodings,
    features: moments.map(({ mean, sd }, index) => {
      const scaling = settings.scale === "standard" ? { mean, scale: sd } : { mean: 0, scale: 1 };
      return { name: features[index], ...scaling };
    }),
    target: targetEncoding(target),
    scale: settings.scale,
    missing: settings.missing,
    na: settings.na,
  };
  const hash = dataHash({ features, target: encoder.target, weights: weights?.name ?? null }, parts);
  for (const { x } of parts) scaleRows(x, encoder.features);

  return {
    ...training,
    task: target.task,
    features,
    targetName: target.name,
    ...(target.task === "classification" ? { classes: target.classes } : {}),
    ...(validation === undefined ? {} : { validation }),
    encoder,
    report: {
      table: table.name,
      rowsRead: table.rows,
      rowsTrain: training.rows,
      rowsValidation: held.rows.length,
      task: { value: target.task, why: target.why },
      matchedNames: settings.matched,
      rowsDropped: [...chosen.dropped, ...held.dropped],
      columnsUsed: columnsUsed(encodings, candidates.usable),
      columnsLeftOut,
      mixedColumns: [...mixedIn(targetColumn), ...candidates.mixed],
      notHeldOut: options.split === undefined ? singleRows(target, chosen.rows, settings.validation) : [],
      missing: settings.missing,
      imputed: imputed(encodings, candidates.usable, [...train, ...held.rows]),
      scale: settings.scale,
      scaling: moments.map(({ mean, sd }, index) => ({ feature: features[index], mean, sd })),
    },
    hash,
  };
}

/** Classes are held out in proportion, so that a rare one is in both parts where it can be. */
function splitRows(target: Target, rows: Int32Array, { validation, seed }: Settings, splitter?: Splitter): Split {
  if (splitter !== undefined) return splitter(rows.length, validation, seed);
  if (target.task === "regression") return seededSplit(rows.length, validation, seed);
  return stratifiedSplit(
    rows.map((row) => target.codes[row]),
    validation,
    seed,
  );
}

/** Classes that have a single row, where rows are held out: that row is for training. */
function singleRows(target: Target, rows: Int32Array, validation: number): string[] {
  if (target.task === "regression" || validation === 0) return [];
  const counts = target.classes.map(() => 0);
  for (const row of rows) counts[target.codes[row]] += 1;
  return target.classes.filter((_, code) => counts[code] === 1);
}

function columnOf(table: Table, name: string): Table["columns"][number] {
  return table.columns.find((column) => column.name === name) ?? { name, cells: [] };
}

function readWeights(table: Table, name: string, rules: ColumnRules): NumberColumn {
  const column = readNumberColumn(table, columnOf(table, name), rules.isMissing, "missing");
  const negative = column.values.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw new TableError(
      "negative-weight",
      `${cellPlace(table, negative, name)}: weight ${column.values[negative]} is negative; a weight says how much a ` +
        "row counts, from 0",
      {
        table: table.name,
        line: table.line(negative),
        place: table.place,
        column: name,
        value: column.values[negative],
      },
    );
  }
  if (column.values.some((weight) => weight > 0)) return column;
  throw new TableError("zero-weights", `${table.name}: every weight in column "${name}" is 0: no row would count`, {
    table: table.name,
    column: name,
  });
}

function targetOf(target: Target, rows: Int32Array): Float64Array | Int32Array {
  if (target.task === "classification") return rows.map((row) => target.codes[row]);
  return valuesAt(target.values, rows);
}

function targetEncoding(target: Target): TargetEncoding {
  const { name } = target;
  return target.task === "regression"
    ? { name, task: "regression" }
    : { name, task: "classification", classes: target.classes };
}

/** Rows held out that have a level no training row has cannot be encoded. */
function withoutGaps(
  table: Table,
  columns: ReturnType<typeof writers>,
  rows: Int32Array,
): { rows: Int32Array; dropped: RowsDropped[] } {
  const hasGap = (row: number): boolean => columns.some((column) => column.gap(row) !== undefined);
  const dropped = [...rows.filter(hasGap)];
  if (dropped.length === 0) return { rows, dropped: [] };
  const counts = columns.map(
    ({ column, gap }): ColumnCount => ({ column, count: dropped.filter((row) => gap(row) !== undefined).length }),
  );
  const causes = counts.filter(({ count }) => count > 0);
  return {
    rows: rows.filter((row) => !hasGap(row)),
    dropped: [droppedRows(table, "level-not-in-training", dropped, causes)],
  };
}

const byName = (columns: readonly UsableColumn[]): ReadonlyMap<string, UsableColumn> =>
  new Map(columns.map((column) => [column.name, column]));

function columnsUsed(encodings: readonly ColumnEncoding[], columns: readonly UsableColumn[]): UsedColumn[] {
  const found = byName(columns);
  return encodings.map((encoding): UsedColumn => {
    const missing = found.get(encoding.name)?.missing ?? 0;
    const { name, kind } = encoding;
    return kind === "number"
      ? { column: name, kind, missing }
      : { column: name, kind, missing, levels: encoding.levels };
  });
}

function imputed(
  encodings: readonly ColumnEncoding[],
  columns: readonly UsableColumn[],
  rows: readonly number[],
): Imputed[] {
  const found = byName(columns);
  return encodings.flatMap(({ name, fill }) => {
    const column = found.get(name);
    if (fill === null || column === undefined) return [];
    const count = rows.filter((row) => cellIsMissing(column, row)).length;
    return count === 0 ? [] : [{ column: name, count, fill }];
  });
}

function noFeatures(table: Table, leftOut: readonly ColumnLeftOut[]): TableError {
  const reasons = leftOut.map(({ column, reason }) => `${column} (${reason})`).join(", ");
  return new TableError(
    "no-features",
    `${table.name}: no column is left to predict from. Left out: ` +
      `${reasons || "nothing; the table has no other column"}`,
    { table: table.name, leftOut },
  );
}

function tooFewTrainingRows(table: Table, train: number, rows: number): TableError {
  return new TableError(
    "too-few-training-rows",
    `${table.name}: of ${rows} rows only ${train} is left for training; at least two are needed. Hold out fewer rows ` +
      "(--validation)",
    { table: table.name, train, rows },
  );
}
