/** From a file to a trained model: the table is read, described, prepared and descended on as the command does it. */

import { type PrepareOptions, prepare, readTable, type Table, type Task, usualMissing } from "@nabla/tables";
import { curvatureAt, objectiveOf } from "nabla/diagnostics";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { type DescendOptions, descend, epochs } from "nabla/train";
import type { LossName } from "../engine/sourceNames.ts";
import { losses } from "../engine/sources.ts";
import { heldOutShare, type Preview, type Trained, trainedEpochs } from "./trained.ts";

/** Rows and columns of the table that are shown before anything is trained. */
const shownRows = 8;
const shownColumns = 40;
/** Columns among which one chooses the target; of more its name is typed. */
const mostNames = 300;
/** What is read of a large file before the rest, so that one sees at once whether it is the right one. */
const headBytes = 1 << 20;

/** The command's own choice where no loss is asked for. */
export const lossOf = (task: Task): LossName => (task === "regression" ? "meanSquaredError" : "softmaxCrossEntropy");

const isMissing = (cell: unknown): boolean =>
  cell === null || Number.isNaN(cell) || (typeof cell === "string" && usualMissing.includes(cell.trim()));

export function previewOf(table: Table, whole = true): Preview {
  let missing = 0;
  for (const { cells } of table.columns) for (const cell of cells) if (isMissing(cell)) missing++;
  const columns = table.columns.slice(0, shownColumns).map(({ name, cells }) => {
    const isNumber = (cell: unknown) => isMissing(cell) || Number.isFinite(Number(cell));
    const kind = cells.every(isNumber) && !cells.every(isMissing) ? "number" : "text";
    const shown = cells.slice(0, shownRows).map((cell) => (isMissing(cell) ? "" : String(cell)));
    return { name, kind, cells: shown } as const;
  });
  const width = table.columns.length;
  const names = width > mostNames ? null : table.columns.map(({ name }) => name);
  const lastName = table.columns[width - 1].name;
  return { name: table.name, whole, rows: table.rows, width, missing, names, lastName, columns };
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** The table of a large file's first lines; null where they alone are none, as of Parquet or JSON. */
export async function headOf(file: File): Promise<Table | null> {
  if (file.size <= 4 * headBytes) return null;
  const bytes = await bytesOf(file.slice(0, headBytes));
  const end = bytes.lastIndexOf(lineFeed);
  return readTable({ name: file.name, bytes: bytes.subarray(0, end + 1) }).catch(() => null);
}

const lineFeed = 0x0a;

export const readFile = async (file: File): Promise<Table> =>
  readTable({ name: file.name, bytes: await bytesOf(file) });

/** A linear model, full batches, and the largest rate that the curvature at the start says is stable. */
export async function train(table: Table, target: string, seed: number): Promise<Trained> {
  const options: PrepareOptions = { target, missing: "drop", validation: heldOutShare, seed };
  const prepared = prepare(table, options);
  const { task, validation } = prepared;
  const loss = lossOf(task);
  const width = prepared.features.length;
  const dataOf = ({ x, y, rows }: Pick<typeof prepared, "x" | "y" | "rows">): DescendOptions["data"] => ({
    x: { data: x, shape: [rows, width] },
    y,
  });
  const fit = { model: linear(), loss: losses[loss], data: dataOf(prepared) };
  const objective = objectiveOf(fit);
  const held = validation === undefined ? null : objectiveOf({ ...fit, data: dataOf(validation) });
  try {
    const rate = 1 / curvatureAt(objective, new Float64Array(objective.dimension)).largest;
    const optimizer = sgd({ learningRate: rate });
    const stop = [epochs(trainedEpochs)];
    const descent = descend({ ...fit, optimizer, batchSize: "full", seed, dtype: "float64", exact: true, stop });
    const point = (): Float64Array =>
      Float64Array.from(descent.namedParameters.flatMap(({ value }) => Array.from(value.data)));
    try {
      // The first report is of the start.
      const curve: number[] = [];
      for await (const _ of descent) curve.push(objective.value(point()));
      return {
        target,
        task,
        loss,
        rate,
        seed,
        rowsTrain: prepared.rows,
        rowsTest: validation?.rows ?? 0,
        losses: Float64Array.from(curve),
        testLoss: held === null ? Number.NaN : held.value(point()),
      };
    } finally {
      descent.close();
    }
  } finally {
    objective.close();
    held?.close();
  }
}
