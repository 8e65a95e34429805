/** What the function page shows, and how it is written into the address; and functions to begin with. */

import { addressVersion } from "../app/address.ts";
import type { Question } from "./explore.ts";

const usual: Question = {
  formula: "x^2",
  x: 1.5,
  y: 1,
  h: 1,
  least: -3,
  most: 3,
  optimizer: "sgd",
  rate: 0.1,
  steps: 30,
};

export const presetNames = [
  "parabola",
  "bowl",
  "saddle",
  "rosenbrock",
  "himmelblau",
  "valleys",
  "kink",
  "pole",
] as const;
export type PresetName = (typeof presetNames)[number];

export const presets: Readonly<Record<PresetName, Question>> = {
  parabola: usual,
  bowl: { ...usual, formula: "x0^2 + x1^2", x: 3, y: 2, least: -4, most: 4 },
  saddle: { ...usual, formula: "x^2 - y^2", x: 2, y: 0.001, rate: 0.05, steps: 60 },
  rosenbrock: {
    ...usual,
    formula: "(1 - x)^2 + 100(y - x^2)^2",
    x: -1.2,
    y: 1,
    rate: 0.001,
    steps: 500,
    least: -2,
    most: 2,
  },
  himmelblau: { ...usual, formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", x: 0, y: 0, rate: 0.01, least: -5, most: 5 },
  valleys: { ...usual, formula: "x^4 - 3x^2 + x", x: 1.9, rate: 0.02, h: 0.5, least: -2.2, most: 2.2 },
  kink: { ...usual, formula: "abs(x)", x: 2, rate: 0.3 },
  pole: { ...usual, formula: "1/x + x^2", x: 2, h: -1, rate: 0.05 },
};

export const mostSteps = 2000;

const keys = {
  f: "formula",
  x: "x",
  y: "y",
  h: "h",
  from: "least",
  to: "most",
  by: "optimizer",
  rate: "rate",
  steps: "steps",
} as const;

/** Numbers that a box or an address may hold. */
export const ranges: Readonly<Record<"x" | "y" | "h" | "least" | "most" | "rate" | "steps", (n: number) => boolean>> = {
  x: (n) => Math.abs(n) <= 1e6,
  y: (n) => Math.abs(n) <= 1e6,
  h: (n) => n !== 0 && Math.abs(n) <= 1e6,
  least: (n) => Math.abs(n) <= 1e6,
  most: (n) => Math.abs(n) <= 1e6,
  rate: (n) => n > 0 && n <= 1e6,
  steps: (n) => Number.isInteger(n) && n >= 0 && n <= mostSteps,
};

export function writeQuestion(question: Question): URLSearchParams {
  const state = new URLSearchParams();
  for (const [key, field] of Object.entries(keys)) state.set(key, String(question[field]));
  state.set("v", String(addressVersion));
  return state;
}

export interface ReadQuestion {
  readonly question: Question;
  readonly ignored: readonly string[];
}

export function readQuestion(state: URLSearchParams, optimizers: readonly string[]): ReadQuestion {
  const ignored: string[] = [];
  let question = usual;
  for (const [key, text] of state) {
    const field = Object.hasOwn(keys, key) ? keys[key as keyof typeof keys] : null;
    if (field === "formula") question = { ...question, formula: text };
    else if (field === "optimizer" && optimizers.includes(text)) question = { ...question, optimizer: text };
    else if (field !== null && field !== "optimizer" && text.trim() !== "" && ranges[field](Number(text))) {
      question = { ...question, [field]: Number(text) };
    } else if (key !== "v" || !(Number(text) >= 1 && Number(text) <= addressVersion)) ignored.push(`${key}=${text}`);
  }
  if (question.least >= question.most) {
    ignored.push(`from=${question.least}`, `to=${question.most}`);
    question = { ...question, least: usual.least, most: usual.most };
  }
  return { question, ignored };
}
