/** Laws of IEEE arithmetic. Rounding is symmetric about 0, so signs may be moved through + − × ÷. */

import { numberOf } from "../../ir/number.ts";
import type { Rule } from "../../ir/rewrite.ts";
import { $, c, k, p } from "../../ir/rewrite.ts";
import { build } from "../../ops/apply.ts";

/** Whether 1 / value is exact, so that dividing by the value is multiplying with it. */
function hasExactReciprocal(value: number, dtype: string): boolean {
  const least = dtype === "float32" ? 2 ** -126 : 2 ** -1022;
  const magnitude = Math.abs(value);
  return magnitude >= least && magnitude <= 1 / least && isPowerOfTwo(magnitude);
}

/** Halves or doubles toward 1, which is exact, and sees whether it arrives there. */
function isPowerOfTwo(magnitude: number): boolean {
  let rest = magnitude;
  while (rest >= 2) rest /= 2;
  while (rest < 1) rest *= 2;
  return rest === 1;
}

export const arithmetic: readonly Rule[] = [
  { why: "x · 1 = x", pattern: p("mul", $("x"), k(1)), replace: ({ x }) => x },
  { why: "x · −1 = −x", pattern: p("mul", $("x"), k(-1)), replace: ({ x }) => build.neg(x) },
  { why: "x / 1 = x", pattern: p("div", $("x"), k(1)), replace: ({ x }) => x },
  { why: "x / −1 = −x", pattern: p("div", $("x"), k(-1)), replace: ({ x }) => build.neg(x) },
  {
    why: "x / 2ⁿ = x · 2⁻ⁿ",
    pattern: p("div", $("x"), c("n")),
    replace: ({ x, n }) => {
      const divisor = numberOf(n) ?? 0;
      return hasExactReciprocal(divisor, n.dtype) ? build.mul(x, build.scalarLike(1 / divisor, x)) : null;
    },
  },
  { why: "x − 0 = x", pattern: p("sub", $("x"), k(0)), replace: ({ x }) => x },
  { why: "x + (−0) = x", pattern: p("add", $("x"), k(-0)), replace: ({ x }) => x },
  {
    why: "x + 0 = x for integers",
    pattern: p("add", $("x"), k(0)),
    replace: ({ x }) => (x.dtype === "int32" ? x : null),
  },
  { why: "−(−x) = x", pattern: p("neg", p("neg", $("x"))), replace: ({ x }) => x },
  { why: "a + (−b) = a − b", pattern: p("add", $("a"), p("neg", $("b"))), replace: ({ a, b }) => build.sub(a, b) },
  { why: "(−a) + b = b − a", pattern: p("add", p("neg", $("a")), $("b")), replace: ({ a, b }) => build.sub(b, a) },
  { why: "a − (−b) = a + b", pattern: p("sub", $("a"), p("neg", $("b"))), replace: ({ a, b }) => build.add(a, b) },
  {
    why: "(−a) · (−b) = a · b",
    pattern: p("mul", p("neg", $("a")), p("neg", $("b"))),
    replace: ({ a, b }) => build.mul(a, b),
  },
  {
    why: "(−a) / (−b) = a / b",
    pattern: p("div", p("neg", $("a")), p("neg", $("b"))),
    replace: ({ a, b }) => build.div(a, b),
  },
  {
    why: "(−x) · n = x · (−n)",
    pattern: p("mul", p("neg", $("x")), c("n")),
    replace: ({ x, n }) => build.mul(x, build.neg(n)),
  },
  {
    why: "−(x · n) = x · (−n)",
    pattern: p("neg", p("mul", $("x"), c("n"))),
    replace: ({ x, n }) => build.mul(x, build.neg(n)),
  },
  { why: "|−x| = |x|", pattern: p("abs", p("neg", $("x"))), replace: ({ x }) => build.abs(x) },
  { why: "||x|| = |x|", pattern: p("abs", p("abs", $("x"))), replace: ({ x }) => build.abs(x) },
  { why: "⌊⌊x⌋⌋ = ⌊x⌋", pattern: p("floor", p("floor", $("x"))), replace: ({ x }) => build.floor(x) },
  { why: "max(x, x) = x", pattern: p("maximum", $("x"), $("x")), replace: ({ x }) => x },
  { why: "min(x, x) = x", pattern: p("minimum", $("x"), $("x")), replace: ({ x }) => x },
];
