import type { Language } from "@nabla/report";
import { en, type LoopWords } from "./en.ts";
import { zh } from "./zh.ts";

export const loopWords: Record<Language, LoopWords> = { en, zh };
export type { LoopWords } from "./en.ts";
