/** From a graph to something that runs: the choice of the backend, and the programs already made. */
import type { Backend, BackendName, Executable } from "../backends/backend.ts";
import { reference } from "../backends/reference/index.ts";
import { wasm } from "../backends/wasm/index.ts";
import { TracedValueError } from "../base/errors.ts";
import { showShape } from "../base/shape.ts";
import { type Graph, graphKey, topological } from "../ir/graph.ts";

const backends: Readonly<Record<BackendName, Backend>> = { reference, wasm };

export const defaultBackend: BackendName = "wasm";

export interface CompileOptions {
  readonly backend?: BackendName;
}

/** Programs in the order of last use; as many as a session has functions, few enough not to fill a memory. */
const programs = new Map<string, Executable>();
const MOST_PROGRAMS = 256;

/** The program of a graph: made now, or the one made before for a graph of the same structure. */
export function compile(graph: Graph, { backend = defaultBackend }: CompileOptions = {}): Executable {
  const key = `${backend}\n${graphKey(graph)}`;
  const program = programs.get(key) ?? backends[backend].compile(closed(graph));
  programs.delete(key);
  programs.set(key, program);
  if (programs.size > MOST_PROGRAMS) programs.delete(programs.keys().next().value ?? "");
  return program;
}

/** A graph that needs nothing but its inputs; a tensor kept from another trace has no value here. */
function closed(graph: Graph): Graph {
  const own = new Set(graph.inputs);
  const stray = topological(graph.outputs).find((node) => node.op === "input" && !own.has(node));
  if (stray === undefined) return graph;
  throw new TracedValueError(
    "tensor-from-another-trace",
    `A Tensor ${stray.dtype}${showShape(stray.shape)} from outside was used while tracing. A Tensor lives only while ` +
      "the function it was passed to is traced: return its value, and pass it in as an argument.",
    { dtype: stray.dtype, shape: stray.shape },
  );
}
