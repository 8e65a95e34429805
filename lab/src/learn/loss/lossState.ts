/** What the lesson on the loss keeps in the address, and the lines that were tried. */

import type { LineAnswer } from "../engine/lineLoss.ts";
import { number } from "../fields.ts";

const near = (value: number): boolean => Math.abs(value) <= 10;

export const lossFields = {
  w: number(-0.6, near),
  b: number(3.4, near),
} as const;

/** The loss to get below: the best line has 0.0422. */
export const smallLoss = 0.05;
/** A loss that one point that is met does not prevent. */
export const largeLoss = 2;
/** A point is met within this. */
export const metWithin = 0.02;

export const meetsOne = ({ errors, loss }: LineAnswer): boolean =>
  loss > largeLoss && errors.some((error) => Math.abs(error) <= metWithin);

/** The newest lines that are kept. */
const mostLines = 400;

/** The lines tried so far, with one more unless it is the newest already. */
export function tried(before: readonly LineAnswer[], now: LineAnswer | null): readonly LineAnswer[] {
  const newest = before[before.length - 1]?.question;
  if (now === null || (newest?.w === now.question.w && newest?.b === now.question.b)) return before;
  return [...before, now].slice(-mostLines);
}
