/** What the command says, by language. A text that one language lacks does not compile. */
import type { Language } from "@nabla/report";
import { en, type Words } from "./en.ts";
import { zh } from "./zh.ts";

export const wordsOf = (language: Language): Words => (language === "zh" ? zh : en);
