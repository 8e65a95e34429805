import type { Language } from "@nabla/report";
import { en, type RaceWords } from "./en.ts";
import { zh } from "./zh.ts";

export const raceWords: Record<Language, RaceWords> = { en, zh };
export type { RaceWords } from "./en.ts";
