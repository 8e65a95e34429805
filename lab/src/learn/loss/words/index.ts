import type { Language } from "@nabla/report";
import { en, type LossWords } from "./en.ts";
import { zh } from "./zh.ts";

export const lossWords: Record<Language, LossWords> = { en, zh };
export type { LossWords } from "./en.ts";
