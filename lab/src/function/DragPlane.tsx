/** Around a figure: where the pointer is pressed or drawn, in the numbers of its axes. */

import type { ComponentChildren } from "preact";
import { plotShare, rounded } from "./plotShare.ts";

interface DragPlaneProps {
  readonly horizontal: readonly [number, number];
  /** Null where only the horizontal place counts. */
  readonly vertical: readonly [number, number] | null;
  readonly onMove: (x: number, y: number | null) => void;
  /** Where the point is now and what it is called: then the arrow keys move it too, ten times as far with Shift. */
  readonly keys?: { readonly label: string; readonly at: readonly [number, number] };
  readonly children: ComponentChildren;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};
/** Presses of an arrow key from one end to the other. */
const presses = 100;

export function DragPlane({ horizontal, vertical, onMove, keys, children }: DragPlaneProps) {
  const press = (event: KeyboardEvent): void => {
    const arrow = Object.hasOwn(arrows, event.key) ? arrows[event.key] : undefined;
    if (arrow === undefined || keys === undefined || (vertical === null && arrow[0] === 0)) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 / presses : 1 / presses;
    const moved = (axis: 0 | 1, ends: readonly [number, number]): number =>
      rounded(Math.max(ends[0], Math.min(ends[1], keys.at[axis] + arrow[axis] * step * (ends[1] - ends[0]))), ends);
    onMove(moved(0, horizontal), vertical === null ? null : moved(1, vertical));
  };
  const move = (event: PointerEvent): void => {
    const share = event.buttons === 0 ? null : plotShare(event);
    if (share === null) return;
    const along = (ends: readonly [number, number], part: number): number =>
      rounded(ends[0] + part * (ends[1] - ends[0]), ends);
    onMove(along(horizontal, share[0]), vertical === null ? null : along(vertical, share[1]));
  };
  return (
    <figure
      class="draggable"
      tabIndex={keys === undefined ? undefined : 0}
      aria-label={keys?.label}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      {children}
    </figure>
  );
}
