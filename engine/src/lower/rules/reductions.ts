/** Laws of folding axes away. The fold begins with the first element, so an axis of size 1 is merely dropped. */
import { dropAxes } from "../../base/shape.ts";
import type { Rule } from "../../ir/rewrite.ts";
import { $, p } from "../../ir/rewrite.ts";
import { apply, build } from "../../ops/apply.ts";
import { list } from "../../ops/check.ts";
import type { ReduceRow } from "../../ops/row.ts";
import { table } from "../../ops/table.ts";

const overNothing = (row: ReduceRow): Rule => ({
  why: `${row.name} over no axes is x`,
  pattern: p(row.name, $("x")),
  replace: ({ x }, { attributes }) => (list(attributes.axes).length === 0 ? x : null),
});

const overOne = (row: ReduceRow): Rule => ({
  why: `${row.name} over an axis of size 1 drops it`,
  pattern: p(row.name, $("x")),
  replace: ({ x }, { attributes }) => {
    const axes = list(attributes.axes);
    const single = axes.filter((axis) => x.shape[axis] === 1);
    if (single.length === 0) return null;
    const others = axes.filter((axis) => !single.includes(axis));
    return apply(row.name, [build.reshape(x, dropAxes(x.shape, single))], {
      axes: others.map((axis) => axis - single.filter((dropped) => dropped < axis).length),
    });
  },
});

const rows = Object.values(table).filter((row) => row.kind === "reduce");

export const reductions: readonly Rule[] = [...rows.map(overNothing), ...rows.map(overOne)];
