import type { Language } from "@nabla/report";
import { en, type SquaresWords } from "./en.ts";
import { zh } from "./zh.ts";

export const squaresWords: Record<Language, SquaresWords> = { en, zh };
export type { SquaresWords } from "./en.ts";
