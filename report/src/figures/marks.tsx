/** The marks of a lane: its line and its marker, drawn the same way in every figure, table and legend. */

import { symbol } from "d3-shape";
import type { Look } from "../lanes/lane.ts";
import { translate } from "./axis.tsx";

/** The class that gives a group the colour of a lane. */
export const laneClass = ({ colour }: Pick<Look, "colour">): string => `lane-${colour}`;

interface MarkerProps {
  readonly look: Look;
  readonly x: number;
  readonly y: number;
  /** Area in square pixels. */
  readonly size?: number;
}

export function Marker({ look, x, y, size = 60 }: MarkerProps) {
  if (look.marker === null) return null;
  return (
    <path
      class={look.hollow ? "marker hollow" : "marker"}
      transform={translate(x, y)}
      d={symbol(look.marker, size)() ?? ""}
    />
  );
}

/** A line in the lane's dash; `d` is the path. */
export function LaneLine({ look, d }: { readonly look: Look; readonly d: string }) {
  return <path class="line" d={d} stroke-dasharray={look.dash || undefined} />;
}

/** Line and marker together, as in a legend: `width` pixels long, from (0, 0) to the right. */
export function Swatch({ look, width }: { readonly look: Look; readonly width: number }) {
  return (
    <>
      <line class="line" x1={0} x2={width} y1={0} y2={0} stroke-dasharray={look.dash || undefined} />
      <Marker look={look} x={width / 2} y={0} />
    </>
  );
}

/** A cross: a lane, or a trial, that was lost here. */
export function Cross({ x, y, size = 5 }: { readonly x: number; readonly y: number; readonly size?: number }) {
  return (
    <path
      class="mark"
      transform={translate(x, y)}
      d={`M${-size},${-size}L${size},${size}M${-size},${size}L${size},${-size}`}
    />
  );
}

/** Elements that dots are spread over: where more than so many lie on one another, it is as dark as it gets. */
const dotLayers = 12;

/** Many dots at places "x,y": as ends of strokes without length, for an element each would take longer than a frame. */
export function Dots({ kind, places }: { readonly kind: "example" | "drawn"; readonly places: readonly string[] }) {
  const layers = Array.from({ length: Math.min(dotLayers, places.length) }, (_, layer) =>
    places.filter((_, i) => i % dotLayers === layer),
  );
  return (
    <>
      {layers.map((layer, i) => (
        <path key={`${i}`} class={`dots ${kind}`} d={layer.map((place) => `M${place}h0`).join("")} />
      ))}
    </>
  );
}
