/** The lesson on batches in English. */

export const en = {
  text: [
    "Batch gradient descent takes the gradient of all rows for every update; stochastic gradient descent that of a " +
      "single row; mini-batch gradient descent the mean over B rows.",
    "Each row says something else about where to go: that is the cloud. Its mean is the full gradient, " +
      "and what B rows " +
      "say lies around it: right on average, wrong each time.",
    "More rows, less noise, at a square-root price: for half the spread four times the rows. Drawn " +
      "without replacement " +
      "the spread is √((1/B)·(N−B)/(N−1)) of that of one row, nothing at all at B = N; with replacement √(1/B).",
    "Which descent is ahead depends on the clock. In equal numbers of updates they differ by their " +
      "swinging; in equal " +
      "numbers of rows read, many rough updates soon beat few exact ones, until their noise holds them up.",
  ],
  size: "Rows of a batch B",
  sizeSlider: "Rows of a batch, to drag",
  wrongSize: "A whole number from 1 to 1,000, please.",
  draw: "Batches of the cloud",
  draws: { without: "without replacement", with: "with replacement" },
  rate: "Learning rate η",
  wrongRate: "A number above 0, at most 10, please.",
  seed: "Seed",
  wrongSeed: "A whole number from 0 on, please.",
  spread: "How far a batch strays",
  spreadText: (size: string, spread: string) => `Batches of ${size} rows: ${spread}.`,
  sizeAxis: "rows of a batch B",
  spreadAxis: "distance from ∇E",
  without: "without replacement",
  with: "with replacement",
  measured: (count: string) => `measured over ${count} batches`,
  verdict: (size: string, expected: string, measured: string, norm: string) =>
    `Where batch descent stands, ‖∇E‖ = ${norm}. The gradient of a batch of B = ${size} strays from it ` +
    `by ${expected} ` +
    `(root mean square); the 200 batches drawn here by ${measured}.`,
  rows: "The rows of the next batch",
  next: (epoch: string, batch: string, batches: string, count: string) =>
    `Epoch ${epoch}, batch ${batch} of ${batches}: ${count === "1" ? "1 row" : `${count} rows`}.`,
  over: "Here the record ends: no further batch.",
  rowNumbers: (numbers: string) => `Numbers ${numbers}.`,
  partial: "The last batch has only what is left.",
  rowsKey: "Strong: the next batch of the descent with B rows. Grey: read in this epoch. Faint: still to come.",
  tasks: {
    half: "Find the smallest B whose gradient strays at most half as far as that of batches of 32 rows.",
    zero: "Find the B at which batches without replacement do not stray at all.",
    ahead:
      "On the clock of rows read, find a moment at which stochastic descent is below mini-batch descent. " +
      "How long does it last?",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type BatchesWords = typeof en;
