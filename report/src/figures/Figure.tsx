/** What every figure has: its own style, a background, a title, and a description for those who cannot see it. */

import type { ComponentChildren } from "preact";
import { figureStyle } from "./style.ts";

interface FigureProps {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly children: ComponentChildren;
}

/** Complete by itself: the same SVG stands in a page, in the lab and in a file. */
export function Figure({ id, width, height, title, description, children }: FigureProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="nabla-figure"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <style>{figureStyle}</style>
      <rect class="paper" width={width} height={height} />
      <text class="title" x={8} y={22}>
        {title}
      </text>
      {children}
    </svg>
  );
}
