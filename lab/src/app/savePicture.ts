/** A figure of the page as a file of its own. */

import { displayWidth, figureStyle, themeSwitchStyle } from "@nabla/report";

interface Standalone {
  /** Stands under the figure. */
  readonly note: string;
  /** Is inside the file, unseen: how the figure was made. */
  readonly origin: string;
  /** Null: the file follows its reader's theme. */
  readonly theme: "light" | "dark" | null;
}

const namespace = "http://www.w3.org/2000/svg";
const lineHeight = 17;
/** Pixels of one column of text, at most. */
const columnWidth = 6.7;

/** Broken at spaces, or anywhere within Chinese. */
export function linesOf(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/\s+|[\u2e80-\u{3fffd}]|[^\s\u2e80-\u{3fffd}]+/gu) ?? []) {
    if (line !== "" && displayWidth(line + word) > columns) {
      lines.push(line);
      line = "";
    }
    line = (line + word).trimStart();
  }
  return line.trim() === "" ? lines : [...lines, line];
}

/** The whole file: the figure as the page shows it, with its style, title, axes and legend, and the note below. */
export function standaloneSvg(figure: SVGSVGElement, { note, origin, theme }: Standalone): SVGSVGElement {
  const { width, height } = figure.viewBox.baseVal;
  const lines = linesOf(note, (width - 16) / columnWidth);
  const whole = height + lines.length * lineHeight + 10;
  const make = (name: string, attributes: Record<string, string | number>, text = ""): Element => {
    const element = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    return element;
  };
  const file = make("svg", { width, height: whole, viewBox: `0 0 ${width} ${whole}` }) as SVGSVGElement;
  if (theme !== null) file.dataset.theme = theme;
  const frame = make("g", { class: "nabla-figure" });
  frame.append(
    make("rect", { class: "paper", width, height: whole }),
    figure.cloneNode(true),
    ...lines.map((line, i) => make("text", { class: "quiet", x: 8, y: height + (i + 1) * lineHeight - 4 }, line)),
  );
  file.append(make("metadata", {}, origin), make("style", {}, figureStyle + themeSwitchStyle), frame);
  return file;
}

export const imageOf = (svg: SVGSVGElement): Blob =>
  new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

const pixelRatio = 2;

/** The picture in pixels, twice as many as on the page along each side. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  // As text in the address: a page from the disk may not draw a blob.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await imageOf(svg).text())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = svg.viewBox.baseVal.width * pixelRatio;
  canvas.height = svg.viewBox.baseVal.height * pixelRatio;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no picture was made")) : resolve(blob)), "image/png");
  });
}

/** Hands a file to the browser's downloads. */
export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
