/** Lines of a terminal: pieces of text with a style each, measured before they are coloured. */

import { characterWidth, displayWidth } from "../words/width.ts";

/** What a piece of text is; whoever prints decides the colour. */
export type TerminalStyle =
  | "title"
  | "strong"
  | "quiet"
  | "good"
  | "bad"
  | "open"
  | "lane0"
  | "lane1"
  | "lane2"
  | "lane3"
  | "lane4"
  | "lane5";

export type Color = (style: TerminalStyle, text: string) => string;

export interface Piece {
  readonly text: string;
  readonly style?: TerminalStyle;
}

export type Line = readonly Piece[];

export const laneStyles: readonly TerminalStyle[] = ["lane0", "lane1", "lane2", "lane3", "lane4", "lane5"];

export const paint = (line: Line, color: Color): string =>
  line
    .map(({ text, style }) => (style === undefined || text.trim() === "" ? text : color(style, text)))
    .join("")
    .trimEnd();

export const widthOf = (line: Line): number => line.reduce((sum, piece) => sum + displayWidth(piece.text), 0);

export const padEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));
export const padStart = (text: string, width: number): string =>
  " ".repeat(Math.max(0, width - displayWidth(text))) + text;

/** A Latin word, or one Chinese character; closing marks stay with what they close, opening ones with what follows. */
const unit = /\s+|[“（]*(?:\p{Script=Han}|[^\s\p{Script=Han}“（，。；：、）”]+)[，。；：、）”]*|[“（，。；：、）”]+/gu;

/** A unit too wide for any line, cut where it must be. */
function cut(text: string, width: number): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of text) {
    if (part !== "" && displayWidth(part) + characterWidth(character) > width) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

/** The text in lines of at most `width` columns; lines it has already stay apart. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const [found] of text.matchAll(unit)) {
    for (const part of displayWidth(found) > width ? cut(found, width) : [found]) {
      if (line !== "" && displayWidth(line) + displayWidth(part.trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = "";
      }
      if (line !== "" || part.trim() !== "") line += part;
    }
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

/** A paragraph behind a first piece, the following lines set in under the text. */
export function hanging(first: Piece, text: string, width: number, style?: TerminalStyle): readonly Line[] {
  const indent = displayWidth(first.text);
  return wrap(text, width - indent).map((part, index) => [
    index === 0 ? first : { text: " ".repeat(indent) },
    style === undefined ? { text: part } : { text: part, style },
  ]);
}

export const paragraph = (text: string, width: number, style?: TerminalStyle): readonly Line[] =>
  wrap(text, width).map((part) => [style === undefined ? { text: part } : { text: part, style }]);
