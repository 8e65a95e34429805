/** Ways in which errors become one loss. */

export const formNames = ["sum", "half", "mean"] as const;
export type FormName = (typeof formNames)[number];
