/** What the lesson on cross-entropy keeps in the address, and what its tasks ask for. */

import type { AsleepAnswer } from "../engine/asleep.ts";
import { updates } from "../engine/asleepPoints.ts";
import type { EntropyAnswer } from "../engine/entropy.ts";
import { right, targetNames } from "../engine/targets.ts";
import { choice, number, type ValuesOf } from "../fields.ts";

/** Weights from which the classifier may start: it is the surer of what is wrong the lower they are. */
export const weightEnds = [-12, 0] as const;

const logit = (usual: number) => number(usual, (value) => Math.abs(value) <= 8);

export const entropyFields = {
  z1: logit(1),
  z2: logit(0),
  z3: logit(2),
  z4: logit(0.5),
  z5: logit(-1),
  t: choice(targetNames, "certain"),
  w: number(-8, (value) => value >= weightEnds[0] && value <= weightEnds[1]),
  trained: choice(["no", "yes"], "no"),
} as const;

export type EntropyValues = ValuesOf<typeof entropyFields>;
export const logitNames = ["z1", "z2", "z3", "z4", "z5"] as const;
export const logitsOf = (values: EntropyValues): readonly number[] => logitNames.map((name) => values[name]);

/** As good as the third prediction of the worked example, made to sum to 1. */
export const goodLoss = 0.13;
export const isGood = ({ question, loss }: EntropyAnswer): boolean => question.target === "certain" && loss < goodLoss;

/** Times by which the square's slope is weaker at the logit of the right class. */
export const timesWeaker = ({ gradient, squares }: EntropyAnswer): number => gradient[right] / squares.gradient[right];
export const weakEnough = 75;
export const sleeps = (found: EntropyAnswer): boolean =>
  found.probabilities[right] < 0.01 && timesWeaker(found) >= weakEnough;

/** One training ended awake, the other did not wake up. */
export const oneSleeps = ({ trainings: { entropy, square } }: AsleepAnswer): boolean =>
  entropy.right[updates] > 0.9 && square.right[updates] < 0.1;

/** Nothing but the doubt is left of the loss. */
export const smallDivergence = 0.01;
export const onlyDoubt = ({ question, divergence }: EntropyAnswer): boolean =>
  question.target === "doubtful" && divergence < smallDivergence;
