/** The built-in table `cars`, prepared as the command does: every other column predicts mpg. */
import { builtin, prepare } from "../../../../tables/src/index.ts";
import type { TrainingData } from "../../../src/train/problem.ts";

export function cars(): TrainingData {
  const { x, y, rows, features } = prepare(builtin("cars"), { target: "mpg", missing: "drop", seed: 0 });
  return { x: { data: x, shape: [rows, features.length] }, y: Float64Array.from(y) };
}
