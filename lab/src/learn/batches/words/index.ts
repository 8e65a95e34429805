import type { Language } from "@nabla/report";
import { type BatchesWords, en } from "./en.ts";
import { zh } from "./zh.ts";

export const batchesWords: Record<Language, BatchesWords> = { en, zh };
export type { BatchesWords } from "./en.ts";
