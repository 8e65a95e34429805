/**
 * How a node's axes follow the axes of a loop nest. Views are absorbed here: a transposed, sliced, flipped or broadcast
 * value is never copied, it is read with other strides.
 */
import { ROWS, type Shape, sizeOf, stridesOf } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import type { Access, Value } from "./kernel.ts";

/** index of a node's axis = scale · (loop index of `axis`) + offset; `axis` −1: it does not move. */
export interface AxisMap {
  readonly axis: number;
  readonly scale: number;
  readonly offset: number;
}

const fixed: AxisMap = { axis: -1, scale: 0, offset: 0 };

export const identityMaps = (rank: number): AxisMap[] =>
  Array.from({ length: rank }, (_, axis) => ({ axis, scale: 1, offset: 0 }));

export const mapsKey = (maps: readonly AxisMap[]): string =>
  maps.map(({ axis, scale, offset }) => `${axis}*${scale}+${offset}`).join(",");

export const isIdentity = (maps: readonly AxisMap[], rank: number): boolean =>
  maps.length === rank && maps.every(({ axis, scale, offset }, i) => axis === i && scale === 1 && offset === 0);

const attribute = (node: Node, name: string): readonly number[] => node.attributes[name] as readonly number[];

/** True when reading through this view needs no copy. */
export function isAbsorbed(node: Node): boolean {
  switch (node.op) {
    case "transpose":
    case "broadcast":
    case "slice":
      return true;
    case "flip":
      return attribute(node, "axes").every((axis) => node.shape[axis] !== ROWS);
    case "reshape":
      return changesOnlyOnes(node.inputs[0].shape, node.shape);
    default:
      return false;
  }
}

/** The maps of the view's input, given those of the view. */
export function throughView(node: Node, maps: readonly AxisMap[]): AxisMap[] {
  const input = node.inputs[0];
  switch (node.op) {
    case "transpose": {
      const permutation = attribute(node, "permutation");
      return input.shape.map((_, axis) => maps[permutation.indexOf(axis)]);
    }
    case "broadcast":
      return attribute(node, "axes").map((axis) => maps[axis]);
    case "slice": {
      const starts = attribute(node, "starts");
      return maps.map((map, axis) => ({ ...map, offset: map.offset + starts[axis] }));
    }
    case "flip": {
      const axes = attribute(node, "axes");
      return maps.map((map, axis) =>
        axes.includes(axis) ? { ...map, scale: -map.scale, offset: node.shape[axis] - 1 - map.offset } : map,
      );
    }
    default: {
      const kept = maps.filter((_, axis) => node.shape[axis] !== 1);
      let next = 0;
      return input.shape.map((size) => (size === 1 ? fixed : kept[next++]));
    }
  }
}

/** Reads or writes a value whose axes move with the loops as `maps` say. */
export function accessOf(value: Value, shape: Shape, maps: readonly AxisMap[], loops: number, tile: number): Access {
  const strides = new Array<number>(loops).fill(0);
  let offset = 0;
  stridesOf(shape, tile).forEach((stride, axis) => {
    const map = maps[axis];
    offset += stride * map.offset;
    if (map.axis >= 0) strides[map.axis] += stride * map.scale;
  });
  return { value, strides, offset };
}

const changesOnlyOnes = (from: Shape, to: Shape): boolean => {
  const kept = (shape: Shape) => shape.filter((size) => size !== 1).join(",");
  return kept(from) === kept(to);
};

/**
 * Sizes of merged loops: a negative extent is |extent| · rows. Static extents are positive.
 */
export const extentOf = (shape: Shape): number => (shape.includes(ROWS) ? -sizeOf(shape) : sizeOf(shape));
