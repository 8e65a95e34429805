/** A fingerprint of the data trained on: equal for equal numbers, names and splits, on every host. */
import type { PreparedRows } from "./prepared.ts";
/** `names` is any plain JSON; of the rows, x (row by row), y and the weights enter as little-endian float64. */
export declare function dataHash(names: unknown, parts: readonly PreparedRows[]): string;
