/** Laws of choice, logic and conversion. */
import type { DType } from "../../base/dtype.ts";
import { numberOf } from "../../ir/number.ts";
import type { Rule } from "../../ir/rewrite.ts";
import { $, c, k, p } from "../../ir/rewrite.ts";
import { build } from "../../ops/apply.ts";

/** Dtypes that hold every value of the given one. */
const holders: Readonly<Record<DType, readonly DType[]>> = {
  bool: ["int32", "float32", "float64"],
  int32: ["float64"],
  float32: ["float64"],
  float64: [],
};

export const choices: readonly Rule[] = [
  {
    why: "where(true, a, b) = a, where(false, a, b) = b",
    pattern: p("where", c("condition"), $("a"), $("b")),
    replace: ({ condition, a, b }) => (numberOf(condition) === 0 ? b : a),
  },
  { why: "where(c, x, x) = x", pattern: p("where", $("c"), $("x"), $("x")), replace: ({ x }) => x },
  {
    why: "where(¬c, a, b) = where(c, b, a)",
    pattern: p("where", p("not", $("c")), $("a"), $("b")),
    replace: ({ c, a, b }) => build.where(c, b, a),
  },
  {
    why: "where(c, where(c, a, b), d) = where(c, a, d)",
    pattern: p("where", $("c"), p("where", $("c"), $("a"), $("b")), $("d")),
    replace: ({ c, a, d }) => build.where(c, a, d),
  },
  {
    why: "where(c, a, where(c, b, d)) = where(c, a, d)",
    pattern: p("where", $("c"), $("a"), p("where", $("c"), $("b"), $("d"))),
    replace: ({ c, a, d }) => build.where(c, a, d),
  },
  { why: "¬¬c = c", pattern: p("not", p("not", $("c"))), replace: ({ c }) => c },
  {
    why: "¬(a = b) = (a ≠ b)",
    pattern: p("not", p("equal", $("a"), $("b"))),
    replace: ({ a, b }) => build.notEqual(a, b),
  },
  {
    why: "¬(a ≠ b) = (a = b)",
    pattern: p("not", p("notEqual", $("a"), $("b"))),
    replace: ({ a, b }) => build.equal(a, b),
  },
  { why: "c ∧ c = c", pattern: p("and", $("c"), $("c")), replace: ({ c }) => c },
  { why: "c ∨ c = c", pattern: p("or", $("c"), $("c")), replace: ({ c }) => c },
  { why: "c ∧ true = c", pattern: p("and", $("c"), k(1)), replace: ({ c }) => c },
  { why: "c ∨ false = c", pattern: p("or", $("c"), k(0)), replace: ({ c }) => c },
  { why: "c ∧ false = false", pattern: p("and", $("c"), k(0)), replace: ({ c }) => build.scalarLike(0, c) },
  { why: "c ∨ true = true", pattern: p("or", $("c"), k(1)), replace: ({ c }) => build.scalarLike(1, c) },
  {
    why: "cast to its own dtype is x",
    pattern: p("cast", $("x")),
    replace: ({ x }, { dtype }) => (x.dtype === dtype ? x : null),
  },
  {
    why: "there and back through a dtype that holds every x is x",
    pattern: p("cast", p("cast", $("x"))),
    replace: ({ x }, node) => (x.dtype === node.dtype && holders[x.dtype].includes(node.inputs[0].dtype) ? x : null),
  },
];
