/**
 * Everything a lesson may ask of the engine: a new question is a line here. What answers it is loaded with the first
 * one of its kind, so that a lesson does not wait for the parts of the engine that others need.
 */

import * as lineLoss from "./lineLoss.ts";

type Answering<Name extends string> = { readonly [Key in Name]: (asked: never) => unknown };

/** The function of that name, of a module that is loaded when it is first needed. */
function from<Name extends string, Module extends Answering<Name>>(load: () => Promise<Module>, name: Name) {
  const answer = async (asked: Parameters<Module[Name]>[0]) =>
    (await load())[name](asked) as Awaited<ReturnType<Module[Name]>>;
  return Object.assign(answer, { load });
}

const descents = () => import("./descents.ts");
const entropy = () => import("./entropy.ts");
const plane = () => import("./plane.ts");

export const questions = {
  derivative: from(() => import("./derivative.ts"), "derivativeAt"),
  entropy: from(entropy, "entropyAt"),
  asleep: from(() => import("./asleep.ts"), "asleepAt"),
  worked: from(entropy, "workedExample"),
  noise: from(() => import("./noise.ts"), "noiseAt"),
  powers: from(() => import("./powers.ts"), "powersAt"),
  // The first lesson's comes with the thread: no more than the heart of the engine, which all others need too.
  line: from(async () => lineLoss, "lineAt"),
  plane: from(plane, "explorePlane"),
  planeSurface: from(plane, "surfaceOf"),
  loop: from(descents, "loopOf"),
  tape: from(descents, "tapeOf"),
  equalUpdates: from(descents, "equalUpdatesOf"),
  landscape: from(descents, "landscapeOf"),
  sharpness: from(descents, "sharpnessAt"),
  range: from(descents, "rangeOf"),
  cloud: from(descents, "cloudAt"),
  rows: from(descents, "rowsRead"),
} as const;

export type QuestionKind = keyof typeof questions;
export type QuestionOf<Kind extends QuestionKind> = Parameters<(typeof questions)[Kind]>[0];
export type AnswerOf<Kind extends QuestionKind> = Awaited<ReturnType<(typeof questions)[Kind]>>;
