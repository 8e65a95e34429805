/** The learning rate: how far to go along a direction. */
import type { OptionInfo } from "../info.ts";
import type { Transformation } from "./chain.ts";
import { mapTogether, type Rate, readRates } from "./optimizer.ts";

export const learningRateOption: OptionInfo = {
  name: "learningRate",
  description: { en: "η: how far each step goes", zh: "学习率 η：每一步走多远" },
};

const info = {
  id: "scaleByLearningRate",
  name: { en: "learning rate", zh: "学习率" },
  formula: "η·d",
  source: "Cauchy 1847",
  options: [learningRateOption],
};

/**
 * A part of a `chain`: the direction times η.
 *
 * @param options `learningRate`: a number ≥ 0 or a schedule
 * @throws OptionError for an option that is unknown, missing or out of range
 */
export const scaleByLearningRate = (options: { readonly learningRate: Rate }): Transformation => ({
  hyper: readRates(info, options),
  init: () => [],
  update: (direction, { hyper, state }) => ({
    direction: mapTogether((d) => d.mul(hyper.learningRate), direction),
    state,
  }),
});
