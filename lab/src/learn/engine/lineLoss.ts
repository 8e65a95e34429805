/** One line through the points of the lessons: its errors, its loss, and the gradient by its slope and its height. */

import { jit, type Tensor, valueAndGrad } from "nabla";
import { meanSquaredError } from "nabla/losses";
import { lossPoints } from "./lossPoints.ts";

export interface LineQuestion {
  readonly w: number;
  readonly b: number;
}

export interface LineAnswer {
  readonly question: LineQuestion;
  readonly predictions: readonly number[];
  /** prediction − target */
  readonly errors: readonly number[];
  readonly loss: number;
  readonly gradient: readonly [number, number];
}

const x = lossPoints.map(([place]) => place);
const y = lossPoints.map(([, target]) => target);

const line = (w: Tensor, b: Tensor, at: Tensor): Tensor => w.mul(at).add(b);
const loss = (w: Tensor, b: Tensor, at: Tensor, target: Tensor): Tensor => meanSquaredError(line(w, b, at), target);

const errors = jit((w: Tensor, b: Tensor, at: Tensor, target: Tensor) => line(w, b, at).sub(target));
const predictions = jit(line);
const slopes = valueAndGrad(loss, { argument: [0, 1] });

export function lineAt(question: LineQuestion): LineAnswer {
  const { w, b } = question;
  const { value, gradient } = slopes(w, b, x, y);
  return {
    question,
    predictions: Array.from(predictions(w, b, x) as ArrayLike<number>),
    errors: Array.from(errors(w, b, x, y) as ArrayLike<number>),
    loss: value,
    gradient: [Number(gradient[0]), Number(gradient[1])],
  };
}
