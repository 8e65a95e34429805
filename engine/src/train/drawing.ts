/** What orders that look at the rows need to know of them: strata, and how likely each row is to be drawn. */
import { DataError, OptionError, ShapeError } from "../base/errors.ts";
import { type Rows, requireFinite, tableOf } from "./data.ts";
import type { CompiledObjective } from "./evaluate.ts";
import type { RowOrder, RowPlan } from "./order.ts";
import type { CheckedProblem } from "./problem.ts";

export interface DrawingOptions {
  readonly order: RowOrder;
  readonly strata?: Rows | undefined;
  readonly importance?: Rows | undefined;
}

/**
 * Strata from the option or the classes of the data; likelihoods from the option, or half even and half by how steep
 * each row is: a row's gradient is at most its loss's slope times ‖∂prediction/∂w‖, taken at the start. So no row is
 * drawn less than half as often as the mean, and none is reweighted by more than 2.
 *
 * @throws OptionError `option-of-order`, `strata-needed`; ShapeError `row-numbers-shape`; DataError `row-numbers-range`
 */
export function drawingOf(
  { order, strata, importance }: DrawingOptions,
  checked: CheckedProblem,
  steepness: () => Float64Array,
): Pick<RowPlan, "strata" | "likelihood"> {
  requireOrder("strata", strata, "stratified", order);
  requireOrder("importance", importance, "importance", order);
  if (order === "stratified") return { strata: strataOf(strata, checked) };
  if (order !== "importance") return {};
  const sizes =
    importance === undefined ? steepness() : numbersOf("importance", importance, checked.rows, positive, "> 0");
  return { likelihood: importance === undefined ? halfEven(sizes) : shares(sizes) };
}

/** Steepness at a start: what rows are drawn by where nobody says otherwise. */
export const steepnessAt = (objective: CompiledObjective, start: Float64Array) => (): Float64Array =>
  objective.exampleSteepness(start);

const positive = (value: number) => value > 0;
const wholeNumber = (value: number) => Number.isInteger(value) && value >= 0;

function requireOrder(name: string, value: Rows | undefined, needed: RowOrder, order: RowOrder): void {
  if (value === undefined || order === needed) return;
  throw new OptionError("option-of-order", `${name} is for order "${needed}"; the order is "${order}"`, {
    name,
    needed,
    order,
  });
}

function strataOf(given: Rows | undefined, { rows, classes, tables }: CheckedProblem): Uint32Array {
  if (given !== undefined) return numbered(numbersOf("strata", given, rows, wholeNumber, "a whole number ≥ 0"));
  const y = tables[1];
  const areClasses = classes !== undefined || (y.data.length === rows && Array.from(y.data).every(isBinary));
  if (!areClasses) {
    throw new OptionError(
      "strata-needed",
      'order "stratified" needs classes, and y has none; give strata, a whole number for each row',
    );
  }
  return numbered(y.data);
}

const isBinary = (value: number) => value === 0 || value === 1;

/** Strata under numbers from 0 on, in the order of their own. */
function numbered(strata: ArrayLike<number>): Uint32Array {
  const names = [...new Set(Array.from(strata))].sort((a, b) => a - b);
  const places = new Map(names.map((name, place) => [name, place]));
  return Uint32Array.from(strata, (name) => places.get(name) ?? 0);
}

function numbersOf(
  name: "strata" | "importance",
  given: Rows,
  rows: number,
  fits: (value: number) => boolean,
  expected: string,
): Float64Array {
  const table = tableOf(name, given);
  if (table.rows !== rows || table.leaf.shape.length > 0) {
    throw new ShapeError("row-numbers-shape", `${name} must be ${rows} numbers, one a row; got ${table.data.length}`, {
      name,
      rows,
      got: table.data.length,
    });
  }
  requireFinite(name, table);
  const numbers = Float64Array.from(table.data);
  const wrong = numbers.findIndex((value) => !fits(value));
  if (wrong >= 0) {
    throw new DataError("row-numbers-range", `${name}[${wrong}] is ${numbers[wrong]}; expected ${expected}`, {
      name,
      row: wrong,
      value: numbers[wrong],
    });
  }
  return numbers;
}

const shares = (sizes: Float64Array): Float64Array => {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => size / total);
};

function halfEven(sizes: Float64Array): Float64Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const even = 1 / sizes.length;
  if (!(total > 0 && Number.isFinite(total))) return sizes.map(() => even);
  return sizes.map((size) => 0.5 * even + (0.5 * size) / total);
}
