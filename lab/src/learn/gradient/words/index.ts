import type { Language } from "@nabla/report";
import { en, type GradientWords } from "./en.ts";
import { zh } from "./zh.ts";

export const gradientWords: Record<Language, GradientWords> = { en, zh };
export type { GradientWords } from "./en.ts";
