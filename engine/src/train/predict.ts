/** Predictions for new rows, and arrays shaped for the reader. */

import { heap } from "../backends/wasm/heap.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import { Sweep } from "../backends/wasm/sweep.ts";
import { allocate } from "../base/dtype.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { graphKey } from "../ir/graph.ts";
import type { Table } from "./data.ts";
import { exampleGraph, overRows, type Problem } from "./graphs.ts";
import { DataInMemory, tileRows } from "./memory.ts";

const sweeps = new Map<string, Sweep>();
const mostSweeps = 64;

function predictionSweep(problem: Problem): { sweep: Sweep; shape: Shape } {
  const graph = overRows(exampleGraph(problem, problem.dtype).prediction, 1);
  const [output] = graph.outputs;
  const key = graphKey(graph);
  let sweep = sweeps.get(key);
  if (sweep === undefined) {
    const result = { shape: output.shape.slice(1), dtype: output.dtype };
    const { leaves } = problem.parameters;
    sweep = new Sweep({ graph, fixed: leaves, data: [problem.x], sums: [], result, tile: tileRows });
    if (sweeps.size >= mostSweeps) sweeps.delete(sweeps.keys().next().value as string);
    sweeps.set(key, sweep);
  }
  return { sweep, shape: output.shape.slice(1) };
}

/** The model's output for each row of x, in the problem's dtype. */
export function predictRows(
  problem: Problem,
  parameters: readonly Float64Array[],
  x: Table,
): { data: Float32Array | Float64Array; shape: Shape } {
  const { sweep, shape } = predictionSweep(problem);
  const data = new DataInMemory([x]);
  const length = x.rows * sizeOf(shape);
  const memory = heap();
  const address = memory.allocate(roomForRows({ shape, dtype: problem.dtype }, x.rows));
  try {
    if (x.rows > 0) sweep.run(memory, data, parameters, address);
    const result = allocate(problem.dtype, length) as Float32Array | Float64Array;
    result.set(viewOf(memory, address, problem.dtype, length));
    return { data: result, shape: [x.rows, ...shape] };
  } finally {
    memory.release(address);
    data.close();
  }
}

/** Flat row-major numbers as nested arrays; a rank-0 shape gives the number itself. */
export function nest(data: ArrayLike<number>, shape: Shape): unknown {
  let next = 0;
  const build = (depth: number): unknown => {
    if (depth === shape.length) return data[next++];
    return Array.from({ length: shape[depth] }, () => build(depth + 1));
  };
  return build(0);
}
