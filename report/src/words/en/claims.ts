/** The lesson's claims, and what is said about each verdict. */

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
    none: (steps: string) => `None of ${steps} raised the full loss by more than rounding.`,
    some: (share: string, interval: string, steps: string) =>
      `Of ${steps}, ${share} ${interval} raised the full loss by more than rounding.`,
    rates: (safe: string, edge: string) =>
      ` Run at the safe rate ${safe} (1/L) and close to the limit at ${edge} (1.9/L).`,
  },
  C2: {
    holds: (gap: string, threshold: string) =>
      `The last loss is certified to lie within ${gap} of the optimum E*; within ${threshold} was asked.`,
    doesNotHold: (gap: string, threshold: string) =>
      `The last loss stays ${gap} above the optimum E*, more than the ${threshold} that was asked.`,
    inconclusive: (gap: string, threshold: string) =>
      `The budget ended too early: the certificate says within ${gap} of E*, and within ${threshold} was asked.`,
    epochs: (epochs: string, kappa: string) =>
      ` About ${epochs} passes over the data would do${kappa && ` (condition number ${kappa})`}.`,
  },
  C5: {
    swings: (share: string, interval: string, steps: string) =>
      `Of ${steps} sampled single-example steps, ${share} ${interval} raised the full loss.`,
    threshold: (share: string) => ` The line is drawn at ${share}.`,
    phases: (early: string, late: string) => ` Early in the descent ${early}, late ${late}.`,
    final: (difference: string, interval: string) =>
      ` Against batch descent, paired by seed, its final score differs by ${difference}${interval && ` ${interval}`}.`,
  },
  generic: (facts: { estimate: string; interval: string; threshold: string; n: string }) =>
    `Measured ${facts.estimate}${facts.interval && ` ${facts.interval}`}${
      facts.threshold && `; the line is drawn at ${facts.threshold}`
    }${facts.n && `; ${facts.n} measurements`}.`,
  notTested: (reason: string) => `Not tested: ${reason}.`,
  because: (reason: string) => ` (${reason})`,
  reasons: {
    "not-built-yet": "this version has no test for it yet",
    "no-minimiser": "the loss has no minimiser here",
    "no-optimum": "no optimum is known",
    "not-convex": "the model is not convex",
    "no-curvature": "no curvature bound is known",
    "no-batch-lane": "no lane uses the full batch",
    "no-stochastic-lane": "no lane uses single examples",
    "budget-too-short": "the budget was too short",
    "too-few-steps": "too few steps were run",
    "too-few-seeds": "too few seeds were run",
    "too-short-to-time": "the steps are too short to time",
    diverged: "the descent diverged",
  } as Readonly<Record<string, string>>,
  foldedTitle: (count: number) => `${count} more claims are not tested yet`,
  folded: (ids: string) => `${ids}: this version has no test for them yet.`,
  details: "the numbers",
  estimate: "estimate",
  interval: "95 % interval",
  threshold: "threshold",
  n: "measurements",
  test: "test",
};
