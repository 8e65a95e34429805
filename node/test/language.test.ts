import { describe, expect, it } from "vitest";
import { languageOf } from "../src/language.ts";
import { en } from "../src/words/en.ts";
import { zh } from "../src/words/zh.ts";

describe("the language", () => {
  it("is the option's, else the environment's", () => {
    expect(languageOf([], { LANG: "zh_CN.UTF-8" })).toBe("zh");
    expect(languageOf([], { LANG: "de_DE.UTF-8" })).toBe("en");
    expect(languageOf([], {})).toBe("en");
    expect(languageOf([], { LC_ALL: "en_GB.UTF-8", LANG: "zh_CN.UTF-8" })).toBe("en");
    expect(languageOf(["--lang", "zh"], { LANG: "en" })).toBe("zh");
    expect(languageOf(["--lang=en"], { LANG: "zh" })).toBe("en");
  });

  it("is refused when it is not spoken", () => {
    expect(() => languageOf(["--lang", "fr"], {})).toThrowError(expect.objectContaining({ code: "option-choice" }));
  });
});

/** Facts of every kind, so that a sentence that forgets one shows it. */
const facts = new Proxy(
  {},
  {
    get: (_, name) =>
      ["nearest", "known", "choices", "columns", "fitting"].includes(String(name)) ? ["甲", "b"] : "x",
  },
);

describe.each([
  ["en", en, /[一-鿿]/],
  ["zh", zh, /\b(the|is|are|and|or|needs|cannot)\b/],
] as const)("the words in %s", (_, words, foreign) => {
  it.each(Object.keys(en.errors))("say %s", (code) => {
    const sentence = words.errors[code as keyof typeof en.errors](facts).replaceAll("甲", "a");
    expect(sentence).not.toMatch(/undefined|NaN|\[object/);
    expect(sentence).toMatch(/[.。？?]$/);
    expect(sentence).not.toMatch(foreign);
  });

  it("describe every option", () => {
    for (const text of Object.values(words.options)) expect(text).not.toBe("");
  });
});
