/** Whether threads are worth their while, known before anything runs. */
import type { DescentModule } from "../backends/wasm/descent.ts";
import { flopsOf } from "../lower/cost.ts";

/** Arithmetic operations of an update below which waking and waiting costs more than helping saves. */
const leastFlops = 2 ** 18;

/** Threads that help the one that advances, for batches of so many rows. */
export function helpersFor(
  module: DescentModule,
  batch: number,
  { threads, forced }: { threads: number; forced: boolean },
): number {
  if (forced) return threads - 1;
  const { tile } = module.spec;
  const parts = module.partsOf(batch);
  const flops = (flopsOf(module.lowered.tile.kernels, tile) * batch) / tile;
  return parts > 1 && flops >= leastFlops ? Math.min(threads, parts) - 1 : 0;
}
