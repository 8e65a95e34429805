/** Paths of descents over the loss of two parameters, up to a moment. */

import type { SurfaceRecord } from "nabla/race";
import type { Look } from "../lanes/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { ColourKey } from "./cividis.tsx";
import { Figure } from "./Figure.tsx";
import { Landscape, levelsOf } from "./Landscape.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { Place } from "./Place.tsx";
import { amountLabels, linearAxis } from "./scale.ts";

export interface LanePath {
  readonly name: string;
  readonly look: Look;
  /** Pairs of parameters, state after state. */
  readonly points: Float64Array;
}

export interface PathsFigureProps {
  readonly surface: SurfaceRecord;
  readonly paths: readonly LanePath[];
  readonly start: readonly number[];
  readonly optimum: { readonly loss: number; readonly parameters: readonly number[] } | null;
  readonly resolution: number;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

/** Moves shorter than this many pixels are not drawn one by one. */
const visible = 0.4;

export function PathsFigure(props: PathsFigureProps) {
  const { surface, paths, start, optimum, resolution, language, width = 620, height = 520, id = "paths" } = props;
  const { figure, labels } = messagesOf(language);
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(paths, width) + 18, bottom: height - 80 };
  const ends = (values: readonly number[]) => [values[0], values[values.length - 1]] as const;
  const horizontal = linearAxis(ends(surface.x), [plot.left, plot.right], 7, amountLabels, false);
  const vertical = linearAxis(ends(surface.y), [plot.bottom, plot.top], 6, amountLabels, false);
  const levels = levelsOf(surface, optimum?.loss ?? null, resolution);
  const inside = `${id}-inside`;

  const draw = ({ name, look, points }: LanePath) => {
    let path = "";
    let [x, y] = [Number.NaN, Number.NaN];
    for (let i = 0; i < points.length; i += 2) {
      const [nextX, nextY] = [horizontal.position(points[i]), vertical.position(points[i + 1])];
      const last = i === points.length - 2;
      if (!last && Math.abs(nextX - x) + Math.abs(nextY - y) < visible) continue;
      path += `${path === "" ? "M" : "L"}${nextX.toFixed(1)},${nextY.toFixed(1)}`;
      [x, y] = [nextX, nextY];
    }
    return (
      <g key={name} class={laneClass(look)}>
        <path class="casing" d={path} />
        <LaneLine look={{ ...look, dash: "" }} d={path} />
        <Marker look={look} x={x} y={y} />
      </g>
    );
  };

  return (
    <Figure id={id} width={width} height={height} title={figure.contour} description={figure.contourCaption}>
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
        {optimum !== null && (
          <Place
            x={horizontal.position(optimum.parameters[0])}
            y={vertical.position(optimum.parameters[1])}
            label={figure.optimumMark}
            above={false}
            plot={plot}
          />
        )}
        <Place
          x={horizontal.position(start[0])}
          y={vertical.position(start[1])}
          label={figure.start}
          above
          plot={plot}
        />
        {paths.map(draw)}
      </g>
      <ColourKey
        label={`${labels.loss} ${formatNumber(levels.lowest)} … ${formatNumber(levels.highest)}`}
        plot={plot}
        below={54}
      />
    </Figure>
  );
}
