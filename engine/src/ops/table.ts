/** The table of primitives: every operation nabla knows, one row each. Everything above is composed of these. */
import type { Node } from "../ir/node.ts";
import { binary } from "./binary.ts";
import { choice } from "./choice.ts";
import { contractions } from "./contract.ts";
import { customs } from "./custom.ts";
import { indexing } from "./gather.ts";
import { reductions } from "./reduce.ts";
import type { Row } from "./row.ts";
import { sources } from "./source.ts";
import { unary } from "./unary.ts";
import { views } from "./views.ts";

const rows: readonly Row[] = [
  ...sources,
  ...unary,
  ...binary,
  ...choice,
  ...reductions,
  ...views,
  ...contractions,
  ...indexing,
  ...customs,
];

export const table: Readonly<Record<string, Row>> = Object.fromEntries(rows.map((row) => [row.name, row]));

export const rowOf = (node: Node): Row => table[node.op];

/** Arithmetic cost of one element of an elementwise op; 0 for what computes nothing. */
export function rowFlops(op: string): number {
  const row = table[op];
  return row.kind === "elementwise" ? row.flops : 0;
}
