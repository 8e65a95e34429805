/** The function page in English. */

import type { Question } from "../explore.ts";
import type { PresetName } from "../functionState.ts";
import type { FormulaProblem } from "../parse.ts";

export const en = {
  lead:
    "Type a function of x, or of x and y. Drag the point: the tangent is the derivative there, each partial " +
    "derivative is the slope of one cut, and −∇f is the way down that a descent takes.",
  presets: "To begin with",
  presetNames: {
    parabola: "x²",
    bowl: "x₀² + x₁²",
    saddle: "saddle",
    rosenbrock: "Rosenbrock",
    himmelblau: "Himmelblau",
    valleys: "two valleys",
    kink: "|x|",
    pole: "pole",
  } satisfies Record<PresetName, string>,
  formula: "f =",
  help: "+ − * / ^ ( ), pi, e, sin, cos, tan, exp, ln, sqrt, abs, tanh, sigmoid, relu, softplus, min(a, b), max(a, b)",
  problems: {
    empty: () => "Type a formula, for example x^2.",
    "too-long": () => "This formula is too long: at most 400 letters, please.",
    "unknown-sign": (found) => `“${found}” is no sign of a formula.`,
    "unknown-name": (found) => `“${found}” is unknown: the variables are x and y, the functions stand below.`,
    "second-variable": (found) => `“${found}” is a second variable: this function is one of x alone.`,
    missing: () => "Something is missing at the end.",
    unexpected: (found) => `“${found}” is not expected here.`,
    unclosed: () => "This bracket is never closed.",
    arguments: (found) =>
      `${found} takes ${found === "min" || found === "max" ? "two arguments" : "one argument"} in brackets.`,
  } satisfies Record<FormulaProblem, (found: string) => string>,
  where: "Point",
  h: "secant h",
  window: "Window",
  from: "from",
  to: "to",
  descent: "Descent",
  optimizer: "Optimizer",
  rate: "Learning rate η",
  steps: "Updates",
  scrub: "Updates, to drag",
  wrong: "A number, please.",
  wrongH: "A number other than 0, please.",
  wrongWindow: "A number smaller than the other end, please.",
  wrongRate: "A number above 0, please.",
  wrongSteps: (most: number) => `A whole number from 0 to ${most}, please.`,
  curve: "f",
  derivative: "f′",
  tangent: "tangent",
  secant: "secant",
  path: "descent",
  functionTitle: "f and its slope",
  surfaceTitle: "f from above, and −∇f",
  surfaceText: "Contours of f, dark where it is low; the arrow is −∇f, the line the descent.",
  derivativeTitle: "The derivative f′",
  cutTitle: (axis: string, other: string, value: string) => `Along ${axis}, with ${other} = ${value}`,
  tangentAt: (axis: string, at: string, slope: string) => `At ${axis} = ${at} the slope is ${slope}.`,
  numbers: "Numbers at the point",
  value: "f",
  slope: (axis: string) => `∂f/∂${axis}`,
  slopeOne: "f′",
  secantSlope: "slope of the secant",
  steepness: "‖∇f‖",
  end: "where the descent ends",
  least: "f there",
  hole: "Here f has no finite value: a division by zero, a logarithm or root of a negative number, or an overflow.",
  holes: "Where f has no finite value, the picture has a gap.",
  diverged: (steps: string) =>
    `After ${steps} updates f has no finite value any more: the descent ran away. Try a smaller learning rate.`,
  farAway: (place: string) => `The descent ends outside of the window, at ${place}.`,
  ignored: (parts: string) => `This link says things that are not understood here and were left out: ${parts}`,
  failed: "This could not be computed:",
  computing: "Computing …",
  drag: "Drag the point, or use the boxes above.",
  note: ({ formula, x, y, optimizer, rate, steps }: Question) =>
    `f = ${formula}, from x = ${x}, y = ${y}: ${steps} steps of ${optimizer} at learning rate ${rate}`,
};

/** Everything the function page says; a language that lacks something does not compile. */
export type FunctionWords = typeof en;
