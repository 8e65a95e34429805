/** `nabla predict`: a fitted model's predictions for a table, as CSV or JSON. */
import { decodeTarget, type Encoder, encode, type SkippedRow } from "@nabla/tables";
import { sigmoid, softmax } from "nabla";
import type { Loss } from "./choices.ts";
import { type CsvCell, csvLine } from "./csv.ts";
import { loadTable } from "./files.ts";
import { loadModel } from "./modelFile.ts";
import type { PredictOptions } from "./options.ts";
import { predictSaved, savedLoss } from "./savedModel.ts";
import { expectedValues, type Predictions, predictedClasses } from "./scores.ts";
import type { Terminal } from "./terminal.ts";
import { wordsOf } from "./words/index.ts";

/** Prints one line for each row of the table; a row that cannot be predicted has empty cells, and is named. */
export async function predict(run: string, name: string, options: PredictOptions, terminal: Terminal): Promise<0> {
  const { output } = options;
  const model = await loadModel(terminal.folder, run);
  const table = await loadTable(name, options.format, terminal);
  const { encoder } = model.file;
  const encoded = encode(encoder, table);
  const predictions = predictSaved(model, encoded.x, encoded.rows);

  const loss = savedLoss(model.file);
  const columns = columnsOf(encoder, loss);
  const rows: CsvCell[][] = Array.from({ length: table.rows }, () => columns.map(() => null));
  cellsOf(encoder, predictions, loss).forEach((cells, i) => {
    rows[encoded.tableRows[i]] = cells;
  });
  const text = output.json ? JSON.stringify({ columns, rows }) : [columns, ...rows].map(csvLine).join("\n");
  terminal.output.write(`${text}\n`);
  if (encoded.skipped.length > 0 && !output.quiet) terminal.messages.write(skipped(encoded.skipped, options));
  return 0;
}

/** Scores say which class, but not how likely it is. */
const givesScores = ({ info }: Loss): boolean => info.predictionIs.startsWith("score");

/** The target; in classification its label, and the probability of every class, or its score. */
function columnsOf({ target }: Encoder, loss: Loss): string[] {
  if (target.task === "regression") return [target.name];
  const measure = givesScores(loss) ? "score" : "p";
  return [target.name, ...target.classes.map((name) => `${measure}(${name})`)];
}

function cellsOf(encoder: Encoder, predictions: Predictions, loss: Loss): CsvCell[][] {
  if (encoder.target.task === "regression") return Array.from(expectedValues(predictions, loss), (value) => [value]);
  const classes = encoder.target.classes.length;
  const scores = scoresOf(predictions);
  const measures = givesScores(loss) ? scores : probabilitiesOf(scores, predictions);
  return Array.from(predictedClasses(predictions), (chosen, row) => [
    decodeTarget(encoder, chosen),
    ...measures.subarray(row * classes, (row + 1) * classes),
  ]);
}

/** rows × classes. One score is that of the second of two classes, and the first's is its opposite. */
function scoresOf({ values, outputs }: Predictions): Float64Array {
  if (outputs > 1) return values;
  return Float64Array.from({ length: 2 * values.length }, (_, i) => (i % 2 === 0 ? -1 : 1) * values[i >> 1]);
}

/** rows × classes. */
function probabilitiesOf(scores: Float64Array, { outputs }: Predictions): Float64Array {
  if (scores.length === 0) return scores;
  if (outputs === 1) return sigmoid(scores);
  return softmax({ data: scores, shape: [scores.length / outputs, outputs] }).data as Float64Array;
}

const mostNamed = 5;

/** Which rows have no prediction, and why: gaps, and values that the model has never seen. */
function skipped(rows: readonly SkippedRow[], { output }: PredictOptions): string {
  const words = wordsOf(output.language);
  const gaps = rows.filter(({ reason }) => reason === "missing");
  const unknown = rows.filter(({ reason }) => reason === "unknown-level");
  const more = (count: number): string[] => (count > mostNamed ? ["…"] : []);
  const places = gaps.slice(0, mostNamed).map(({ line, column }) => `${line}: ${column}`);
  const levels = unknown
    .slice(0, mostNamed)
    .map(({ line, column, value = "", known = [] }) => words.levelUnknown(line, column, value, known.join(", ")));
  const lines = [
    ...(gaps.length === 0 ? [] : [words.rowsSkipped(gaps.length, [...places, ...more(gaps.length)].join(", "))]),
    ...(unknown.length === 0 ? [] : [words.levelsUnknown(unknown.length), ...levels]),
    ...more(unknown.length).map((dots) => `  ${dots}`),
  ];
  return `${lines.join("\n")}\n`;
}
