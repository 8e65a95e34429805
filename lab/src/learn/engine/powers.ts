/** One constant for five values, its errors raised to a power or bent: loss, slope, minimum and some updates. */

import { grad, jit, type Tensor, vmap } from "nabla";
import { errorShapes } from "./errorShapes.ts";
import { constantEnds, type FormName, formNames, type ShapeName, shapeEnds } from "./formNames.ts";

export interface PowersQuestion {
  readonly shape: ShapeName;
  /** The power of |error|, or Huber's δ. */
  readonly number: number;
  /** The constant that is predicted. */
  readonly c: number;
  /** The last of the five values. */
  readonly outlier: number;
  readonly rate: number;
}

/** The same errors, summed up in one of three ways. */
export interface Form {
  readonly loss: number;
  readonly gradient: number;
  readonly curvature: number;
  /** The constant before each update, and after the last. */
  readonly path: readonly number[];
  /** The loss there. */
  readonly losses: readonly number[];
  /** Over `places`. */
  readonly curve: readonly number[];
  readonly slopes: readonly number[];
}

export interface PowersAnswer {
  readonly question: PowersQuestion;
  readonly targets: readonly number[];
  /** constant − target */
  readonly errors: readonly number[];
  /** What the shape makes of each: |error|^p, say. */
  readonly powers: readonly number[];
  readonly best: number;
  readonly places: readonly number[];
  readonly forms: Readonly<Record<FormName, Form>>;
  /** Pairs of p, or δ, and the best constant. */
  readonly walk: readonly (readonly [number, number])[];
  readonly median: number;
  readonly mean: number;
}

const usualValues = [2, 3, 3.5, 4.5] as const;
const count = usualValues.length + 1;
const factors: Readonly<Record<FormName, number>> = { sum: 1, half: 0.5, mean: 1 / count };
const updates = 30;
const places = Array.from({ length: 241 }, (_, i) => (i * constantEnds[1]) / 240);
/** Powers, and δs on a logarithmic axis, whose best constants are walked along. */
const along: Readonly<Record<ShapeName, readonly number[]>> = {
  power: Array.from({ length: 31 }, (_, i) => 1 + i / 10),
  huber: Array.from(
    { length: 31 },
    (_, i) => shapeEnds.huber[0] * (shapeEnds.huber[1] / shapeEnds.huber[0]) ** (i / 30),
  ),
};

function compiled(shape: ShapeName) {
  const each = errorShapes[shape];
  const loss = (c: Tensor, targets: Tensor, number: Tensor, factor: Tensor): Tensor =>
    each(c, targets, number).sum().mul(factor);
  const slope = grad(loss);
  const over = { inAxes: [0, null, null, null] as const };
  return {
    eachAt: jit(each),
    valueAt: jit(loss),
    slopeAt: slope,
    curvatureAt: grad((c: Tensor, targets: Tensor, number: Tensor, factor: Tensor) =>
      grad(loss)(c, targets, number, factor),
    ),
    curveOver: vmap(loss, over),
    slopesOver: vmap(grad(loss), over),
    slopesForNumbers: vmap(grad(loss), { inAxes: [0, null, 0, null] }),
  };
}

const shapes: Readonly<Record<ShapeName, ReturnType<typeof compiled>>> = {
  power: compiled("power"),
  huber: compiled("huber"),
};

/** Where the slope changes its sign, for each number: it never falls, so halving an interval finds the place. */
function minimaOf(shape: ShapeName, targets: readonly number[], given: readonly number[]): readonly number[] {
  const low = given.map(() => Math.min(...targets));
  const high = given.map(() => Math.max(...targets));
  for (let i = 0; i < 52; i++) {
    const middle = low.map((each, k) => (each + high[k]) / 2);
    const slopes = numbers(shapes[shape].slopesForNumbers(middle, [...targets], [...given], 1));
    middle.forEach((each, k) => {
      if (slopes[k] >= 0) high[k] = each;
      if (slopes[k] <= 0) low[k] = each;
    });
  }
  return low.map((each, k) => (each + high[k]) / 2);
}

const numbers = (values: unknown): number[] => Array.from(values as ArrayLike<number>, Number);

export function powersAt(question: PowersQuestion): PowersAnswer {
  const { shape, number, c, outlier, rate } = question;
  const { eachAt, valueAt, slopeAt, curvatureAt, curveOver, slopesOver } = shapes[shape];
  const targets = [...usualValues, outlier];
  const formOf = (name: FormName): Form => {
    const factor = factors[name];
    const path = [c];
    for (let i = 0; i < updates; i++) path.push(path[i] - rate * Number(slopeAt(path[i], targets, number, factor)));
    return {
      loss: Number(valueAt(c, targets, number, factor)),
      gradient: Number(slopeAt(c, targets, number, factor)),
      curvature: Number(curvatureAt(c, targets, number, factor)),
      path,
      losses: numbers(curveOver(path, targets, number, factor)),
      curve: numbers(curveOver(places, targets, number, factor)),
      slopes: numbers(slopesOver(places, targets, number, factor)),
    };
  };
  const [best, ...minima] = minimaOf(shape, targets, [number, ...along[shape]]);
  const [median, mean] = minimaOf("power", targets, [1, 2]);
  return {
    question,
    targets,
    errors: targets.map((target) => c - target),
    powers: numbers(eachAt(c, targets, number)),
    best,
    places,
    forms: Object.fromEntries(formNames.map((name) => [name, formOf(name)])) as Record<FormName, Form>,
    walk: along[shape].map((each, i) => [each, minima[i]] as const),
    median,
    mean,
  };
}
