/** Ways in which errors become one loss, and the constants that are looked at. */

export const formNames = ["sum", "half", "mean"] as const;
export type FormName = (typeof formNames)[number];

export const constantEnds = [0, 12] as const;
