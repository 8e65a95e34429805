import type { Language } from "@nabla/report";
import { en, type FunctionWords } from "./en.ts";
import { zh } from "./zh.ts";

export const functionWords: Record<Language, FunctionWords> = { en, zh };
export type { FunctionWords } from "./en.ts";
