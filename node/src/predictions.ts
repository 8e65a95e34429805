/** The model's output for prepared rows, from a descent: in training and when a saved model predicts. */
import type { Descent } from "nabla/train";
import type { Predictions } from "./scores.ts";

export function predictionsOf(descent: Descent, x: Float64Array, rows: number): Predictions {
  if (rows === 0) return { values: new Float64Array(0), outputs: 1 };
  const nested = descent.predict({ data: x, shape: [rows, x.length / rows] }) as readonly (
    | number
    | readonly number[]
  )[];
  const values = Float64Array.from(nested.flat());
  return { values, outputs: values.length / rows };
}
