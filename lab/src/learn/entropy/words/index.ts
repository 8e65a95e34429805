import type { Language } from "@nabla/report";
import { type EntropyWords, en } from "./en.ts";
import { zh } from "./zh.ts";

export const entropyWords: Record<Language, EntropyWords> = { en, zh };
export type { EntropyWords } from "./en.ts";
