/** Paths of descents over the loss of two parameters, up to a moment. */

import type { SurfaceRecord } from "nabla/race";
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Look } from "../lanes/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { ColourKey } from "./cividis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Ink } from "./ink.ts";
import { Landscape, levelsOf, placing } from "./Landscape.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { Ends } from "./Place.tsx";
import { type Axis, amountLabels, linearAxis } from "./scale.ts";

export interface LanePath {
  readonly name: string;
  readonly look: Look;
  /** Pairs of parameters, state after state. */
  readonly points: Float64Array;
  /** The state that is shown last; the last one where it is left out. */
  readonly until?: number;
}

export interface PathsFigureProps {
  readonly surface: SurfaceRecord;
  readonly paths: readonly LanePath[];
  readonly start: readonly number[];
  readonly optimum: { readonly loss: number; readonly parameters: readonly number[] } | null;
  readonly resolution: number;
  /** A direction from the start, in parameters: drawn with one length whatever its own. */
  readonly arrow?: readonly [number, number];
  /** What is drawn, where it is not the training loss. */
  readonly says?: {
    readonly title: string;
    readonly description: string;
    readonly height?: string;
    /** At the start, if it is not one. */
    readonly start?: string;
  };
  /** What else is drawn, from the places of parameters in pixels. */
  readonly over?: (at: (pair: readonly [number, number]) => readonly [number, number]) => ComponentChildren;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

interface ArrowProps {
  readonly x: number;
  readonly y: number;
  readonly along: readonly [number, number];
}

/** Pixels of the arrow: a slope's own size is better told by its number. */
const arrowLength = 46;

/** Legible on every colour, with a head of two strokes; `right` and `up` in pixels give its direction. */
function Arrow({ x, y, along: [right, up] }: ArrowProps) {
  const length = Math.sqrt(right * right + up * up);
  if (!(length > 0)) return null;
  const [ux, uy] = [right / length, -up / length];
  const [tipX, tipY] = [x + arrowLength * ux, y + arrowLength * uy];
  const side = (turn: number): string =>
    `M${(tipX - 9 * ux - turn * 5 * uy).toFixed(1)},${(tipY - 9 * uy + turn * 5 * ux).toFixed(1)}` +
    `L${tipX.toFixed(1)},${tipY.toFixed(1)}`;
  const path = `M${x.toFixed(1)},${y.toFixed(1)}L${tipX.toFixed(1)},${tipY.toFixed(1)}${side(1)}${side(-1)}`;
  return (
    <>
      <path class="place under" d={path} />
      <path class="place" d={path} />
    </>
  );
}

interface PathProps {
  readonly path: LanePath;
  readonly plot: Plot;
  readonly horizontal: Axis;
  readonly vertical: Axis;
}

function Path({ path, plot, horizontal, vertical }: PathProps) {
  const { look, points, until = points.length / 2 - 1 } = path;
  const kept = useRef<{ ink: Ink; place: string } | null>(null);
  const place = placing(plot, horizontal, vertical);
  if (kept.current?.place !== place || !kept.current.ink.continues(points)) {
    kept.current = { ink: new Ink(horizontal, vertical, plot), place };
  }
  const d = kept.current.ink.upTo(points, until);
  return (
    <g class={laneClass(look)}>
      <path class="casing" d={d} />
      <LaneLine look={{ ...look, dash: "" }} d={d} />
      <Marker look={look} x={horizontal.position(points[2 * until])} y={vertical.position(points[2 * until + 1])} />
    </g>
  );
}

export function PathsFigure(props: PathsFigureProps) {
  const { surface, paths, start, optimum, resolution, arrow, says, over, language } = props;
  const { width = 620, height = 520, id = "paths" } = props;
  const { figure, labels } = messagesOf(language);
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(paths, width) + 18, bottom: height - 80 };
  const ends = (values: readonly number[]) => [values[0], values[values.length - 1]] as const;
  const horizontal = linearAxis(ends(surface.x), [plot.left, plot.right], 7, amountLabels, false);
  const vertical = linearAxis(ends(surface.y), [plot.bottom, plot.top], 6, amountLabels, false);
  const lowest = optimum?.loss ?? null;
  const levels = useMemo(() => levelsOf(surface, lowest, resolution), [surface, lowest, resolution]);
  const inside = `${id}-inside`;
  const inPixels = ([right, up]: readonly [number, number]) =>
    [
      right * (horizontal.position(1) - horizontal.position(0)),
      up * (vertical.position(0) - vertical.position(1)),
    ] as const;

  return (
    <Figure
      id={id}
      width={width}
      height={height}
      title={says?.title ?? figure.contour}
      description={says?.description ?? figure.contourCaption}
    >
      <Legend entries={paths} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={surface.names[0]}
        verticalLabel={surface.names[1]}
      />
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clip-path={`url(#${inside})`}>
        <Landscape surface={surface} levels={levels} plot={plot} horizontal={horizontal} vertical={vertical} />
        <Ends
          start={start}
          optimum={optimum?.parameters ?? null}
          labels={{ start: says?.start ?? figure.start, optimum: figure.optimumMark }}
          {...{ horizontal, vertical, plot }}
        />
        {paths.map((path) => (
          <Path key={path.name} path={path} plot={plot} horizontal={horizontal} vertical={vertical} />
        ))}
        {over?.(([x, y]) => [horizontal.position(x), vertical.position(y)])}
        {arrow !== undefined && (
          <Arrow x={horizontal.position(start[0])} y={vertical.position(start[1])} along={inPixels(arrow)} />
        )}
      </g>
      <ColourKey
        label={`${says?.height ?? labels.loss} ${formatNumber(levels.lowest)} … ${formatNumber(levels.highest)}`}
        plot={plot}
        below={54}
      />
    </Figure>
  );
}

/** The grid of the surface, then every state of every path. */
PathsFigure.table = ({ surface: { names, x, y, losses }, paths }: PathsFigureProps): DrawnTable => ({
  columns: ["drawn", ...names, "loss"],
  rows: [
    ...losses.map((loss, i) => ["surface", x[i % x.length], y[Math.floor(i / x.length)], loss]),
    ...paths.flatMap(({ name, points, until = points.length / 2 - 1 }) =>
      Array.from({ length: until + 1 }, (_, i) => [name, points[2 * i], points[2 * i + 1], null]),
    ),
  ],
});
