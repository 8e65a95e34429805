import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/ir/rewrite.ts";
import { $, applyRule, c, k, named, p, rewrite } from "../../src/ir/rewrite.ts";
import { build, constant, input, rebuild } from "../../src/ops/apply.ts";
import { graphOf } from "../support/evaluate.ts";

const x = input([3], "float64");
const y = input([3], "float64");
const rule = (pattern: Rule["pattern"], replace: Rule["replace"] = ({ x }) => x): Rule => ({
  why: "test",
  pattern,
  replace,
});

describe("patterns", () => {
  it("match the same node for the same name", () => {
    const same = rule(p("add", $("x"), $("x")));
    expect(applyRule(same, build.add(x, x))).toBe(x);
    expect(applyRule(same, build.add(x, y))).toBeNull();
  });

  it("find a number through a broadcast and tell −0 from 0", () => {
    const zero = rule(p("add", $("x"), k(-0)));
    expect(applyRule(zero, build.add(x, build.scalarLike(-0, x)))).toBe(x);
    expect(applyRule(zero, build.add(x, build.scalarLike(0, x)))).toBeNull();
    const scalar = input([], "float64");
    expect(applyRule(zero, build.add(scalar, constant(-0, "float64")))).toBe(scalar);
  });

  it("bind some number and inner applications", () => {
    const found: unknown[] = [];
    const look = rule(p("mul", named("inner", p("exp", $("x"))), c("n")), ({ inner, n, x }) => {
      found.push(inner, n, x);
      return null;
    });
    const two = build.scalarLike(2, x);
    applyRule(look, build.mul(build.exp(x), two));
    expect(found).toEqual([build.exp(x), two, x]);
    expect(applyRule(look, build.mul(build.exp(x), y))).toBeNull();
  });

  it("refuse a replacement of another shape", () => {
    const wrong = rule(p("sum", $("x")));
    expect(() => applyRule(wrong, build.sum(x, [0]))).toThrow('The rule "test" changed the shape or dtype of sum.');
  });
});

describe("rewrite", () => {
  const unwrap = rule(p("exp", p("log", $("x"))));

  it("goes on until nothing applies, also inside replacements", () => {
    const split = rule(p("sin", $("x")), ({ x }) => build.exp(build.log(x)));
    const node = build.sin(build.exp(build.log(build.sin(x))));
    expect(rewrite(graphOf(node), [unwrap, split], rebuild).outputs).toEqual([x]);
  });

  it("looks at each shared node once", () => {
    let calls = 0;
    const count = rule(p("sin", $("x")), () => {
      calls++;
      return null;
    });
    let node = build.sin(x);
    for (let i = 0; i < 40; i++) node = build.add(node, node);
    rewrite(graphOf(node), [count], rebuild);
    expect(calls).toBe(1);
  });

  it("says which node goes in a circle", () => {
    const there = rule(p("sin", $("x")), ({ x }) => build.cos(x));
    const back = rule(p("cos", $("x")), ({ x }) => build.sin(x));
    expect(() => rewrite(graphOf(build.sin(x)), [there, back], rebuild)).toThrow(/in a circle/);
    const grow = rule(p("sin", $("x")), (_, node) => build.neg(node));
    expect(() => rewrite(graphOf(build.sin(x)), [grow], rebuild)).toThrow(/in a circle/);
  });
});
