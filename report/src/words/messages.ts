import { en } from "./en/index.ts";
import type { Language } from "./language.ts";
import { zh } from "./zh/index.ts";

/** Everything that can be said. The Chinese messages have this type too: one that is missing does not compile. */
export type Messages = typeof en;

const messages: Record<Language, Messages> = { en, zh };

export const messagesOf = (language: Language): Messages => messages[language];
