import type { Graph } from "../ir/graph.ts"; export const simplify = (graph: Graph): Graph => graph;
