/** What the two trainings of the lesson on cross-entropy learn from, and how long. */

export const ruleNames = ["entropy", "square"] as const;
export type RuleName = (typeof ruleNames)[number];

export const updates = 200;
/** Twenty points on a line; those to the right of 0 are of class 1. */
export const points = [-1.45, -1.35, -1.25, -1.15, -1.05, -0.95, -0.85, -0.75, -0.65, -0.55].flatMap((x) => [x, -x]);
export const classes = points.map((x) => (x > 0 ? 1 : 0));
