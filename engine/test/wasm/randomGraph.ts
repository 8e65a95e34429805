/** Random graphs for tests: every kind of op, static shapes and the symbolic rows, drawn from a seed. */
import type { FloatDType } from "../../src/base/dtype.ts";
import { ROWS, range, type Shape, sizeOf } from "../../src/base/shape.ts";
import type { Graph } from "../../src/ir/graph.ts";
import type { Node } from "../../src/ir/node.ts";
import { apply, array, build, input, iota } from "../../src/ops/apply.ts";

export class Draw {
  private state: number;
  constructor(seed: number) {
    this.state = seed | 1;
  }
  /** Below `n`. */
  below(n: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0;
    return (this.state >>> 8) % n;
  }
  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)];
  }
  number(): number {
    return (this.below(4001) - 2000) / 500;
  }
}

const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 33];

export function randomGraph(seed: number, dtype: FloatDType, ops = 12): Graph {
  const draw = new Draw(seed);
  const size = () => draw.of(sizes);
  const shape = (): Shape => {
    const rank = draw.below(4);
    const dims = Array.from({ length: rank }, size);
    return draw.below(3) === 0 ? [ROWS, ...dims.slice(0, 2)] : dims.slice(0, 3);
  };
  const inputs: Node[] = Array.from({ length: 1 + draw.below(3) }, () => input(shape(), dtype));
  const nodes: Node[] = [...inputs];
  if (draw.below(4) === 0) {
    nodes.push(
      array(
        Float64Array.from({ length: 6 }, () => draw.number()),
        [2, 3],
        dtype,
      ),
    );
  }
  const add = (node: Node) => {
    if (sizeOf(node.shape, 5) < 20_000) nodes.push(node);
  };
  const pick = () => nodes[nodes.length - 1 - draw.below(Math.min(nodes.length, 6))];
  for (let i = 0; i < ops; i++) add(step(draw, pick(), pick(), size, dtype));
  const outputs = [nodes[nodes.length - 1], pick(), pick()].slice(0, 1 + draw.below(3));
  return { inputs, outputs };
}

/** Makes b fit a: reduced to nothing, then repeated. */
const like = (b: Node, a: Node): Node =>
  b.shape.join() === a.shape.join() ? b : build.broadcast(build.sum(b, range(b.shape.length)), a.shape, []);

function step(draw: Draw, a: Node, b: Node, size: () => number, dtype: FloatDType): Node {
  const rank = a.shape.length;
  const staticAxes = range(rank).filter((axis) => a.shape[axis] !== ROWS);
  const axis = staticAxes.length === 0 ? -1 : draw.of(staticAxes);
  switch (draw.below(16)) {
    case 0:
      return build.add(a, like(b, a));
    case 1:
      return build.mul(a, like(b, a));
    case 2:
      return build.sub(build.maximum(a, like(b, a)), build.abs(a));
    case 3:
      return build.where(build.less(a, like(b, a)), build.neg(a), a);
    case 4:
      return build.div(a, build.add(build.abs(like(b, a)), build.full(1, a.shape, dtype)));
    case 5:
      return build.sum(
        a,
        range(rank).filter(() => draw.below(2) === 0),
      );
    case 6:
      return build.max(
        a,
        range(rank).filter(() => draw.below(2) === 0),
      );
    case 7:
      return rank > 1 && a.shape[0] !== ROWS ? build.transpose(a, range(rank).reverse()) : build.neg(a);
    case 8:
      if (axis < 0) return a;
      return build.flip(a, [axis]);
    case 9: {
      if (axis < 0 || a.shape[axis] < 2) return a;
      const starts = a.shape.map((_, i) => (i === axis ? 1 : 0));
      return build.slice(a, starts, a.shape);
    }
    case 10: {
      if (axis < 0) return a;
      const width = a.shape.map((_, i) => (i === axis ? 1 + draw.below(3) : 0));
      return build.pad(a, width, width);
    }
    case 11:
      if (axis < 0) return a;
      return build.concat([a, build.neg(a)], axis);
    case 12: {
      const leading = a.shape[0] === ROWS ? [ROWS] : [];
      return build.reshape(a, [...leading, sizeOf(a.shape)]);
    }
    case 13: {
      const n = size();
      const shape = a.shape.includes(ROWS) ? [...a.shape, n] : [n, ...a.shape];
      const axes = a.shape.includes(ROWS) ? range(rank) : range(rank).map((i) => i + 1);
      return build.broadcast(a, shape, axes);
    }
    case 14: {
      if (axis < 0) return a;
      const index = apply("cast", [build.abs(build.sum(b, range(b.shape.length)))], { dtype: "int32" });
      const n = a.shape[axis];
      const ids = build.sub(iota(n), build.broadcast(build.minimum(index, build.constant(1, "int32")), [n], []));
      const front = build.transpose(a, [axis, ...range(rank).filter((i) => i !== axis)]);
      if (front.shape.indexOf(ROWS) > 0) return build.neg(a);
      const inside = build.maximum(ids, build.full(0, [n], "int32"));
      return build.gather(front, inside, 0);
    }
    default: {
      const pairs = range(rank).filter((i) => b.shape[0] === a.shape[i] && b.shape.length > 0);
      if (pairs.length === 0) return build.contract(a, build.full(0.5, [size()], dtype), noAxes);
      const shared = draw.of(pairs);
      const batched = a.shape[shared] === ROWS && draw.below(2) === 0;
      return batched
        ? build.contract(a, b, { ...noAxes, lhsBatch: [shared], rhsBatch: [0] })
        : build.contract(a, b, { ...noAxes, lhsContract: [shared], rhsContract: [0] });
    }
  }
}

const noAxes = { lhsBatch: [], rhsBatch: [], lhsContract: [], rhsContract: [] };
