/** How an optimizer is made of one transformation and a learning rate, and options that many have. */
import type { Info, OptionInfo } from "../info.ts";
import { chain, type Transformation } from "./chain.ts";
import { learningRateOption, scaleByLearningRate } from "./learningRate.ts";
import { type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

type About = Pick<Info, "name" | "formula" | "source" | "knownAs"> & { readonly id: string; readonly rate: number };

/** The optimizer of one transformation and a learning rate. */
export function adaptive<Options extends { readonly learningRate?: Rate }>(
  { rate, ...about }: About,
  options: readonly OptionInfo[],
  rule: (info: Info, own: Omit<Options, "learningRate">) => Transformation,
): OptimizerMaker<[options?: Options]> {
  const info: Info = { ...about, options: [{ ...learningRateOption, default: rate }, ...options] };
  const inside: Info = { ...info, options };
  const make = (given?: Options): Optimizer => {
    const { learningRate = rate, ...own } = given ?? ({} as Options);
    readRates(info, given);
    return { ...chain(rule(inside, own), scaleByLearningRate({ learningRate })), info };
  };
  return Object.assign(make, { info });
}

export const epsilonOption = (standard: number): OptionInfo => ({
  name: "epsilon",
  description: { en: "ε: keeps the divisor from 0", zh: "ε：使除数不为 0" },
  default: standard,
  above: 0,
});
export const decayOption = (name: string, symbol: string, standard: number): OptionInfo => ({
  name,
  description: { en: `${symbol}: the share of past gradients that is kept`, zh: `${symbol}：保留多少过去的梯度` },
  default: standard,
  below: 1,
});
