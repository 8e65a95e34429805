/** The two languages in which everything is said, as equals. */
export type Language = "zh" | "en";

/** What `lang` an HTML element says. */
export const htmlLanguage = (language: Language): string => (language === "zh" ? "zh-CN" : "en");
