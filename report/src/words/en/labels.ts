/** Short names: lanes, clocks, columns, verdicts. */

export const labels = {
  lane: {
    batch: "batch",
    miniBatch: (size: string) => `mini-batch ${size}`,
    stochastic: "stochastic",
  },
  laneLong: {
    batch: (rows: string) => `batch gradient descent, all ${rows} rows per step`,
    miniBatch: (size: string) => `mini-batch gradient descent, ${size} rows per step`,
    stochastic: "stochastic gradient descent, one row per step",
  },
  clock: { steps: "steps", examples: "examples", seconds: "time", flops: "operations" },
  clockAxis: {
    steps: "steps (updates of the weights)",
    examples: "examples read",
    seconds: "time of computing",
    flops: "floating-point operations",
  },
  clockMeaning: {
    steps: "Equal numbers of updates: the clock of a machine with unlimited parallelism.",
    examples: "Equal numbers of rows read: the clock of equal data.",
    seconds: "Equal time of computing, without compiling and without evaluating the full loss.",
    flops:
      "A static count of floating-point operations; for plain descents almost proportional to the examples, so this " +
      "picture is nearly the one over the examples.",
  },
  excess: "excess loss E − E*",
  loss: "training loss E",
  verdict: {
    holds: "holds",
    "does not hold": "does not hold",
    inconclusive: "inconclusive",
    "not tested": "not tested",
  },
  limitHow: {
    "expected-smoothness": "expected smoothness: guaranteed for this batch size",
    "local-curvature": "curvature at the start: says something about that point only",
    none: "no limit is known",
  },
  losses: {
    meanSquaredError: "squared error",
    meanAbsoluteError: "absolute error",
    huber: "Huber loss",
    crossEntropy: "cross-entropy",
    softmaxCrossEntropy: "cross-entropy (softmax)",
    binaryCrossEntropy: "cross-entropy (two classes)",
    sigmoidCrossEntropy: "cross-entropy (logistic)",
  } as Readonly<Record<string, string>>,
  models: {
    linear: "linear model",
    network: (layers: readonly string[]) => `network with hidden layers of ${layers.join(", ")}`,
  },
  yes: "yes",
  no: "no",
  none: "—",
  colon: ": ",
  semicolon: "; ",
  /** Between two sentences. */
  gap: " ",
  parenthesised: (text: string) => ` (${text})`,
  figureOf: (title: string, name: string) => `${title}: ${name}`,
};
