/**
 * Simplification: what a graph computes, with less work, bit for bit. It runs after all derivatives are taken, so the
 * nodes that only guided them fall away here. Nothing is reassociated, and a law of real numbers that fails for −0, NaN
 * or an infinity (x · 0 = 0, x + 0 = x, x − x = 0) is no law here. The bits inside a NaN are not told apart.
 */
import type { Graph } from "../ir/graph.ts";
import type { Rule } from "../ir/rewrite.ts";
import { rewrite } from "../ir/rewrite.ts";
import { rebuild } from "../ops/apply.ts";
import { arithmetic } from "./rules/arithmetic.ts";
import { choices } from "./rules/choices.ts";
import { contractions } from "./rules/contractions.ts";
import { elementwise } from "./rules/elementwise.ts";
import { markers } from "./rules/markers.ts";
import { reductions } from "./rules/reductions.ts";
import { views } from "./rules/views.ts";

/** Every rule, in the order in which they are tried. */
export const rules: readonly Rule[] = [
  ...markers,
  ...elementwise,
  ...arithmetic,
  ...choices,
  ...reductions,
  ...views,
  ...contractions,
];

export const simplify = (graph: Graph): Graph => rewrite(graph, rules, rebuild);
