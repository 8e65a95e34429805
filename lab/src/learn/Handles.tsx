/** Around a figure whose points are dragged up and down: the nearest is taken, and arrow keys move the chosen one. */

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { plotShare, rounded } from "../function/plotShare.ts";

export interface Handle {
  readonly label: string;
  readonly at: readonly [number, number];
  readonly onMove: (height: number) => void;
}

interface HandlesProps {
  /** What it is called, and which keys it takes. */
  readonly label: string;
  readonly horizontal: readonly [number, number];
  readonly vertical: readonly [number, number];
  readonly handles: readonly Handle[];
  /** The figure, with the chosen handle in sight. */
  readonly children: (chosen: number) => VNode;
}

/** Presses of an arrow key from one end to the other. */
const presses = 100;

export function Handles({ label, horizontal, vertical, handles, children }: HandlesProps) {
  const [chosen, setChosen] = useState(0);
  const moveTo = (which: number, height: number): void =>
    handles[which]?.onMove(rounded(Math.max(vertical[0], Math.min(vertical[1], height)), vertical));
  const drag = (event: PointerEvent, which: number): void => {
    const share = plotShare(event);
    if (share !== null) moveTo(which, vertical[0] + share[1] * (vertical[1] - vertical[0]));
  };
  const nearest = (event: PointerEvent): number => {
    const place = horizontal[0] + (plotShare(event)?.[0] ?? 0) * (horizontal[1] - horizontal[0]);
    const far = handles.map(({ at }) => Math.abs(at[0] - place));
    return far.indexOf(Math.min(...far));
  };
  const press = (event: KeyboardEvent): void => {
    const turn = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const lift = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (turn === 0 && lift === 0) return;
    event.preventDefault();
    setChosen((chosen + turn + handles.length) % handles.length);
    const step = ((event.shiftKey ? 10 : 1) * (vertical[1] - vertical[0])) / presses;
    if (lift !== 0) moveTo(chosen, handles[chosen].at[1] + lift * step);
  };
  return (
    <figure
      class="draggable"
      tabIndex={handles.length === 0 ? undefined : 0}
      aria-label={`${label} ${handles[chosen]?.label ?? ""}`}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const which = nearest(event);
        setChosen(which);
        drag(event, which);
      }}
      onPointerMove={(event) => event.buttons !== 0 && drag(event, chosen)}
    >
      {children(chosen)}
    </figure>
  );
}
