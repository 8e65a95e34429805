/** The surface of a logistic model on 1,000 rows: the coarse one, then the fine one, as the thread draws them. */

import { objectiveOf } from "nabla/diagnostics";
import { binaryCrossEntropy } from "nabla/losses";
import { linear } from "nabla/models";
import { surfaceSizes, surfacesOf } from "../src/surface/surface.ts";
import type { Measurement } from "./measurement.ts";

const rows = 1000;
const window = { names: ["bias", "weight"], x: [-4, 4], y: [-4, 4] } as const;

/** In Node's engine, which is the browser's: no page is needed to compute it. */
export const surface: Measurement = async () => {
  const x = Array.from({ length: rows }, (_, i) => [2 * Math.sin(1.3 * i)]);
  const y = x.map(([value], i) => Number(value + Math.sin(7 * i) > 0));
  const objective = objectiveOf({ model: linear(), loss: binaryCrossEntropy, data: { x, y } });
  const least = surfaceSizes.map(() => Number.POSITIVE_INFINITY);
  for (let repeat = 0; repeat < 5; repeat++) {
    const before = performance.now();
    const surfaces = surfacesOf(objective, window);
    let place = 0;
    for (const each of surfaces) {
      if (each === null) continue;
      least[place] = Math.min(least[place], performance.now() - before);
      place++;
    }
  }
  objective.close();
  const targets = [50, 300];
  return surfaceSizes.map((size, i) => ({
    what: `surface of ${size}² points, ${rows} rows, after`,
    value: least[i],
    unit: "ms",
    target: targets[i],
  }));
};
