/** What is true in the lesson on cross-entropy: one of five classes, surely or with some doubt. */

export const targetNames = ["certain", "doubtful"] as const;
export type TargetName = (typeof targetNames)[number];

export const targets: Readonly<Record<TargetName, readonly number[]>> = {
  certain: [0, 0, 0, 1, 0],
  doubtful: [0.05, 0.1, 0.1, 0.7, 0.05],
};
/** The class that is (most likely) the true one. */
export const right = 3;

/** The three predictions of the worked example; the last does not sum to 1, and is taken as it is. */
export const workedPredictions = [
  [0.1, 0.1, 0.1, 0.6, 0.1],
  [0.1, 0.1, 0.05, 0.7, 0.05],
  [0.01, 0.02, 0.03, 0.8, 0.05],
] as const;

/** Logits that are drawn. */
export const logitEnds = [-8, 8] as const;
