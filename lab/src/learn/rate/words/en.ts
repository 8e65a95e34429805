/** The lesson on the learning rate in English. */

import type { RateSource } from "../rateState.ts";

export const en = {
  text: [
    "The learning rate η is the factor before the gradient: it sets how long a step is. Too small, and the way is " +
      "slow; too large, and each step lands higher than it began.",
    "Where the limit lies can be measured. λmax is the curvature in the steepest direction: the largest " +
      "eigenvalue of " +
      "the Hessian, found here by multiplying a vector with it again and again.",
    "For squared errors of a line it is the same everywhere. Below 1/λmax no update turns back along " +
      "that direction; " +
      "between 1/λmax and 2/λmax each one overshoots and comes back, closer every time; beyond 2/λmax it runs away.",
    "For another loss 2/λmax is a statement about this one point. On the penguins (cross-entropy) the " +
      "curvature falls " +
      "on the way, and rates far beyond the limit of the start still arrive.",
  ],
  data: "Data",
  sources: {
    line: "points around a line",
    cars: "cars: fuel economy",
    penguins: "penguins: three species",
  } satisfies Record<RateSource, string>,
  rate: "Learning rate η",
  rateSlider: "Learning rate, to drag",
  wrongRate: "A number above 0, at most 1,000, please.",
  ruler: "The rate on the measured ruler",
  rulerHere: "The rate on the ruler measured at this point",
  rulerText: (rate: string, limit: string) => `η = ${rate}; 2/λmax = ${limit}.`,
  zones: ["converging", "oscillating", "diverging"],
  converging: (updates: string) =>
    `Converging: in ${updates} updates none turns back along the steepest direction, and the loss falls.`,
  oscillating: (step: string, turns: string) =>
    `Oscillating: update ${step} is the first that turns back along the steepest direction (${turns} do), ` +
    "but the swings get smaller and the loss falls in the end.",
  diverging: (step: string, stable: string) =>
    `Diverging: from update ${step} on the loss only rises. Any rate below ${stable} would have been stable.`,
  divergingHere: (step: string, stable: string) =>
    `Diverging: from update ${step} on the loss only rises. At the start rates below 2/λmax = ${stable} are stable.`,
  numbers: "Numbers at this moment",
  loss: "E",
  excess: "E − E*",
  curvature: "λmax here",
  products: "its estimates, product by product",
  least: "1/λmax",
  most: "2/λmax",
  share: "η · λmax",
  fitted: "range test: loss fell fastest at",
  stable: "range test: last rate before it rose for good",
  range: "The learning-rate range test",
  rangeText:
    "One descent whose rate grows with every update. It reads high: what grows from almost nothing is seen only " +
    "after it has grown.",
  rangeLine: "loss before the update",
  rangeRate: "learning rate of the update",
  rangeLoss: "training loss E",
  marks: { limit: "2/λmax at the start", steepest: "fell fastest", stable: "last before it rose" },
  tasks: {
    quick: (excess: string, updates: string) =>
      `On the line, choose η so that E − E* is at most ${excess} after ${updates} updates.`,
    limit: "On the line, find a rate that diverges although it is less than 5 % above 2/λmax.",
    beyond: "On the penguins, find a rate of at least three times 2/λmax that does not diverge.",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type RateWords = typeof en;
