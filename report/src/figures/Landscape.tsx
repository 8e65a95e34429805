/** The loss over two parameters as filled contours, dark where it is low; what is drawn on it comes as children. */

import { type ContourMultiPolygon, contours } from "d3-contour";
import type { SurfaceRecord } from "nabla/race";
import type { Plot } from "./axis.tsx";
import { cividis, colourSteps } from "./cividis.tsx";
import type { Axis } from "./scale.ts";

export interface Levels {
  /** Logarithms of the height above the lowest known loss, row by row; an infinite loss counts as the highest. */
  readonly values: readonly number[];
  readonly thresholds: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

/** The least loss known anywhere, if lower than all of the surface's, and the differences that are only rounding. */
export function levelsOf(surface: SurfaceRecord, optimum: number | null, resolution: number): Levels {
  const finite = surface.losses.filter((loss) => loss !== null);
  const least = finite.reduce((low, each) => Math.min(low, each), Infinity);
  const most = finite.reduce((high, each) => Math.max(high, each), -Infinity);
  const base = Math.min(optimum ?? least, least);
  // A thousandth of the whole height is lifted under everything: finer rings could not be told apart.
  const lift = Math.max((most - base) / 1000, resolution);
  const logarithm = (loss: number | null): number => Math.log10((loss ?? most) - base + lift);
  const values = surface.losses.map(logarithm);
  const [low, high] = [Math.log10(lift), logarithm(most)];
  return {
    values,
    thresholds: Array.from({ length: colourSteps }, (_, index) => low + ((high - low) * index) / colourSteps),
    lowest: least,
    highest: most,
  };
}

/** d3-contour counts in cells whose centres are the grid's points. */
function contourPath(contour: ContourMultiPolygon, surface: SurfaceRecord, horizontal: Axis, vertical: Axis): string {
  const at = (values: readonly number[], index: number): number =>
    values[0] + ((index - 0.5) * (values[values.length - 1] - values[0])) / (values.length - 1);
  const corner = ([column, row]: readonly number[]): string =>
    `${horizontal.position(at(surface.x, column)).toFixed(1)},${vertical.position(at(surface.y, row)).toFixed(1)}`;
  return contour.coordinates.flatMap((polygon) => polygon.map((ring) => `M${ring.map(corner).join("L")}Z`)).join("");
}

interface LandscapeProps {
  readonly surface: SurfaceRecord;
  readonly levels: Levels;
  readonly plot: Plot;
  readonly horizontal: Axis;
  readonly vertical: Axis;
}

export function Landscape({ surface, levels, plot, horizontal, vertical }: LandscapeProps) {
  const rings = contours()
    .size([surface.x.length, surface.y.length])
    .thresholds([...levels.thresholds])([...levels.values]);
  return (
    <>
      <rect
        x={plot.left}
        y={plot.top}
        width={plot.right - plot.left}
        height={plot.bottom - plot.top}
        fill={cividis(0)}
      />
      {rings.map((ring, index) => (
        <path
          key={`${index}`}
          class="contour"
          d={contourPath(ring, surface, horizontal, vertical)}
          fill={cividis(index / (colourSteps - 1))}
        />
      ))}
    </>
  );
}
