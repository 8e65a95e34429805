/** Loop nests before emission: neighbouring axes that step through memory as one become one loop. */
import { ROWS, type Shape } from "../../../base/shape.ts";
import { type Access, accesses, type Expression, type Store } from "../../../lower/kernel.ts";

/** One loop. */
export interface Axis {
  /** Static when positive; |extent| · rows when negative. */
  readonly extent: number;
  /** The domain's axis, the innermost where several were merged: strides are read off it. */
  readonly domain: number;
  readonly reduced: boolean;
}

export function mergedAxes(domain: Shape, reduced: readonly number[], stores: readonly Store[]): Axis[] {
  const all = stores.flatMap((store) => [store.access, ...accesses(store.expression)]);
  const pinned = new Set(stores.flatMap((store) => indexedAxes(store.expression)));
  const merged: Axis[] = [];
  domain.forEach((size, axis) => {
    if (size === 1 && !pinned.has(axis)) return;
    const outer = merged.at(-1);
    const isReduced = reduced.includes(axis);
    const joins =
      outer !== undefined &&
      size !== ROWS &&
      outer.reduced === isReduced &&
      !pinned.has(axis) &&
      !pinned.has(outer.domain) &&
      all.every((access: Access) => access.strides[outer.domain] === access.strides[axis] * size);
    if (joins) merged[merged.length - 1] = { extent: outer.extent * size, domain: axis, reduced: isReduced };
    else merged.push({ extent: size, domain: axis, reduced: isReduced });
  });
  return merged;
}

function indexedAxes(expression: Expression, seen = new Set<Expression>()): number[] {
  if (seen.has(expression)) return [];
  seen.add(expression);
  if (expression.kind === "index") return expression.axis < 0 ? [] : [expression.axis];
  return expression.kind === "apply" ? expression.inputs.flatMap((input) => indexedAxes(input, seen)) : [];
}
