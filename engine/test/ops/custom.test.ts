import { expect, it } from "vitest";
import { apply, build, input } from "../../src/ops/apply.ts";
import type { CustomRule } from "../../src/ops/custom.ts";
import { backward, evaluate } from "../support/evaluate.ts";

const x = input([2], "float64");
const y = input([2], "float64");
const custom = (rule: CustomRule) => apply("custom", [build.exp(x), x, y], { rule });

it("takes the gradient of the arguments from the rule, and none from the value", () => {
  const node = custom((cotangent, self) => [build.mul(cotangent, self.inputs[2]), null]);
  const [byX, byY] = backward(node, build.scalarLike(2, node), [x, y]);
  const given = new Map([
    [x, [1, 2]],
    [y, [3, 4]],
  ]);
  expect(evaluate(node, given)).toEqual([Math.exp(1), Math.exp(2)]);
  expect(evaluate(byX, given)).toEqual([6, 8]);
  expect(evaluate(byY, given)).toEqual([0, 0]);
});

it("refuses a rule that gives too few cotangents or one of the wrong shape", () => {
  const few = custom((cotangent) => [cotangent]);
  expect(() => backward(few, few, [x])).toThrow("the rule gave 1 cotangents for 2 arguments");
  const wrong = custom((cotangent) => [build.sum(cotangent, [0]), null]);
  expect(() => backward(wrong, wrong, [x])).toThrow("the rule's cotangent of argument 0 has shape []; given [2]");
});
