/** Which rows are held out: a seeded shuffle in integers, the same on every host. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}
/** Given how many rows, the share to hold out and a seed: the positions (from 0) of each part, ascending. */
export type Splitter = (rows: number, fraction: number, seed: number) => Split;
/**
 * Holds out ⌊rows · fraction + ½⌋ rows (at least one, and never all) chosen by a seeded shuffle (Fisher and Yates)
 * of all of them. Both parts keep the order of the table.
 */
export declare const seededSplit: Splitter;
