/** A figure as the text of an SVG file. */

import { type FunctionComponent, h } from "preact";
import { renderToString } from "preact-render-to-string";

/**
 * Any figure, drawn to a string: a whole SVG with its own style, light and dark.
 * @example
 * import { ConvergenceFigure, renderSvg } from "@nabla/report";
 * const svg = renderSvg(ConvergenceFigure, { record, race: record.races[0], clock: "examples", language: "en" });
 */
export function renderSvg<Props extends object>(figure: FunctionComponent<Props>, props: NoInfer<Props>): string {
  return renderToString(h(figure, props));
}
