/** Rules that make the step of each tensor as long as its parameters are, or turn it as a matrix. */
import { sqrt, square, where, zerosLike } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { type MomentsOptions, momentsOptions, scaleByAdam } from "./adam.ts";
import { adaptive, decayOption, epsilonOption } from "./maker.ts";
import { mapTogether, type Rate, readRates } from "./optimizer.ts";

const length = (x: Tensor): Tensor => sqrt(square(x).sum());

/** ‖w‖/‖d‖, and 1 where one of them is 0. */
function trustRatio(w: Tensor, d: Tensor): Tensor {
  const [own, step] = [length(w), length(d)];
  const safe = where(step.equal(0), 1, step);
  return where(own.equal(0), 1, where(step.equal(0), 1, own.div(safe)));
}

const weightDecayOption = (standard: number): OptionInfo => ({
  name: "weightDecay",
  description: { en: "λ: how strongly weights are drawn to 0", zh: "λ：权重被拉向 0 的强度" },
  default: standard,
});

export interface LambOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
  /** λ, inside the ratio. 0. */
  readonly weightDecay?: Rate;
}

/**
 * LAMB: Adam's direction with the decay λw added, scaled for each tensor to the length of its parameters:
 * d = m̂ / (√v̂ + ε) + λw, w ← w − η·(‖w‖/‖d‖)·d; the ratio is 1 where one of the lengths is 0. ε is 1e-6.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see You and others, Large batch optimization for deep learning, 2019, arXiv:1904.00962
 * @example
 * import { lamb } from "nabla/optimizers";
 * const optimizer = lamb({ learningRate: 0.01 });
 */
export const lamb = adaptive<LambOptions>(
  {
    id: "lamb",
    name: { en: "LAMB", zh: "LAMB" },
    formula: "d = m̂/(√v̂ + ε) + λw; w ← w − η·‖w‖/‖d‖·d, for each tensor",
    source: "You and others 2019",
    rate: 1e-3,
  },
  [...momentsOptions.slice(0, 2), epsilonOption(1e-6), weightDecayOption(0)],
  (info, own) => {
    const { weightDecay, ...moments } = readRates(info, own);
    const adam = scaleByAdam(moments);
    return {
      hyper: { ...adam.hyper, weightDecay },
      init: adam.init,
      update: (gradient, input) => {
        const made = adam.update(gradient, input);
        const scaled = (d: Tensor, w: Tensor) => {
          const decayed = d.add(w.mul(input.hyper.weightDecay));
          return decayed.mul(trustRatio(w, decayed));
        };
        return { direction: mapTogether(scaled, made.direction, input.params), state: made.state };
      },
    };
  },
);

export interface LarsOptions {
  /** η, a number ≥ 0 or a schedule. 1. */
  readonly learningRate?: Rate;
  /** μ. 0.9. */
  readonly momentum?: number;
  /** λ. 0. */
  readonly weightDecay?: Rate;
  /** The share of the parameters' length that a step takes. 1e-3. */
  readonly coefficient?: number;
}

/**
 * LARS: d = ∇E + λw, scaled for each tensor to c·‖w‖, then b ← μb + η·d and w ← w − b; the ratio is 1 where one of the
 * lengths is 0.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see You, Gitman and Ginsburg, Large batch training of convolutional networks, 2017, arXiv:1708.03888
 * @example
 * import { lars } from "nabla/optimizers";
 * const optimizer = lars({ learningRate: 10 });
 */
export const lars = adaptive<LarsOptions>(
  {
    id: "lars",
    name: { en: "LARS", zh: "LARS" },
    formula: "d = g + λw; b ← μb + c·‖w‖/‖d‖·d; w ← w − η·b, for each tensor",
    source: "You, Gitman & Ginsburg 2017",
    rate: 1,
  },
  [
    decayOption("momentum", "μ", 0.9),
    weightDecayOption(0),
    {
      name: "coefficient",
      description: { en: "length of a step as a share of the parameters'", zh: "步长与参数长度之比" },
      default: 1e-3,
      above: 0,
    },
  ],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => mapTogether(zerosLike, params),
    update: (gradient, { hyper: { momentum, weightDecay, coefficient }, params, state }) => {
      const scaled = (g: Tensor, w: Tensor) => {
        const decayed = g.add(w.mul(weightDecay));
        const ratio = trustRatio(w, decayed);
        const isRatio = length(w).greater(0).cast(w.dtype).mul(length(decayed).greater(0).cast(w.dtype));
        return decayed.mul(where(isRatio.equal(1), ratio.mul(coefficient), 1));
      };
      const buffer = mapTogether((b, d) => b.mul(momentum).add(d), state, mapTogether(scaled, gradient, params));
      return { direction: buffer, state: buffer };
    },
  }),
);

export interface MuonOptions {
  /** η, a number ≥ 0 or a schedule. 0.02. */
  readonly learningRate?: Rate;
  /** μ. 0.95. */
  readonly momentum?: number;
}

/** Jordan's quintic, which drives singular values towards 1 and need not reach it. */
const QUINTIC = [3.4445, -4.775, 2.0315] as const;
const NEWTON_SCHULZ_STEPS = 5;

/**
 * Muon: the momentum b ← μb + ∇E, looked ahead as Nesterov does, of every matrix is replaced by one with its singular
 * vectors and all singular values near 1 (five steps of Newton and Schulz), times √max(1, rows/columns). Tensors that
 * are not matrices take the plain Nesterov step.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Jordan and others, Muon: an optimizer for hidden layers in neural networks, 2024
 * @example
 * import { muon } from "nabla/optimizers";
 * const optimizer = muon({ learningRate: 0.02 });
 */
export const muon = adaptive<MuonOptions>(
  {
    id: "muon",
    name: { en: "Muon", zh: "Muon" },
    formula: "b ← μb + g; d = NS₅(g + μb) for matrices: UVᵀ of its singular values; w ← w − η·√max(1, A/B)·d",
    source: "Jordan and others 2024",
    rate: 0.02,
  },
  [decayOption("momentum", "μ", 0.95)],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => mapTogether(zerosLike, params),
    update: (gradient, { hyper: { momentum }, state }) => {
      const buffer = mapTogether((b, g) => b.mul(momentum).add(g), state, gradient);
      const ahead = mapTogether((b, g) => b.mul(momentum).add(g), buffer, gradient);
      return { direction: mapTogether((d) => (d.rank === 2 ? orthogonalized(d) : d), ahead), state: buffer };
    },
  }),
);

function orthogonalized(given: Tensor): Tensor {
  const [rows, columns] = given.shape;
  const tall = rows > columns;
  let x = tall ? given.transpose() : given;
  const size = length(x);
  x = x.div(where(size.equal(0), 1, size));
  const [a, b, c] = QUINTIC;
  for (let step = 0; step < NEWTON_SCHULZ_STEPS; step++) {
    const square = x.matmul(x.transpose());
    const inner = square.mul(b).add(square.matmul(square).mul(c));
    x = x.mul(a).add(inner.matmul(x));
  }
  return (tall ? x.transpose() : x).mul(Math.sqrt(Math.max(1, rows / columns)));
}
