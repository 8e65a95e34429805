import type { Language } from "@nabla/report";
import { en, type RateWords } from "./en.ts";
import { zh } from "./zh.ts";

export const rateWords: Record<Language, RateWords> = { en, zh };
export type { RateWords } from "./en.ts";
