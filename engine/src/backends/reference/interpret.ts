/** What a graph means: every node evaluated once, in plain JavaScript, by the kind of its row. */
import { ShapeError } from "../../base/errors.ts";
import type { Shape } from "../../base/shape.ts";
import { ROWS, showShape, sizeOf, withRows } from "../../base/shape.ts";
import type { Graph } from "../../ir/graph.ts";
import { topological } from "../../ir/graph.ts";
import type { Node } from "../../ir/node.ts";
import type { HostValue } from "../../ops/row.ts";
import { rowOf } from "../../ops/table.ts";
import { contract } from "./contract.ts";
import { gather, scatterAdd } from "./gather.ts";
import { mapElements, moveElements, reduceElements } from "./loops.ts";
import type { Elements } from "./storage.ts";
import { storage } from "./storage.ts";

/**
 * Evaluates a graph. Floats are computed in float64 whatever their dtype (only a cast to float32 rounds), int32 wraps,
 * bool is 0 or 1.
 *
 * @param inputs one value per graph input, row-major; shapes as the graph's, with `rows` for the symbolic dimension
 * @param rows the symbolic dimension; left out, it is read off the inputs
 */
export function interpret(
  graph: Graph,
  inputs: readonly HostValue[],
  rows: number = rowsOf(graph.inputs, inputs),
): HostValue[] {
  const values = new Map<Node, Elements>();
  graph.inputs.forEach((node, i) => {
    const shape = withRows(node.shape, rows);
    if (inputs[i].data.length !== sizeOf(shape)) throw inputError(i, shape, inputs[i].data.length);
    values.set(node, store(node, inputs[i].data));
  });
  for (const node of topological(graph.outputs)) {
    if (!values.has(node)) values.set(node, evaluate(node, node.inputs.map(elementsOf), rows));
  }
  return graph.outputs.map((node) => ({
    shape: withRows(node.shape, rows),
    dtype: node.dtype,
    data: elementsOf(node),
  }));

  function elementsOf(node: Node): Elements {
    const value = values.get(node);
    if (value === undefined) throw new Error(`The graph uses an input that it does not list: node ${node.id}.`);
    return value;
  }
}

function evaluate(node: Node, inputs: readonly Elements[], rows: number): Elements {
  const row = rowOf(node);
  const shape = withRows(node.shape, rows);
  const shapes = node.inputs.map((input) => withRows(input.shape, rows));
  const result = storage(node.dtype, sizeOf(shape));
  switch (row.kind) {
    case "source":
      return source(node, result);
    case "elementwise":
      return mapElements(row.evaluateAs?.[node.dtype] ?? row.evaluate, inputs, result);
    case "reduce":
      return reduceElements(row, inputs[0], shapes[0], node.attributes.axes as readonly number[], result);
    case "view":
      return moveElements(row, inputs, shapes, node.attributes, result, shape);
    case "contract":
      return contract(inputs, shapes, node.attributes, node.dtype, result);
    case "gather":
      return gather(inputs, shapes, node.attributes.batch as number, result);
    case "scatter":
      return scatterAdd(inputs, shapes, node.attributes.batch as number, result, shape);
    case "custom":
      return inputs[0];
  }
}

/** The value of a source by the attributes it has: a number, data, or none of both (iota counts). */
function source({ attributes, op, id }: Node, result: Elements): Elements {
  if (op === "input") throw new Error(`The graph uses an input that it does not list: node ${id}.`);
  if ("data" in attributes) result.set(attributes.data as ArrayLike<number>);
  else if ("value" in attributes) result[0] = attributes.value as number;
  else for (let i = 0; i < result.length; i++) result[i] = i;
  return result;
}

function store(node: Node, data: ArrayLike<number>): Elements {
  const result = storage(node.dtype, data.length);
  result.set(data);
  return result;
}

function rowsOf(nodes: readonly Node[], inputs: readonly HostValue[]): number {
  for (const [i, node] of nodes.entries()) {
    const axis = node.shape.indexOf(ROWS);
    if (axis >= 0) return inputs[i].shape[axis];
  }
  return 1;
}

const inputError = (index: number, shape: Shape, length: number): ShapeError =>
  new ShapeError(
    "input-length",
    `Input ${index} has ${length} elements; its shape ${showShape(shape)} needs ${sizeOf(shape)}.`,
    { index, shape: [...shape], length },
  );
