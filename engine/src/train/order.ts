/** In which order a descent visits the rows: integers made ahead of the program that consumes them. */
import { fold, integers, permutation } from "../base/random.ts";
import type { Order } from "./race/contract.ts";

export const orders = [
  "reshuffle",
  "shuffle-once",
  "with-replacement",
  "sequential",
] as const satisfies readonly Order[];

/**
 * Permutations made lately, oldest first: the lanes of a race, the cells of a map and the trials of a tuning read the
 * same ones, and making one costs more than a short epoch does.
 */
const lately = new Map<string, Uint32Array>();
let entriesKept = 0;
/** 16 MiB: the permutations of 100 seeds × 30 epochs of 1,000 rows. */
const MOST_ENTRIES = 2 ** 22;
/** A longer permutation costs little beside its epoch, and few would find room. */
const MOST_ROWS = 2 ** 16;

/** The same as `epochOrder`, remembered for a while. Not to be changed by the caller. */
export function sharedOrder(order: Order, seed: number, epoch: number, rows: number): Uint32Array {
  if (rows > MOST_ROWS) return epochOrder(order, seed, epoch, rows);
  const key = `${order} ${seed} ${epoch} ${rows}`;
  const known = lately.get(key);
  if (known !== undefined) return known;
  const made = epochOrder(order, seed, epoch, rows);
  lately.set(key, made);
  entriesKept += rows;
  for (const [oldest, { length }] of lately) {
    if (entriesKept <= MOST_ENTRIES) break;
    lately.delete(oldest);
    entriesKept -= length;
  }
  return made;
}

/** The rows of epoch `epoch`: the same for every batch size, because only seed, epoch and number of rows decide. */
export function epochOrder(order: Order, seed: number, epoch: number, rows: number): Uint32Array {
  switch (order) {
    case "reshuffle":
      return permutation(fold(seed, "order", epoch), rows);
    case "shuffle-once":
      return permutation(fold(seed, "order", 0), rows);
    case "with-replacement":
      return integers(fold(seed, "order", epoch), rows, rows);
    case "sequential":
      return Uint32Array.from({ length: rows }, (_, i) => i);
  }
}
