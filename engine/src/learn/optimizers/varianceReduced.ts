/**
 * Variance reduction: stochastic steps whose noise vanishes at the minimum, so that a constant learning rate converges
 * linearly on strongly convex objectives. What is known of all examples corrects the gradient of the few in a batch.
 */

import type { Tree } from "../../base/tree.ts";
import { zerosLike } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { Info } from "../info.ts";
import { learningRateOption } from "./learningRate.ts";
import { mapTogether, type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

export interface SvrgOptions {
  /** η, a number ≥ 0 or a schedule. */
  readonly learningRate: Rate;
  /** Epochs from one look at all rows to the next; 2. */
  readonly epochs?: number;
}

const svrgInfo: Info = {
  id: "svrg",
  name: { en: "stochastic variance-reduced gradient", zh: "随机方差缩减梯度（SVRG）" },
  formula: "w ← w − η(∇E_B(w) − ∇E_B(w̃) + ∇E(w̃)), with w̃ the parameters a few epochs ago",
  source: "Johnson & Zhang 2013",
  options: [
    learningRateOption,
    {
      name: "epochs",
      description: { en: "from one look at all rows to the next", zh: "相隔多少轮再看一次全部样本" },
      default: 2,
      above: 0,
    },
  ],
};

/** What SVRG remembers: parameters w̃, and the full gradient there. */
interface Anchor {
  readonly params: Tree<Tensor>;
  readonly gradient: Tree<Tensor>;
}

/**
 * SVRG: every few epochs the gradient of the whole objective is taken at w̃ = w; in between
 * w ← w − η(∇E_B(w) − ∇E_B(w̃) + ∇E(w̃)), which has the mean ∇E(w) and a variance that vanishes as w and w̃ come to the
 * minimum. For any model; a batch holds at most 64 examples (else OptionError `batch-too-large`), and a step costs two
 * gradients. The looks at all rows are made inside the descent, and are no steps.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Johnson and Zhang, Accelerating stochastic gradient descent using predictive variance reduction, 2013
 * @example
 * import { svrg } from "nabla/optimizers";
 * const optimizer = svrg({ learningRate: 0.05 });
 */
export const svrg: OptimizerMaker<[options: SvrgOptions]> = Object.assign(
  (options: SvrgOptions): Optimizer => {
    const { epochs, ...hyper } = readRates(svrgInfo, options);
    return {
      info: svrgInfo,
      hyper,
      init: (params) => ({ params, gradient: mapTogether(zerosLike, params) }),
      update: ({ gradient, gradientAt, params, state, hyper: { learningRate } }) => {
        const anchor = state as unknown as Anchor;
        const before = gradientAt?.(anchor.params) ?? gradient;
        const step = (w: Tensor, g: Tensor, old: Tensor, mean: Tensor) => w.sub(g.sub(old).add(mean).mul(learningRate));
        return { params: mapTogether(step, params, gradient, before, anchor.gradient), state };
      },
      snapshot: {
        epochs: epochs as number,
        take: ({ params, gradient }) => ({ params, gradient }),
      },
    };
  },
  { info: svrgInfo },
);

export interface SagaOptions {
  /** η, a number ≥ 0 or a schedule. */
  readonly learningRate: Rate;
}

const sagaInfo: Info = {
  id: "saga",
  name: { en: "SAGA", zh: "SAGA" },
  formula: "w ← w − η(∇fᵢ(w) − gᵢ + ḡ), then gᵢ ← ∇fᵢ(w), with ḡ the mean of all g, at first 0",
  source: "Defazio, Bach & Lacoste-Julien 2014",
  options: [learningRateOption],
};

/**
 * SAGA: a table keeps the last gradient gᵢ of every example, at first 0, and ḡ is their mean;
 * w ← w − η(∇fᵢ(w) − gᵢ + ḡ), then gᵢ ← ∇fᵢ(w). For any model, one example at a time (else OptionError
 * `batch-too-large`). The table has as many numbers as parameters times rows; above 500 MB it is refused (OptionError
 * `table-too-large`).
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Defazio, Bach and Lacoste-Julien, SAGA: a fast incremental gradient method, 2014, arXiv:1407.0202
 * @example
 * import { saga } from "nabla/optimizers";
 * const optimizer = saga({ learningRate: 0.05 });
 */
export const saga: OptimizerMaker<[options: SagaOptions]> = Object.assign(
  (options: SagaOptions): Optimizer => ({
    info: sagaInfo,
    hyper: { ...readRates(sagaInfo, options), rows: 1 },
    table: true,
    init: (params) => mapTogether(zerosLike, params),
    update: ({ gradient, remembered = gradient, params, state, hyper: { learningRate, rows } }) => {
      const step = (w: Tensor, g: Tensor, old: Tensor, mean: Tensor) => w.sub(g.sub(old).add(mean).mul(learningRate));
      return {
        params: mapTogether(step, params, gradient, remembered, state),
        state: mapTogether((mean, g, old) => mean.add(g.sub(old).div(rows)), state, gradient, remembered),
        remembered: gradient,
      };
    },
  }),
  { info: sagaInfo },
);
