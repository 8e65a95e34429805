/** The lesson on the square in English. */

import type { FormName, ShapeName } from "../../engine/formNames.ts";
import type { NoiseName } from "../../engine/noiseNames.ts";

export const en = {
  text: [
    "Errors may be above or below zero; a loss must count both. The mean squared error takes the square of each, " +
      "(1/n) Σ eᵢ². Why not simply |eᵢ|, or a higher power? Slide the exponent p of |e|ᵖ and see.",
    "One constant c is predicted for five values. Each error is drawn as an area |e| high and |e|ᵖ⁻¹ wide: for " +
      "p = 2 literally a square. The loss adds up the areas. The width tells, too, how hard the value pulls at c: " +
      "for p = 1 all pull alike, for p = 2 in proportion to the error.",
    "First reason for the square: its lowest point has a slope, zero; |e| has a corner there. Second: the nearer " +
      "the lowest point, the flatter the slope, so the steps η·E′ shorten by themselves. With p = 1 the " +
      "slope jumps from value to value instead, and the steps go to and fro over the minimum for ever.",
    "The price is the outlier. Drag it: for p = 1 the best constant is the median and does not care, for p = 2 it is " +
      "the mean, and beyond that it walks towards the middle between the extremes. Huber’s shape h is the square up " +
      "to δ and goes on straight, 2δ|e| − δ²: no value pulls harder than 2δ, and the bottom is round all the same.",
    "Sum, half sum or mean have their minimum at one place. But their gradients differ by a factor, so that the same " +
      "learning rate η is another step.",
  ],
  errors: "Errors",
  shapes: { power: "|e|ᵖ", huber: "Huber" } satisfies Record<ShapeName, string>,
  /** The shape that is chosen, with its number. */
  chosen: {
    power: (p: string) => `p = ${p}`,
    huber: (delta: string) => `δ = ${delta}`,
  } satisfies Record<ShapeName, (number: string) => string>,
  p: "Exponent p",
  bend: "Bend δ",
  bendSlider: "Bend δ, to drag",
  pSlider: "Exponent p, to drag",
  wrongPower: "A number from 1 to 4, please.",
  c: "Constant c",
  cSlider: "Constant c, to drag",
  outlier: "Outlier",
  outlierSlider: "Outlier, to drag",
  wrong: "A number from 0 to 12, please.",
  form: "Loss",
  forms: {
    power: { sum: "Σ|e|ᵖ", half: "½ Σ|e|ᵖ", mean: "mean |e|ᵖ" },
    huber: { sum: "Σ h(e)", half: "½ Σ h(e)", mean: "mean h(e)" },
  } satisfies Record<ShapeName, Record<FormName, string>>,
  rate: "Learning rate η",
  rateSlider: "Learning rate, to drag",
  wrongRate: "A number above 0, at most 10, please.",
  data: "Each error as an area",
  dataText: (chosen: string) =>
    `Five values, the constant, and the area that ${chosen} makes of each error; the last is the outlier.`,
  dataKeys: "Constant and outlier: arrow up and down move the chosen one, left and right choose the other.",
  constantChosen: "Constant chosen.",
  outlierChosen: "Outlier chosen.",
  values: "values",
  constant: "constant c",
  toDrag: "to drag",
  loss: "The loss of every constant",
  lossText: (c: string, slope: string) => `At c = ${c} the slope is ${slope}.`,
  lossKeys: "Constant c: arrow left and right move it",
  curve: "loss E(c)",
  tangent: "tangent",
  path: "30 updates",
  slopes: "The slope of every constant",
  slopeCurve: "E′(c)",
  walk: { power: "The best constant for every exponent", huber: "The best constant for every δ" } satisfies Record<
    ShapeName,
    string
  >,
  walkText: (chosen: string, best: string) => `For ${chosen} the best constant is ${best}.`,
  walkKeys: {
    power: "Exponent p: arrow left and right move it",
    huber: "Bend δ: arrow left and right move it",
  } satisfies Record<ShapeName, string>,
  best: "best constant",
  median: "median",
  mean: "mean",
  numbers: "Three losses of the same errors",
  rows: {
    loss: "loss E",
    gradient: "gradient E′(c)",
    step: "first step −η E′",
    limit: "2 / curvature",
    end: "c after 30 updates",
  },
  verdict: (chosen: string, best: string, lengths: string) =>
    `${chosen}: the best constant is ${best}. Lengths of steps 1, 5 and 20: ${lengths}.`,
  note: (chosen: string, c: number, outlier: number, rate: number) =>
    `${chosen}, constant ${c}, outlier ${outlier}, rate ${rate}`,
  noiseTitle: "Which power fits which noise?",
  noiseIntroduction: (size: number, samples: number) =>
    `The square is the right price where noise is Gaussian. Draw ${samples} samples of ${size} values around 0, fit ` +
    "a constant to each, and look how far from 0 they end. Choose the other noise, whose outliers are more " +
    "frequent, and the better p is another. Huber’s loss is the square up to δ and grows in a straight line beyond.",
  noise: "Noise",
  noises: { gaussian: "Gaussian", laplace: "Laplace" } satisfies Record<NoiseName, string>,
  delta: "Huber’s δ",
  deltaSlider: "Huber’s δ (drag)",
  wrongDelta: "A number from 0.05 to 5, please.",
  noiseFigure: "How far from the truth the best constant ends",
  noiseText: (size: number, samples: number) =>
    `The mean square of ${samples} best constants times the ${size} values of a sample, for each exponent.`,
  spread: "n · mean of c²",
  byPower: "best constant by |e|ᵖ",
  byHuber: (delta: string) => `by Huber’s loss, δ = ${delta}`,
  noiseNote: (noise: string, delta: string) => `${noise} noise of standard deviation 1; δ = ${delta}`,
  noiseVerdict: (noise: string, p: string) => `${noise} noise: constants end nearest to the truth with p = ${p}.`,
  tasks: {
    resists: (outlier: string, best: string) =>
      `Drag the outlier to ${outlier} or beyond, and keep the best constant at ${best} or below.`,
    partWays: "Find a rate with which the mean arrives at its minimum while the sum flies off.",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type SquaresWords = typeof en;
