import type { Language } from "@nabla/report";
import { en, type LearnWords, tapeEn } from "./en.ts";
import { tapeZh, zh } from "./zh.ts";

export const learnWords: Record<Language, LearnWords> = { en, zh };
export const tapeWords: Record<Language, typeof tapeEn> = { en: tapeEn, zh: tapeZh };
