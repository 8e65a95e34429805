/** Predictions for new rows, and arrays shaped for the reader. */

import { heap } from "../backends/wasm/heap.ts";
import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import { Sweep } from "../backends/wasm/sweep.ts";
import { allocate } from "../base/dtype.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { graphKey } from "../ir/graph.ts";
import type { Table } from "./data.ts";
import { overRows, type Problem, predictionGraph } from "./example.ts";
import { DataInMemory, tileRows } from "./memory.ts";

const sweeps = new Map<string, Sweep>();
const mostSweeps = 64;

function predictionSweep(problem: Problem): { sweep: Sweep; shape: Shape } {
  const graph = overRows(predictionGraph(problem, problem.dtype), 1);
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

/** Rows of numbers, row-major. */
interface Predicted {
  readonly data: Float32Array | Float64Array;
  readonly shape: Shape;
}

/** The model's output for each row of x, in the problem's dtype, for any parameters: traced and copied in once. */
export class Predictor {
  private readonly sweep: Sweep;
  private readonly shape: Shape;
  private readonly problem: Problem;
  private readonly rows: number;
  private readonly x: DataInMemory;

  constructor(problem: Problem, x: Table) {
    const { sweep, shape } = predictionSweep(problem);
    this.sweep = sweep;
    this.shape = shape;
    this.problem = problem;
    this.rows = x.rows;
    this.x = new DataInMemory([x]);
  }

  predict(parameters: readonly Float64Array[]): Predicted {
    const { rows, shape } = this;
    const { dtype } = this.problem;
    const length = rows * sizeOf(shape);
    const memory = heap();
    const address = memory.allocate(roomForRows({ shape, dtype }, rows));
    try {
      if (rows > 0) this.sweep.run(memory, this.x, parameters, address);
      const data = allocate(dtype, length) as Float32Array | Float64Array;
      data.set(viewOf(memory, address, dtype, length));
      return { data, shape: [rows, ...shape] };
    } finally {
      memory.release(address);
    }
  }

  close(): void {
    this.x.close();
  }
}

/** The model's output for each row of x, once. */
export function predictRows(problem: Problem, parameters: readonly Float64Array[], x: Table): Predicted {
  const predictor = new Predictor(problem, x);
  try {
    return predictor.predict(parameters);
  } finally {
    predictor.close();
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
