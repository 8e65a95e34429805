/** Adafactor: Adam's second moment from its row and column means alone, so that a matrix is remembered by its edges. */
import { flatten, type Tree, unflatten } from "../../base/tree.ts";
import { maximum, minimum, sqrt, square, sub, zerosLike } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { Info } from "../info.ts";
import { learningRateOption } from "./learningRate.ts";
import { epsilonOption } from "./maker.ts";
import { type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

export interface AdafactorOptions {
  /** The most of the relative step: min(η, 1/√t), a number ≥ 0 or a schedule. 0.01. */
  readonly learningRate?: Rate;
  /** c of β₂ = 1 − t^−c. 0.8. */
  readonly decayExponent?: number;
  /** d: a step's root mean square is held to it. 1. */
  readonly clip?: number;
  /** ε₁, added to every squared slope. 1e-30. */
  readonly epsilon?: number;
  /** ε₂: parameters count as at least this large. 1e-3. */
  readonly least?: number;
}

const info: Info = {
  id: "adafactor",
  name: { en: "Adafactor", zh: "Adafactor" },
  formula:
    "R, C ← row and column means of g² + ε₁, averaged with β₂ = 1 − t^−c; u = g/√(R·C/mean R); " +
    "w ← w − max(ε₂, rms w)·min(η, 1/√t)·u/max(1, rms(u)/d)",
  source: "Shazeer & Stern 2018",
  options: [
    { ...learningRateOption, default: 0.01 },
    {
      name: "decayExponent",
      description: { en: "c of β₂ = 1 − t^−c", zh: "β₂ = 1 − t^−c 中的 c" },
      default: 0.8,
      above: 0,
      most: 1,
    },
    {
      name: "clip",
      description: { en: "d: the most that a step's root mean square may be", zh: "d：步长均方根的上限" },
      default: 1,
      above: 0,
    },
    epsilonOption(1e-30),
    {
      name: "least",
      description: { en: "ε₂: parameters count as at least this large", zh: "ε₂：参数至少按此大小计" },
      default: 1e-3,
    },
  ],
};

const rootMeanSquare = (x: Tensor): Tensor => sqrt(square(x).mean());

/** The average squared slope of each place: whole, or of a matrix by its last two axes. */
interface Squares {
  readonly [part: string]: Tensor;
}

const noSquares = (w: Tensor): Squares =>
  w.rank < 2
    ? { all: zerosLike(w) }
    : { rows: zerosLike(w.mean(-1, { keepDims: true })), columns: zerosLike(w.mean(-2, { keepDims: true })) };

const averaged = (past: Squares, now: Squares, kept: Tensor): Squares =>
  Object.fromEntries(Object.entries(now).map(([part, mean]) => [part, mean.add(past[part].sub(mean).mul(kept))]));

const meansOf = (squares: Tensor): Squares =>
  squares.rank < 2
    ? { all: squares }
    : { rows: squares.mean(-1, { keepDims: true }), columns: squares.mean(-2, { keepDims: true }) };

/** g/√v̂. Rows and columns are rooted by themselves: their product could be too small for a float32. */
function scaled(g: Tensor, { all, rows, columns }: Squares): Tensor {
  if (all !== undefined) return g.div(sqrt(all));
  return g.div(sqrt(rows.div(rows.mean(-2, { keepDims: true })))).div(sqrt(columns));
}

/**
 * Adafactor, algorithms 4 and 5: u = g/√v̂ with v̂ the running mean of g² + ε₁, of which a matrix keeps the means of
 * its rows R and columns C only, v̂ = R·C/mean R: n + m numbers instead of n·m. β₂ = 1 − t^−c. The step is
 * max(ε₂, rms w)·min(η, 1/√t) times u/max(1, rms(u)/d): relative to the size of the parameters, tensor by tensor.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Shazeer and Stern, Adafactor: adaptive learning rates with sublinear memory cost, 2018, arXiv:1804.04235
 * @example
 * import { adafactor } from "nabla/optimizers";
 * const optimizer = adafactor({ learningRate: 0.05 });
 */
export const adafactor: OptimizerMaker<[options?: AdafactorOptions]> = Object.assign(
  (options: AdafactorOptions = {}): Optimizer => ({
    info,
    hyper: readRates(info, options),
    init: (params) => flatten(params, isTensor).leaves.map(noSquares) as unknown as Tree<Tensor>,
    update: ({ gradient, params, state, step, loss, hyper }) => {
      const t = step.cast(loss.dtype).add(1);
      const kept = sub(1, t.pow(hyper.decayExponent.neg()));
      const relative = minimum(hyper.learningRate, t.pow(-0.5));
      const slopes = flatten(gradient, isTensor).leaves;
      const { leaves, structure } = flatten(params, isTensor);
      const squares = slopes.map((g, i) =>
        averaged((state as unknown as readonly Squares[])[i], meansOf(square(g).add(hyper.epsilon)), kept),
      );
      const next = leaves.map((w, i) => {
        const u = scaled(slopes[i], squares[i]);
        const size = maximum(rootMeanSquare(w), hyper.least).mul(relative);
        return w.sub(u.mul(size.div(maximum(rootMeanSquare(u).div(hyper.clip), 1))));
      });
      return { params: unflatten(structure, next), state: squares as unknown as Tree<Tensor> };
    },
  }),
  { info },
);
