/** The compiler's passes from graph to kernels, in the order in which a graph goes through them. */
import type { Graph } from "../ir/graph.ts";
import { abreast } from "./abreast.ts";
import { buildKernels, type Placement } from "./build.ts";
import type { LoweredFunction } from "./kernel.ts";
import { planMemory } from "./plan.ts";
import { simplify } from "./simplify.ts";

export interface LowerOptions {
  readonly name: string;
  readonly placement: Placement;
  /** Most rows of a tile: storage for the symbolic dimension. */
  readonly tile: number;
  /** First byte of the region that temporaries may use. */
  readonly start: number;
}

export function lower(graph: Graph, { name, placement, tile, start }: LowerOptions): LoweredFunction {
  const simple = simplify(graph);
  const built = buildKernels(simple, placement, tile);
  const regionBytes = planMemory(built, tile, start);
  return { name, ...built, tile, regionBytes };
}

/** The same for `lanes` functions side by side, whose places hold a copy for each; null where that cannot be. */
export function lowerAbreast(graph: Graph, lanes: number, options: LowerOptions): LoweredFunction | null {
  const { name, placement, tile, start } = options;
  const built = abreast(buildKernels(simplify(graph), placement, tile), lanes);
  return built === null ? null : { name, ...built, tile, regionBytes: planMemory(built, tile, start) };
}

/** A placement in which everything is a temporary of the region and nothing is overwritten. */
export const freshPlacement = (graph: Graph): Placement => ({
  inputs: graph.inputs.map(() => ({ kind: "unplaced" })),
  outputs: graph.outputs.map(() => ({ kind: "unplaced" })),
  donated: graph.outputs.map(() => undefined),
});
