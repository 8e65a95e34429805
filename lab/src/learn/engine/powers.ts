/** One constant for five values, its errors raised to any power: the loss, its slope, its minimum and some updates. */

import { abs, grad, jit, pow, type Tensor, vmap } from "nabla";
import { constantEnds, type FormName, formNames } from "./formNames.ts";

export interface PowersQuestion {
  /** The power of |error|. */
  readonly p: number;
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
  /** |error|^p */
  readonly powers: readonly number[];
  readonly best: number;
  readonly places: readonly number[];
  readonly forms: Readonly<Record<FormName, Form>>;
  /** Pairs of p and the best constant. */
  readonly walk: readonly (readonly [number, number])[];
  readonly median: number;
  readonly mean: number;
}

const usualValues = [2, 3, 3.5, 4.5] as const;
const count = usualValues.length + 1;
const factors: Readonly<Record<FormName, number>> = { sum: 1, half: 0.5, mean: 1 / count };
const updates = 30;
const places = Array.from({ length: 241 }, (_, i) => (i * constantEnds[1]) / 240);
const exponents = Array.from({ length: 31 }, (_, i) => 1 + i / 10);

const raised = (c: Tensor, targets: Tensor, p: Tensor): Tensor => pow(abs(c.sub(targets)), p);
const loss = (c: Tensor, targets: Tensor, p: Tensor, factor: Tensor): Tensor => raised(c, targets, p).sum().mul(factor);

const valueAt = jit(loss);
const slopeAt = grad(loss);
const curvatureAt = grad((c: Tensor, targets: Tensor, p: Tensor, factor: Tensor) => grad(loss)(c, targets, p, factor));
const over = { inAxes: [0, null, null, null] as const };
const curveOver = vmap(loss, over);
const slopesOver = vmap(grad(loss), over);
const slopesForPowers = vmap(grad(loss), { inAxes: [0, null, 0, null] });

/** Where the slope changes its sign, for each power: it never falls, so halving an interval finds the place. */
function minimaOf(targets: readonly number[], powers: readonly number[]): readonly number[] {
  const low = powers.map(() => Math.min(...targets));
  const high = powers.map(() => Math.max(...targets));
  for (let i = 0; i < 52; i++) {
    const middle = low.map((each, k) => (each + high[k]) / 2);
    const slopes = numbers(slopesForPowers(middle, [...targets], [...powers], 1));
    middle.forEach((each, k) => {
      if (slopes[k] >= 0) high[k] = each;
      if (slopes[k] <= 0) low[k] = each;
    });
  }
  return low.map((each, k) => (each + high[k]) / 2);
}

const numbers = (values: unknown): number[] => Array.from(values as ArrayLike<number>, Number);

export function powersAt(question: PowersQuestion): PowersAnswer {
  const { p, c, outlier, rate } = question;
  const targets = [...usualValues, outlier];
  const formOf = (name: FormName): Form => {
    const factor = factors[name];
    const path = [c];
    for (let i = 0; i < updates; i++) path.push(path[i] - rate * Number(slopeAt(path[i], targets, p, factor)));
    return {
      loss: Number(valueAt(c, targets, p, factor)),
      gradient: Number(slopeAt(c, targets, p, factor)),
      curvature: Number(curvatureAt(c, targets, p, factor)),
      path,
      losses: numbers(curveOver(path, targets, p, factor)),
      curve: numbers(curveOver(places, targets, p, factor)),
      slopes: numbers(slopesOver(places, targets, p, factor)),
    };
  };
  const [best, ...along] = minimaOf(targets, [p, ...exponents]);
  const [median] = minimaOf(targets, [1]);
  const [mean] = minimaOf(targets, [2]);
  return {
    question,
    targets,
    errors: targets.map((target) => c - target),
    powers: numbers(jit(raised)(c, targets, p)),
    best,
    places,
    forms: Object.fromEntries(formNames.map((name) => [name, formOf(name)])) as Record<FormName, Form>,
    walk: exponents.map((each, i) => [each, along[i]] as const),
    median,
    mean,
  };
}
