/** What a figure of a race's record is: the page, the lab and the tests know figures only by this. */

import type { CompareRecord } from "nabla/race";
import type { VNode } from "preact";
import type { Language } from "../words/language.ts";

export interface FigureSize {
  readonly width: number;
  readonly height: number;
  /** Prefix of the ids inside the SVG; unique within a page. */
  readonly id: string;
}

/** A figure, ready to be drawn at any size. */
export interface Drawing {
  readonly heading: string;
  /** What is shown, what was held equal, and what must not be read into it. */
  readonly caption: string;
  readonly draw: (size: FigureSize) => VNode;
}

export interface RecordFigure {
  readonly id: string;
  /** Width and height on a wide and on a narrow screen. */
  readonly wide: readonly [number, number];
  readonly narrow: readonly [number, number];
  /** Null where the record has nothing of the kind. */
  readonly of: (record: CompareRecord, language: Language) => Drawing | null;
}
