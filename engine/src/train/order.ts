/** In which order a descent visits the rows: integers made ahead of the program that consumes them. */
import { fold, integers, permutation } from "../base/random.ts";
import type { Order } from "./race/contract.ts";

export const orders = [
  "reshuffle",
  "shuffle-once",
  "with-replacement",
  "sequential",
] as const satisfies readonly Order[];

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
