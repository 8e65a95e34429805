/** The lesson's claims, and what is said about each verdict. */

import { listed } from "./plural.ts";

export const claims = {
  title: {
    C1: "Batch descent goes down steadily",
    C2: "On a convex loss, batch descent reaches the global optimum",
    C3: "A batch step is expensive when there are many examples",
    C4: "A single stochastic update is much faster",
    C5: "Stochastic descent swings, and its accuracy suffers",
    C6: "At a constant rate, stochastic descent does not converge linearly",
    C7: "Stochastic descent is hard to run in parallel, batch descent is easy",
    C8: "A mini-batch step costs little more than a single-example step",
    C9: "A mini-batch needs far fewer steps than stochastic descent",
    C10: "A badly chosen batch size causes trouble",
    C11: "The smaller the loss, the better the model",
    C12: "The negative gradient is the quickest way down",
    C13: "A gradient near zero means a minimum, where accuracy is highest",
    C14: "Stochastic descent may end in a local optimum",
    C15: "The full data's direction represents the population better",
    C16: "The square shortens the step by itself near the lowest point",
  } as Readonly<Record<string, string>>,
  C1: {
    at: (rate: string, multiple: string, share: string) => `at rate ${rate} (${multiple}) ${share}`,
    rate: (rate: string, multiple: string) => `${rate} (${multiple})`,
    steady: (steps: string, rates: readonly string[]) =>
      `None of ${steps} of full-batch descent${rates.length > 0 ? `, in runs of their own at rate ${listed(rates)},` : ""} ` +
      `raised the full loss by more than rounding.`,
    rises: (steps: string, shares: readonly string[], worst: string) =>
      `Of ${steps} of full-batch descent, in runs of their own, these raised the full loss: ` +
      `${shares.join(", ")}${worst && ` (95%: ${worst})`}.`,
    limit: (share: string) => ` Steady means fewer than ${share}.`,
  },
  C2: {
    left: (share: string, epochs: string, threshold: string) =>
      `After ${epochs}, ${share} of the start's excess over the optimum is left; reached means less than ${threshold}.`,
    gone: (epochs: string) => `After ${epochs} nothing measurable is left of the start's excess over the optimum.`,
    lost: "The batch lane did not stay finite.",
    above: (rate: string, limit: string) => ` Its rate ${rate} lies above its own limit ${limit}.`,
    certificate: (certificate: string) => ` Certificate: the last loss is within ${certificate} of E*.`,
    predicted: (epochs: string, kappa: string) =>
      ` At this rate ${epochs} would certainly do${kappa && ` (condition number ${kappa})`}.`,
    faster: (epochs: string) => ` At its own best safe rate 1/L, ${epochs}.`,
  },
  C5: {
    swingsOpen: " Undecided is whether it swings: the interval of the rising steps contains the threshold.",
    suffersOpen: " Undecided is whether its result suffers: the interval of the difference contains the threshold.",
    suffersUnknown:
      " Undecided is whether its result suffers: with runs that diverged the difference to batch descent is not finite.",
    swings: (share: string, interval: string, steps: string) =>
      `In the second half ${share} ${interval} of ${steps} sampled single-example steps raised the full loss`,
    early: (share: string) => `, in the first pass over the data ${share}`,
    swingThreshold: (share: string) => ` (swinging means more than ${share}).`,
    loss: (share: string, interval: string, threshold: string) =>
      ` It ends higher than batch descent by ${share} ${interval} of the way from the start to the best loss ` +
      `(suffering means more than ${threshold}).`,
    lossLower: (share: string, interval: string, threshold: string) =>
      ` It ends lower than batch descent by ${share} ${interval} of the way from the start to the best loss ` +
      `(suffering means higher by more than ${threshold}).`,
    score: (measure: string, points: string, interval: string, threshold: string) =>
      ` Its ${measure} on held-out rows is worse than that of batch descent by ${points} ${interval} (suffering ` +
      `means more than ${threshold}).`,
  },
  generic: (facts: { estimate: string; interval: string; threshold: string; n: string }) =>
    `Measured ${facts.estimate}${facts.interval && ` ${facts.interval}`}${
      facts.threshold && `; the line is drawn at ${facts.threshold}`
    }${facts.n && `; ${facts.n} measurements`}.`,
  notTested: (reason: string) => `Not tested: ${reason}.`,
  undecided: (reason: string) => `Undecided: ${reason}.`,
  reasons: {
    "not-built-yet": "this version has no test for it yet",
    "no-minimiser": "the loss has no minimiser here",
    "not-convex": "the model is not convex",
    "no-curvature": "no curvature bound is known",
    "no-full-batch-lane": "no lane uses the full batch",
    "no-single-example-lane": "no lane uses single examples",
    "optimum-not-found": "the optimum could not be found",
    "budget-too-short": "the budget was too short",
    "rate-above-limit": "the rate lies above the batch lane's own limit",
    "too-few-steps": "too few steps to decide",
    "interval-spans-threshold": "the interval contains the threshold",
  } as Readonly<Record<string, string>>,
  foldedTitle: (count: number) => `${count} more claims are not tested yet`,
  folded: (ids: string) => `${ids}: this version has no test for them yet.`,
  details: "the numbers",
  estimate: "estimate",
  interval: "95% interval",
  threshold: "threshold",
  n: "measurements",
  test: "test",
  reason: "reason",
  tests: {
    C1: "share of full-batch steps whose full loss rises; the wider of Wilson's interval and a bootstrap over runs",
    C2: "excess left at the end as a share of the start's; 2.5–97.5% of the seeds, widened by the gap of E*",
    C5: "share of sampled single-example steps whose full loss rises, and paired difference of the final result",
  } as Readonly<Record<string, string>>,
  evidence: {
    smoothness: "largest curvature L",
    smoothnessHow: "where L comes from",
    rates: "rates",
    shares: "share of rising steps at each rate",
    runs: "runs",
    steps: "steps",
    optimum: "optimum E*",
    optimumGap: "E* certified to within",
    mu: "smallest curvature μ",
    kappa: "condition number κ",
    certificate: "certificate ‖∇E‖²/(2μ) at the end",
    learningRate: "rate",
    limit: "limit of the rate",
    epochs: "passes over the data",
    epochsPredicted: "passes that would certainly do",
    epochsPredictedAtInverseL: "passes that would certainly do at rate 1/L",
    decidedBy: "decided by",
    swings: "it swings",
    earlyShare: "rising steps, first pass",
    earlyInterval: "rising steps, first pass: 95% interval",
    earlySteps: "sampled steps, first pass",
    lateShare: "rising steps, second half",
    lateInterval: "rising steps, second half: 95% interval",
    lateSteps: "sampled steps, second half",
    suffers: "its result suffers",
    sufferedMeasure: "result measured by",
    sufferedDifference: "difference to batch descent",
    sufferedInterval: "difference: 95% interval",
    sufferedThreshold: "difference: threshold",
    pairs: "pairs of runs",
  } as Readonly<Record<string, string>>,
  evidenceValues: {
    swing: "the swings",
    accuracy: "accuracy",
    r2: "R²",
    loss: "loss",
    "expected-smoothness": "a bound that holds everywhere",
    "local-curvature": "the curvature at the start",
  } as Readonly<Record<string, string>>,
};
