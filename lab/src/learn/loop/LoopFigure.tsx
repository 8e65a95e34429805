/** The four boxes of the loop (T7), with the numbers of this very moment. */

import { formatNumber } from "@nabla/report";
import { type BoxName, boxes } from "./loopState.ts";
import type { LoopWords } from "./words/index.ts";

interface LoopFigureProps {
  readonly now: BoxName;
  readonly step: number;
  readonly loss: number;
  readonly enough: number;
  readonly isEnough: boolean;
  readonly point: readonly number[];
  readonly gradient: readonly number[];
  readonly rate: number;
  /** Where the update leads; null at the end of the tape. */
  readonly next: readonly number[] | null;
  readonly words: LoopWords;
}

const show = (value: number): string => formatNumber(value, 4);
const pair = (values: readonly number[]): string => `(${values.map(show).join(", ")})`;

export function LoopFigure(props: LoopFigureProps) {
  const { now, step, loss, enough, isEnough, point, gradient, rate, next, words } = props;
  const norm = Math.sqrt(gradient.reduce((sum, slope) => sum + slope * slope, 0));
  const says: Record<BoxName, readonly string[]> = {
    test: [`E(w) = ${show(loss)}`, isEnough ? words.yes(String(enough)) : words.no(String(enough))],
    gradient: [`∇E(w) = ${pair(gradient)}`, `‖∇E(w)‖ = ${show(norm)}`],
    step: [
      `w − η∇E(w) = ${pair(point)} − ${rate} · ${pair(gradient)}`,
      next === null ? words.noMore : `= ${pair(next)}`,
    ],
    again: [next === null ? words.noMore : words.after(String(step + 1)), words.goTo],
  };
  return (
    <ol class="loop" aria-label={words.loop}>
      {boxes.map((box, i) => (
        <li
          key={box}
          class={`${box === now ? "now" : ""} ${isEnough && box !== "test" ? "idle" : ""}`}
          aria-current={box === now ? "step" : undefined}
        >
          <h3>
            {i + 1}. {words.boxes[box]}
          </h3>
          {says[box].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </li>
      ))}
    </ol>
  );
}
