/** Nodes that speak to transformations only. */
import type { Rule } from "../../ir/rewrite.ts";
import { $, p } from "../../ir/rewrite.ts";

export const markers: readonly Rule[] = [
  { why: "alias(x) = x", pattern: p("alias", $("x")), replace: ({ x }) => x },
  { why: "stopGradient(x) = x", pattern: p("stopGradient", $("x")), replace: ({ x }) => x },
  { why: "custom(x, arguments) = x", pattern: p("custom", $("x")), replace: ({ x }) => x },
];
