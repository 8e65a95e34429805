/** Ways in which errors become one loss, and the constants that are looked at. */

export const formNames = ["sum", "half", "mean"] as const;
export type FormName = (typeof formNames)[number];

/** What becomes of an error: a power of its size, or Huber's square with straight arms. */
export const shapeNames = ["power", "huber"] as const;
export type ShapeName = (typeof shapeNames)[number];

/** From where to where p and δ go. */
export const shapeEnds: Readonly<Record<ShapeName, readonly [number, number]>> = { power: [1, 4], huber: [0.05, 5] };

export const constantEnds = [0, 12] as const;
