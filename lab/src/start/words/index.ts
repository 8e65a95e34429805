import type { Language } from "@nabla/report";
import { en, type StartWords } from "./en.ts";
import { zh } from "./zh.ts";

export const startWords: Record<Language, StartWords> = { en, zh };
export type { StartWords } from "./en.ts";
