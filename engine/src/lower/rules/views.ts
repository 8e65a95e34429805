/** Laws of moving elements: views that do nothing, views of views, views of one repeated number. */
import type { Shape } from "../../base/shape.ts";
import { sameShape } from "../../base/shape.ts";
import type { Node } from "../../ir/node.ts";
import { numberOf } from "../../ir/number.ts";
import type { Rule } from "../../ir/rewrite.ts";
import { $, c, k, named, p } from "../../ir/rewrite.ts";
import { build } from "../../ops/apply.ts";
import { list } from "../../ops/check.ts";

const isOrdered = (axes: readonly number[]): boolean => axes.every((axis, i) => i === 0 || axes[i - 1] < axis);

const attribute = (node: Node, name: string): readonly number[] => list(node.attributes[name]);

const plus = (a: Shape, b: Shape): number[] => a.map((value, axis) => value + b[axis]);

/** A view of one repeated number repeats it in the shape of the view. */
const ofNumber = (op: string): Rule => ({
  why: `${op} of a repeated number repeats the number`,
  pattern: p(op, c("x")),
  replace: ({ x }, node) => build.full(numberOf(x) ?? 0, node.shape, node.dtype),
});

/** A part of a concatenation that lies within one of its inputs is a part of that input. */
function sliceOfConcat(node: Node, concat: Node): Node | null {
  const axis = concat.attributes.axis as number;
  const [starts, stops] = [attribute(node, "starts"), attribute(node, "stops")];
  let offset = 0;
  for (const input of concat.inputs) {
    const [start, stop] = [starts[axis] - offset, stops[axis] - offset];
    if (0 <= start && start < stop && stop <= input.shape[axis]) {
      return build.slice(
        input,
        starts.map((value, i) => (i === axis ? start : value)),
        stops.map((value, i) => (i === axis ? stop : value)),
      );
    }
    offset += input.shape[axis];
  }
  return null;
}

/** A part of a padded tensor that holds none of the padding is a part of the tensor. */
function sliceOfPad(node: Node, padded: Node, x: Node): Node | null {
  const before = attribute(padded, "before");
  const starts = attribute(node, "starts").map((start, axis) => start - before[axis]);
  const stops = attribute(node, "stops").map((stop, axis) => stop - before[axis]);
  const within = x.shape.every((size, axis) => starts[axis] >= 0 && stops[axis] <= size);
  return within ? build.slice(x, starts, stops) : null;
}

export const views: readonly Rule[] = [
  ...["reshape", "transpose", "broadcast", "slice", "flip"].map(ofNumber),
  { why: "pad of zeros is zeros", pattern: p("pad", k(0)), replace: (_, node) => build.scalarLike(0, node) },

  {
    why: "reshape to its own shape is x",
    pattern: p("reshape", $("x")),
    replace: ({ x }, node) => (sameShape(x.shape, node.shape) ? x : null),
  },
  {
    why: "reshape(reshape(x)) = reshape(x)",
    pattern: p("reshape", p("reshape", $("x"))),
    replace: ({ x }, node) => build.reshape(x, node.shape),
  },

  {
    why: "transpose that moves only axes of size 1 is a reshape",
    pattern: p("transpose", $("x")),
    replace: ({ x }, node) => {
      const moved = attribute(node, "permutation").filter((axis) => x.shape[axis] !== 1);
      return isOrdered(moved) ? build.reshape(x, node.shape) : null;
    },
  },
  {
    why: "transpose(transpose(x)) = one transpose(x)",
    pattern: p("transpose", named("inner", p("transpose", $("x")))),
    replace: ({ x, inner }, node) => {
      const first = attribute(inner, "permutation");
      return build.transpose(
        x,
        attribute(node, "permutation").map((axis) => first[axis]),
      );
    },
  },

  {
    why: "broadcast along axes of size 1 is a reshape",
    pattern: p("broadcast", $("x")),
    replace: ({ x }, node) => {
      const axes = attribute(node, "axes");
      const added = node.shape.filter((_, axis) => !axes.includes(axis));
      // A repeated number stays a broadcast: that is the form the other rules know it by.
      return added.every((size) => size === 1) && numberOf(x) === undefined ? build.reshape(x, node.shape) : null;
    },
  },
  {
    why: "broadcast(broadcast(x)) = one broadcast(x)",
    pattern: p("broadcast", named("inner", p("broadcast", $("x")))),
    replace: ({ x, inner }, node) => {
      const outer = attribute(node, "axes");
      return build.broadcast(
        x,
        node.shape,
        attribute(inner, "axes").map((axis) => outer[axis]),
      );
    },
  },

  {
    why: "slice of everything is x",
    pattern: p("slice", $("x")),
    replace: ({ x }, node) => (sameShape(x.shape, node.shape) ? x : null),
  },
  {
    why: "slice(slice(x)) = one slice(x)",
    pattern: p("slice", named("inner", p("slice", $("x")))),
    replace: ({ x, inner }, node) => {
      const first = attribute(inner, "starts");
      // Rows are taken whole by both, so their stop stays the symbolic one: its start is 0.
      return build.slice(x, plus(attribute(node, "starts"), first), plus(attribute(node, "stops"), first));
    },
  },
  {
    why: "slice(pad(x)) without the padding is a slice(x)",
    pattern: p("slice", named("padded", p("pad", $("x")))),
    replace: ({ padded, x }, node) => sliceOfPad(node, padded, x),
  },
  {
    why: "slice(concat(…)) within one input is a slice of that input",
    pattern: p("slice", named("whole", p("concat"))),
    replace: ({ whole }, node) => sliceOfConcat(node, whole),
  },

  {
    why: "pad by nothing is x",
    pattern: p("pad", $("x")),
    replace: ({ x }, node) => (sameShape(x.shape, node.shape) ? x : null),
  },
  {
    why: "pad(pad(x)) = one pad(x)",
    pattern: p("pad", named("inner", p("pad", $("x")))),
    replace: ({ x, inner }, node) =>
      build.pad(
        x,
        plus(attribute(node, "before"), attribute(inner, "before")),
        plus(attribute(node, "after"), attribute(inner, "after")),
      ),
  },

  {
    why: "flip along axes of size 1, or none, changes nothing",
    pattern: p("flip", $("x")),
    replace: ({ x }, node) => {
      const axes = attribute(node, "axes");
      const longer = axes.filter((axis) => x.shape[axis] > 1);
      return longer.length === axes.length && axes.length > 0 ? null : build.flip(x, longer);
    },
  },
  {
    why: "flip(flip(x)) flips the axes that only one of them flips",
    pattern: p("flip", named("inner", p("flip", $("x")))),
    replace: ({ x, inner }, node) => {
      const [outer, first] = [attribute(node, "axes"), attribute(inner, "axes")];
      const once = [...outer.filter((axis) => !first.includes(axis)), ...first.filter((axis) => !outer.includes(axis))];
      return build.flip(x, once);
    },
  },

  {
    why: "concat(x) = x",
    pattern: p("concat", $("x")),
    replace: ({ x }, node) => (node.inputs.length === 1 ? x : null),
  },
];
