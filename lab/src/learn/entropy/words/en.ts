/** The lesson on cross-entropy in English. */

import type { RuleName } from "../../engine/asleepPoints.ts";
import type { TargetName } from "../../engine/targets.ts";

export const en = {
  text: [
    "A classifier gives each class a logit zₖ, any number; softmax makes probabilities of them, " +
      "pₖ = exp zₖ / Σ exp zⱼ. What is true is a distribution, too: t. Cross-entropy, −Σ tₖ ln pₖ, tells how " +
      "different the two are. Smaller is better.",
    "Drag the logits. If t is certain of one class, all terms but one are zero, and the loss is −ln p of the right " +
      "class: 0 where p = 1, and without bound where p goes to 0.",
    "The gradient by the logits is simply p − t: every logit is pushed by as much as its probability is wrong. The " +
      "square Σ(pₖ − tₖ)² has nearly no slope where the answer is sure and wrong: a descent from there falls asleep.",
    "Cross-entropy is no distance: its lowest value is not 0 but the entropy H(t) of what is true. What lies above " +
      "that is the divergence, −Σ tₖ ln pₖ = H(t) + KL(t ‖ p). Choose the doubtful t to see it.",
  ],
  logits: "Logits",
  logit: (k: number) => `z${"₀₁₂₃₄₅"[k]}`,
  wrong: "A number from −8 to 8, please.",
  target: "What is true, t",
  targetNames: { certain: "certain of class 4", doubtful: "doubtful" } satisfies Record<TargetName, string>,
  classes: "class",
  logitsTitle: "Logits: any numbers",
  logitsText: "A bar from zero for the logit of each of five classes, to be dragged.",
  logitsKeys: "Logits: arrow up and down move the chosen one, left and right choose another.",
  logitChosen: (k: number) => `Logit of class ${k} chosen.`,
  probabilitiesTitle: "Softmax makes probabilities of them",
  probabilitiesText: "A bar for the predicted probability of each class, and a mark for what is true.",
  predicted: "predicted p",
  truth: "true t",
  gradientTitle: "The gradient by the logits",
  gradientText: "Bars are p − t, the slopes of cross-entropy; marks are the slopes of the square.",
  byEntropy: "cross-entropy: p − t",
  bySquare: "square",
  curveTitle: "Both losses while z₄ moves",
  curveText: (z: string, loss: string) => `At z₄ = ${z} the cross-entropy is ${loss}.`,
  curveKeys: "Logit of class 4: arrow left and right move it",
  entropyLoss: "cross-entropy",
  squareLoss: "square Σ(p − t)²",
  numbers: "The sum term by term",
  columns: { logit: "z", p: "p", t: "t", term: "−t ln p", slope: "p − t", square: "square’s slope" },
  sum: "sum",
  verdict: (loss: string, entropy: string, divergence: string) =>
    `Cross-entropy ${loss} = H(t) ${entropy} + KL ${divergence}.`,
  weaker: (times: string) => `At z₄ the square’s slope is ${times} times weaker.`,
  worked: "The worked example",
  workedText:
    "Three predictions for t = [0, 0, 0, 1, 0]. The third sums to 0.91, not to 1; the loss takes it as it is. As " +
    "logits it can only be shown made to sum to 1.",
  prediction: "prediction y",
  loss: "−Σ tₖ ln yₖ",
  show: "show as logits",
  asleep: "Asleep, or awake?",
  asleepIntroduction:
    "Twenty points on a line; those to the right of 0 are of class 1. The classifier says p = σ(w·x). With w below 0 " +
    "it is sure, and wrong everywhere. Train it from there by full batches with rate 1: once by cross-entropy, once " +
    "by the square (p − y)².",
  start: "Start of both",
  weight: "w",
  weightSlider: "Weight at the start",
  wrongWeight: "A number from −12 to 0, please.",
  trainBoth: "Train both from here",
  asleepTitle: "Probability given to the right class",
  asleepText: "Its mean over the points, update by update, for both losses.",
  asleepNote: (weight: string) => `start w = ${weight}; rate 1; full batches`,
  updates: "updates",
  rightShare: "p of the right class",
  rules: { entropy: "cross-entropy", square: "square" } satisfies Record<RuleName, string>,
  awoke: ([entropy, square]: readonly string[], [entropySlope, squareSlope]: readonly string[]) =>
    `After 200 updates: ${entropy} by cross-entropy, ${square} by the square. Slopes at the start: ` +
    `${entropySlope} and ${squareSlope}.`,
  code: "The same in TypeScript",
  note: (logits: string, target: string) => `logits ${logits}; t ${target}; natural logarithm`,
  tasks: {
    good: (loss: string) => `With t certain of class 4: bring the cross-entropy below ${loss}.`,
    sleeps: (times: string) =>
      `Be sure and wrong: p₄ below 0.01, and the slope of the square at least ${times} times weaker.`,
    doubt: (most: string) => `With t doubtful: bring KL below ${most}. What is left of the loss is H(t).`,
    asleep: "Train both from a start where cross-entropy ends above 0.9 and the square below 0.1.",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type EntropyWords = typeof en;
