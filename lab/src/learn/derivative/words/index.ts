import type { Language } from "@nabla/report";
import { type DerivativeWords, en } from "./en.ts";
import { zh } from "./zh.ts";

export const derivativeWords: Record<Language, DerivativeWords> = { en, zh };
export type { DerivativeWords } from "./en.ts";
