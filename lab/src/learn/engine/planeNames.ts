/** The functions of the lesson on the gradient. */

export const planeNames = ["bowl", "saddle", "loss"] as const;
export type PlaneName = (typeof planeNames)[number];
