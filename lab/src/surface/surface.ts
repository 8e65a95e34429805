/** The losses around the paths of two parameters, coarse at first and then fine. */

import type { DataObjective } from "nabla/diagnostics";
import type { SurfaceRecord } from "nabla/race";
import type { Source } from "../engine/sourceNames.ts";

/** Where a surface is wanted. */
export interface SurfaceWindow {
  readonly names: readonly [string, string];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** What the thread of surfaces is asked; no window where nothing is wanted any more. */
export interface Survey {
  readonly id: number;
  readonly source: Source;
  readonly window: SurfaceWindow | null;
}

export interface Surveyed {
  readonly kind: "surface";
  readonly surface: SurfaceRecord;
}

/** Points along each axis: first what is there in a moment, then what looks smooth. */
export const surfaceSizes = [32, 128] as const;

/** One surface after the other; between two rows it can be left. */
export function* surfacesOf(objective: DataObjective, window: SurfaceWindow): Generator<SurfaceRecord | null> {
  for (const size of surfaceSizes) {
    const [x, y] = [places(window.x, size), places(window.y, size)];
    const losses: (number | null)[] = [];
    for (const second of y) {
      for (const first of x) {
        const loss = objective.value(Float64Array.of(first, second));
        losses.push(Number.isFinite(loss) ? loss : null);
      }
      yield null;
    }
    yield { names: window.names, x, y, losses };
  }
}

const places = ([low, high]: readonly [number, number], size: number): number[] =>
  Array.from({ length: size }, (_, i) => low + (i * (high - low)) / (size - 1));
