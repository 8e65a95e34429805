/** A value with a reverse rule of its own: no computation, but what its arguments' cotangents are. */
import { OptionError } from "../base/errors.ts";
import { sameShape, showShape } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { shapeError } from "./check.ts";
import type { CustomRow } from "./row.ts";

/** The cotangents of all inputs after the first; null where no gradient flows. */
export type CustomRule = (cotangent: Node, node: Node) => readonly (Node | null)[];

function customGradient(cotangent: Node, node: Node): readonly (Node | null)[] {
  const rule = node.attributes.rule as CustomRule;
  const args = node.inputs.slice(1);
  const found = rule(cotangent, node);
  if (found.length !== args.length) {
    const counts = `${found.length} cotangents for ${args.length} arguments`;
    const message = `customGradient: the rule gave ${counts}; give one for each, null for none.`;
    throw new OptionError("custom-rule-count", message, { given: found.length, expected: args.length });
  }
  found.forEach((gradient, i) => {
    if (gradient !== null && !sameShape(gradient.shape, args[i].shape)) {
      const problem = `the rule's cotangent of argument ${i} has shape ${showShape(gradient.shape)}`;
      throw shapeError("customGradient", [args[i].shape], problem, { argument: i });
    }
  });
  return [null, ...found];
}

export const customs: readonly CustomRow[] = [
  {
    name: "custom",
    kind: "custom",
    shape: (shapes) => shapes[0],
    dtype: (dtypes) => dtypes[0],
    gradient: customGradient,
  },
];
