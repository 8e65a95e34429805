/** Everything a lesson may ask of the engine: a new question is a line here. */

import type { TapeSetting } from "../../engine/recorder.ts";
import { type DerivativeQuestion, derivativeAt } from "./derivative.ts";
import {
  cloudAt,
  type EqualUpdates,
  equalUpdatesOf,
  landscapeOf,
  loopOf,
  type Place,
  type RangeQuestion,
  type RowsQuestion,
  rangeOf,
  rowsRead,
  sharpnessAt,
  tapeOf,
  type Window,
} from "./descents.ts";
import { type EntropyQuestion, entropyAt, workedExample } from "./entropy.ts";
import { type LineQuestion, lineAt } from "./lineLoss.ts";
import { explorePlane, type PlaneQuestion, surfaceOf } from "./plane.ts";
import type { PlaneName } from "./planeNames.ts";
import { type PowersQuestion, powersAt } from "./powers.ts";
import type { TargetName } from "./targets.ts";

export const questions = {
  derivative: (asked: DerivativeQuestion) => derivativeAt(asked),
  entropy: (asked: EntropyQuestion) => entropyAt(asked),
  worked: (asked: TargetName) => workedExample(asked),
  powers: (asked: PowersQuestion) => powersAt(asked),
  line: (asked: LineQuestion) => lineAt(asked),
  plane: (asked: PlaneQuestion) => explorePlane(asked),
  planeSurface: (asked: PlaneName) => surfaceOf(asked),
  loop: (asked: TapeSetting) => loopOf(asked),
  tape: (asked: TapeSetting) => tapeOf(asked),
  equalUpdates: (asked: EqualUpdates) => equalUpdatesOf(asked),
  landscape: (asked: Window) => landscapeOf(asked),
  sharpness: (asked: Place) => sharpnessAt(asked),
  range: (asked: RangeQuestion) => rangeOf(asked),
  cloud: (asked: Place) => cloudAt(asked),
  rows: (asked: RowsQuestion) => rowsRead(asked),
} as const;

export type QuestionKind = keyof typeof questions;
export type QuestionOf<Kind extends QuestionKind> = Parameters<(typeof questions)[Kind]>[0];
export type AnswerOf<Kind extends QuestionKind> = Awaited<ReturnType<(typeof questions)[Kind]>>;
