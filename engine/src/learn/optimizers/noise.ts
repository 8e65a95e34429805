/** Noise on the gradient: random numbers made inside the program, the same for the same seed and step. */
import { flatten, type Tree, unflatten } from "../../base/tree.ts";
import { constant, cos, iota, log, maximum, pow, scramble, sqrt } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { Info } from "../info.ts";
import type { Transformation } from "./chain.ts";
import { type Rate, readRates } from "./optimizer.ts";

/** 2³² over the golden ratio: counters a multiple of it apart are spread evenly over all words. */
const spread = 0x9e3779b9 | 0;

/** A word for each of these, made of another word. */
const wordsOf = (word: Tensor, counters: Tensor): Tensor => scramble(word.add(counters.mul(spread)));

/** In [−½, ½), evenly. */
const centred = (words: Tensor, { dtype }: Tensor): Tensor => words.cast(dtype).mul(2 ** -32);

/** Standard normal numbers like x, by two even ones each (Box and Muller 1958). */
function normalLike(x: Tensor, word: Tensor): Tensor {
  const size = x.shape.reduce((product, each) => product * each, 1);
  const evens = iota(size).mul(2);
  const share = maximum(centred(wordsOf(word, evens), x).add(0.5), 2 ** -33);
  const turn = centred(wordsOf(word, evens.add(1)), x);
  return sqrt(log(share).mul(-2))
    .mul(cos(turn.mul(2 * Math.PI)))
    .reshape(x.shape);
}

const info: Pick<Info, "id" | "options"> = {
  id: "noise",
  options: [
    { name: "eta", description: { en: "η: variance of the first step's noise", zh: "η：第一步噪声的方差" } },
    {
      name: "gamma",
      description: { en: "γ: how fast the variance falls", zh: "γ：方差下降的快慢" },
      default: 0.55,
    },
    {
      name: "seed",
      description: { en: "which noise", zh: "哪一串噪声" },
      default: 0,
      integer: true,
      most: 2 ** 24,
    },
  ],
};

export interface NoiseOptions {
  /** η: the variance at the first step; 0.01, 0.3 and 1 are the paper's. */
  readonly eta: Rate;
  /** γ: it falls as η/(1 + t)^γ. 0.55. */
  readonly gamma?: Rate;
  /** Another seed is another noise. A whole number up to 2²⁴; 0. */
  readonly seed?: number;
}

/**
 * A part of a `chain`: g + √(η/(1 + t)^γ)·N(0, 1), independent for every element and step t = 0, 1, …. The numbers are
 * made in the program from seed, step and place alone, so that a descent repeats itself.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Neelakantan and others, Adding gradient noise improves learning for very deep networks, 2015, arXiv:1511.06807
 * @example
 * import { chain, noise, scaleByLearningRate } from "nabla/optimizers";
 * const optimizer = chain(noise({ eta: 0.3, seed: 7 }), scaleByLearningRate({ learningRate: 0.1 }));
 */
export function noise(options: NoiseOptions): Transformation {
  const { eta, gamma, seed } = readRates(info, options);
  return {
    hyper: { noiseEta: eta, noiseGamma: gamma, noiseSeed: seed },
    init: () => [],
    update: (direction, { hyper, step, state }) => {
      const variance = hyper.noiseEta.div(pow(step.add(1).cast(hyper.noiseEta.dtype), hyper.noiseGamma));
      const ofStep = wordsOf(scramble(hyper.noiseSeed.cast("int32")), step);
      const { leaves, structure } = flatten(direction, isTensor);
      const noisy = leaves.map((leaf, i) => {
        const word = wordsOf(ofStep, constant([i], [], "int32"));
        return leaf.add(normalLike(leaf, word).mul(sqrt(variance)));
      });
      return { direction: unflatten(structure, noisy) as Tree<Tensor>, state };
    },
  };
}
