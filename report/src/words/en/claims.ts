/** The lesson's claims, and what is said about each verdict. */

export const claims = {
  generic: (facts: { estimate: string; interval: string; threshold: string; n: string }) =>
    `Measured ${facts.estimate}${facts.interval && ` ${facts.interval}`}${
      facts.threshold && `; the line is drawn at ${facts.threshold}`
    }${facts.n && `; ${facts.n} measurements`}.`,
  notTested: (reason: string) => `Not tested: ${reason}.`,
  undecided: (reason: string) => `Undecided: ${reason}.`,
  reasons: {
    "no-minimiser": "the loss has no minimiser here",
    "not-convex": "the model is not convex",
    "no-curvature": "no curvature bound is known",
    "no-full-batch-lane": "no lane uses the full batch",
    "no-single-example-lane": "no lane uses single examples",
    "no-mini-batch-lane": "no lane uses mini-batches",
    "no-best-rate-race": "the race at best rates was not run",
    "other-optimizer": "it is about plain gradient descent, and other rules raced",
    "time-not-measured": "time was not measured",
    "too-short-to-time": "an update is too short to be timed here",
    "too-few-rows": "the table has too few rows",
    "too-few-seeds": "too few seeds",
    "level-not-reached": "the level asked for was not reached",
    "optimum-not-found": "the optimum could not be found",
    "interval-spans-threshold": "the interval contains the threshold",
  } as Readonly<Record<string, string>>,
  details: "the numbers",
  estimate: "estimate",
  interval: "95% interval",
  threshold: "threshold",
  n: "measurements",
  test: "test",
  reason: "reason",
  evidence: {
    smoothness: "largest curvature L",
    rates: "rates",
    runs: "runs",
    steps: "steps",
    mu: "smallest curvature μ",
    kappa: "condition number κ",
    learningRate: "rate",
    decidedBy: "decided by",
    pairs: "pairs of runs",
    optimumNoise: "noise of the gradient at the optimum σ*²",
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
