/** Around a figure: where the pointer is pressed or drawn, in the numbers of its axes. */

import type { ComponentChildren } from "preact";

interface DragPlaneProps {
  readonly horizontal: readonly [number, number];
  /** Null where only the horizontal place counts. */
  readonly vertical: readonly [number, number] | null;
  readonly onMove: (x: number, y: number | null) => void;
  readonly children: ComponentChildren;
}

/** As many digits as a pixel can tell. */
const rounded = (value: number, [least, most]: readonly [number, number]): number => {
  const digits = Math.max(0, 3 - Math.floor(Math.log10(most - least)));
  return Number(value.toFixed(Math.min(20, digits)));
};

export function DragPlane({ horizontal, vertical, onMove, children }: DragPlaneProps) {
  const move = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof HTMLElement) || event.buttons === 0) return;
    // The clip of a figure is its plot: the place of the axes' ends.
    const plot = event.currentTarget.querySelector("clipPath rect");
    const box = event.currentTarget.querySelector("svg")?.getBoundingClientRect();
    const width = event.currentTarget.querySelector("svg")?.viewBox.baseVal.width;
    if (!(plot instanceof SVGRectElement) || box === undefined || width === undefined) return;
    const scale = width / box.width;
    const share = (at: number, start: number, length: number): number =>
      Math.max(0, Math.min(1, (at - start) / length));
    const right = share((event.clientX - box.left) * scale, plot.x.baseVal.value, plot.width.baseVal.value);
    const down = share((event.clientY - box.top) * scale, plot.y.baseVal.value, plot.height.baseVal.value);
    const along = (ends: readonly [number, number], part: number): number =>
      rounded(ends[0] + part * (ends[1] - ends[0]), ends);
    onMove(along(horizontal, right), vertical === null ? null : along(vertical, 1 - down));
  };
  return (
    <figure
      class="draggable"
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
