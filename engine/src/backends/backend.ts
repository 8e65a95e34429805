/** What every backend is: it turns a graph into a function on plain arrays. The slowest one is the truth. */
import type { Graph } from "../ir/graph.ts";

export type BackendName = "wasm" | "reference";

export interface Executable {
  /**
   * Runs the graph once. `inputs` are flat row-major arrays in the order of `graph.inputs`; `rows` stands for the
   * symbolic dimension where a shape has it. The results are new arrays of the outputs' dtypes (bool as Int32Array).
   */
  run(inputs: readonly ArrayLike<number>[], rows?: number): (Float32Array | Float64Array | Int32Array)[];
}

export interface Backend {
  readonly name: BackendName;
  compile(graph: Graph): Executable;
}
