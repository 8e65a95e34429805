/** Where a pointer is in the plot of a figure. */

/** As many digits as a pixel can tell. */
export const rounded = (value: number, [least, most]: readonly [number, number]): number => {
  const digits = Math.max(0, 3 - Math.floor(Math.log10(most - least)));
  return Number(value.toFixed(Math.min(20, digits)));
};

/** How far to the right and how far up inside the plot, each from 0 to 1; null where no figure is drawn. */
export function plotShare(event: PointerEvent): readonly [number, number] | null {
  if (!(event.currentTarget instanceof HTMLElement)) return null;
  // The clip of a figure is its plot: the place of the axes' ends.
  const plot = event.currentTarget.querySelector("clipPath rect");
  const box = event.currentTarget.querySelector("svg")?.getBoundingClientRect();
  const width = event.currentTarget.querySelector("svg")?.viewBox.baseVal.width;
  if (!(plot instanceof SVGRectElement) || box === undefined || width === undefined) return null;
  const scale = width / box.width;
  const share = (at: number, start: number, length: number): number => Math.max(0, Math.min(1, (at - start) / length));
  const right = share((event.clientX - box.left) * scale, plot.x.baseVal.value, plot.width.baseVal.value);
  const down = share((event.clientY - box.top) * scale, plot.y.baseVal.value, plot.height.baseVal.value);
  return [right, 1 - down];
}
