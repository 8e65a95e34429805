import type { Language } from "@nabla/report";
import { type DataWords, en } from "./en.ts";
import { zh } from "./zh.ts";

export const dataWords: Record<Language, DataWords> = { en, zh };
export type { DataWords } from "./en.ts";
