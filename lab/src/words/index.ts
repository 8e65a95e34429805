import type { Language } from "@nabla/report";
import { en, type Words } from "./en.ts";
import { zh } from "./zh.ts";

const words: Record<Language, Words> = { en, zh };

export const wordsOf = (language: Language): Words => words[language];
export type { Words } from "./en.ts";
