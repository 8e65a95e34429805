import type { Language } from "@nabla/report";
import { en, type OpenWords } from "./en.ts";
import { zh } from "./zh.ts";

export const openWords: Record<Language, OpenWords> = { en, zh };
export type { OpenWords } from "./en.ts";
