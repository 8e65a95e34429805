/** Reductions: axes folded away by sum, max or min. */
import { dropAxes } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import type { Build } from "./build.ts";
import { checkAxes, checkCount, list, numberDType } from "./check.ts";
import type { ReduceRow } from "./row.ts";

const reduce = (description: Omit<ReduceRow, "kind" | "shape" | "dtype" | "domain">): ReduceRow => ({
  kind: "reduce",
  domain: [[-10, 10]],
  ...description,
  shape: (shapes, attributes) => {
    checkCount(description.name, shapes, 1);
    checkAxes(description.name, shapes[0], list(attributes.axes), "ascending");
    return dropAxes(shapes[0], list(attributes.axes));
  },
  dtype: (dtypes) => numberDType(description.name, dtypes),
});

/** All elements that equal the extreme share its cotangent equally. */
function extremeGradient(cotangent: Node, node: Node, build: Build): readonly Node[] {
  const [x] = node.inputs;
  const axes = list(node.attributes.axes);
  const attained = build.cast(build.equal(x, build.unsum(node, x.shape, axes)), cotangent.dtype);
  const share = build.div(cotangent, build.sum(attained, axes));
  return [build.mul(attained, build.unsum(share, x.shape, axes))];
}

export const reductions: readonly ReduceRow[] = [
  reduce({
    name: "sum",
    identity: 0,
    combine: (a, b) => a + b,
    gradient: (cotangent, { inputs: [x], attributes }, build) => [
      build.unsum(cotangent, x.shape, list(attributes.axes)),
    ],
    wasm: { float: "add", int32: "add" },
  }),
  reduce({
    name: "max",
    identity: -Infinity,
    combine: Math.max,
    gradient: extremeGradient,
    wasm: { float: "max", int32: "max_s" },
  }),
  reduce({
    name: "min",
    identity: Infinity,
    combine: Math.min,
    gradient: extremeGradient,
    wasm: { float: "min", int32: "min_s" },
  }),
];
