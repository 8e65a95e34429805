/**
 * What a stopping rule is. Those that test the full training loss are asked before the first step (the tutorial's
 * order: is the loss small enough? if not, step) and then at a cadence; chunks of updates never run past a test.
 */
import { OptionError } from "../base/errors.ts";
import { requireKnown } from "../base/nearest.ts";
import type { TrainingData } from "./problem.ts";

/** What a rule may look at. Losses and gradients are of the full training data, and computed only when asked for. */
export interface Progress {
  readonly step: number;
  readonly epoch: number;
  /** Examples read so far. */
  readonly examples: number;
  /** Seconds since the descent began to run. */
  readonly seconds: number;
  readonly stepsPerEpoch: number;
  /** Loss of the last batch, before its update; null before the first step. */
  readonly batchLoss: number | null;
  /** The full training loss in float64. */
  fullLoss(): number;
  /** ‖∇E‖₂ of the full training loss. */
  gradientNorm(): number;
  /** ∇E, and for each parameter the variance of its slope from example to example. */
  gradientNoise(): { readonly rows: number; readonly gradient: Float64Array; readonly variance: Float64Array };
  /** All parameters in one vector. */
  parameters(): Float64Array;
  /** The loss over other rows, without the penalty. */
  lossOn(rows: TrainingData): number;
  /** Keeps these parameters as the best so far, by this loss: the descent goes back to them when it ends. */
  remember(loss: number): void;
}

/** What a rule may ask of a descent before it begins. */
export interface Circumstances {
  /** μ such that E − ½μ‖w‖² is convex, where it can be proven to be positive; null otherwise. */
  strongConvexity(): number | null;
  /** Throws where these rows are not of the shape of those that are trained on. */
  requireRows(rows: TrainingData): void;
}

/** What each reason means: only "reached" is a success. */
const outcomes = {
  loss: "reached",
  "batch-loss": "reached",
  "gradient-norm": "reached",
  gap: "reached",
  plateau: "stalled",
  "loss-change": "stalled",
  "parameter-change": "stalled",
  evidence: "stalled",
  epochs: "spent",
  steps: "spent",
  examples: "spent",
  seconds: "spent",
  "not-finite": "failed",
  cancelled: "interrupted",
  closed: "interrupted",
} as const;

/** Why a descent stopped, with the numbers behind it. */
export interface Stopped {
  readonly reason: keyof typeof outcomes;
  /**
   * "reached": what was asked for has been reached. "stalled": it hardly moves, or moves by noise alone, which proves
   * nothing. "spent": the budget is used up. "failed": a number is not finite. "interrupted": from outside.
   */
  readonly outcome: (typeof outcomes)[keyof typeof outcomes];
  /** The rule that spoke; null where none did. */
  readonly rule: string | null;
  readonly step: number;
  readonly epoch: number;
  /** The loss the rule looked at: the full loss, for "batch-loss" the batch's, with `validation` that of its rows. */
  readonly loss?: number;
  /** The number that was not to be exceeded. */
  readonly limit?: number;
  readonly gradientNorm?: number;
  /** A bound for how far the loss can be above its minimum, and the curvature μ that proves it. */
  readonly gap?: number;
  readonly mu?: number;
  /** How much the loss, or the parameters (‖Δw‖₂), changed from one test to the next. */
  readonly change?: number;
  /** Of Mahsereci and others: above 0 where the gradient cannot be told from the noise of the examples. */
  readonly evidence?: number;
  readonly examples?: number;
  readonly seconds?: number;
  /** Where the parameters were gone back to: those of the lowest loss that a rule has seen. */
  readonly restored?: { readonly step: number; readonly epoch: number; readonly loss: number };
  /** Not finite: the parameter to blame, and the largest rate that would have been stable, where that is known. */
  readonly parameter?: string | null;
  readonly stableRate?: number | null;
}

/** What a rule says when it wants to stop; the descent adds where it was. */
export type StopReason = Pick<Stopped, "reason"> & Partial<Omit<Stopped, "outcome" | "rule">>;

export const outcomeOf = ({ reason }: StopReason): Stopped["outcome"] => outcomes[reason];

/** How a descent takes its data. */
export interface Pace {
  readonly batchSize: number;
  readonly examplesPerEpoch: number;
}

export interface StopRule {
  readonly name: string;
  /** Steps from one test to the next. */
  cadence(stepsPerEpoch: number, pace: Pace): number;
  /** A rule may remember earlier tests: a descent takes its own copy. Throws where the rule makes no sense. */
  begin(circumstances: Circumstances): (progress: Progress) => StopReason | null;
  /** Updates after which it stops in any case, for rules that know. */
  most?(stepsPerEpoch: number, pace: Pace): number;
  /** Looks at the clock: asked whenever the descent pauses, too. */
  readonly byTime?: boolean;
  /** Looks at every batch's loss rather than only between chunks. */
  readonly batchLossBelow?: number;
}

export interface CadenceOptions {
  /** Steps between two tests; each epoch when left out. */
  readonly every?: number;
}

/** The cadence a rule was given; refuses options that it does not have. */
export function cadenceOf<Options extends CadenceOptions>(
  rule: string,
  options: Options,
  names: readonly (keyof Options & string)[] = [],
): StopRule["cadence"] {
  requireKnown(rule, Object.keys(options), [...names, "every"]);
  const { every } = options;
  if (every !== undefined) requireAtLeast(rule, "every", every, 1);
  return (stepsPerEpoch) => every ?? stepsPerEpoch;
}

export function requireAtLeast(rule: string, option: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw outOfRange(rule, option, value, { least });
}

export function requirePositive(rule: string, option: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw outOfRange(rule, option, value, { above: 0 });
}

function outOfRange(rule: string, option: string, value: number, bound: { least?: number; above?: number }) {
  const range = bound.above === undefined ? `≥ ${bound.least}` : `> ${bound.above}`;
  return new OptionError("stop-rule-option", `${rule}: ${option} is ${value}; expected a finite number ${range}`, {
    rule,
    option,
    value,
    ...bound,
  });
}
