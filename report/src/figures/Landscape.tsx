/** The loss over two parameters as filled contours, dark where it is low; what is drawn on it comes as children. */

import { type ContourMultiPolygon, contours } from "d3-contour";
import type { SurfaceRecord } from "nabla/race";
import { useMemo } from "preact/hooks";
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
export function contourPath(
  contour: ContourMultiPolygon,
  grid: { readonly x: readonly number[]; readonly y: readonly number[] },
  horizontal: Axis,
  vertical: Axis,
): string {
  const at = (values: readonly number[], index: number): number =>
    values[0] + ((index - 0.5) * (values[values.length - 1] - values[0])) / (values.length - 1);
  const corner = ([column, row]: readonly number[]): string =>
    `${horizontal.position(at(grid.x, column)).toFixed(1)},${vertical.position(at(grid.y, row)).toFixed(1)}`;
  return contour.coordinates.flatMap((polygon) => polygon.map((ring) => `M${ring.map(corner).join("L")}Z`)).join("");
}

/** What a place in the picture depends on: two numbers of each axis say where everything on it is. */
export const placing = (plot: Plot, horizontal: Axis, vertical: Axis): string =>
  [...Object.values(plot), ...[horizontal, vertical].flatMap(({ position }) => [position(0), position(1)])].join();

/** The cells around places where the loss is not finite. */
function holes({ x, y, losses }: SurfaceRecord, horizontal: Axis, vertical: Axis): string {
  const [wide, high] = [x[1] - x[0], y[1] - y[0]];
  return losses
    .map((loss, i) => {
      if (loss !== null) return "";
      const [column, row] = [x[i % x.length], y[Math.floor(i / x.length)]];
      const [left, right] = [horizontal.position(column - wide / 2), horizontal.position(column + wide / 2)];
      const [top, bottom] = [vertical.position(row + high / 2), vertical.position(row - high / 2)];
      return `M${left.toFixed(1)},${top.toFixed(1)}H${right.toFixed(1)}V${bottom.toFixed(1)}H${left.toFixed(1)}Z`;
    })
    .join("");
}

interface LandscapeProps {
  readonly surface: SurfaceRecord;
  readonly levels: Levels;
  readonly plot: Plot;
  readonly horizontal: Axis;
  readonly vertical: Axis;
}

/** Drawn once for a surface at a place: paths that grow on it do not draw it anew. */
export function Landscape({ surface, levels, plot, horizontal, vertical }: LandscapeProps) {
  const place = placing(plot, horizontal, vertical);
  return useMemo(() => {
    const rings = contours()
      .size([surface.x.length, surface.y.length])
      .thresholds([...levels.thresholds])([...levels.values]);
    const lost = holes(surface, horizontal, vertical);
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
        {lost !== "" && <path class="lost" d={lost} />}
      </>
    );
  }, [surface, levels, place]);
}
