/** The frame of every page: skip link, doors, language and theme. */

import { htmlLanguage, type Language, themeSwitchStyle } from "@nabla/report";
import { useSignalEffect } from "@preact/signals";
import { wordsOf } from "../words/index.ts";
import { homeOf, pageNames } from "./address.ts";
import { address, replaceAddress } from "./currentAddress.ts";
import { ShownPage } from "./ShownPage.tsx";
import { type Theme, theme, themes } from "./theme.ts";

const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: "zh", name: "简体中文" },
  { id: "en", name: "English" },
];

export function App() {
  const { language, page } = address.value;
  const words = wordsOf(language);
  useSignalEffect(() => {
    const { language: spoken, page: shown } = address.value;
    document.documentElement.lang = htmlLanguage(spoken);
    document.title = `${wordsOf(spoken).pages[shown]} · ${wordsOf(spoken).title}`;
  });
  return (
    <>
      <style>{themeSwitchStyle}</style>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {words.skip}
      </button>
      <header>
        <a class="brand" href={homeOf(language, pageNames[0])}>
          <span aria-hidden="true">∇</span> nabla
        </a>
        <nav>
          {pageNames.map((each) => (
            <a key={each} href={homeOf(language, each)} aria-current={each === page ? "page" : undefined}>
              {words.pages[each]}
            </a>
          ))}
        </nav>
        <div class="choices">
          <label>
            {words.theme}
            <select value={theme.value} onChange={(event) => setTheme(event.currentTarget.value)}>
              {themes.map((each) => (
                <option key={each} value={each}>
                  {words.themes[each]}
                </option>
              ))}
            </select>
          </label>
          <fieldset class="languages" aria-label={words.language}>
            {languages.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                lang={htmlLanguage(id)}
                aria-pressed={id === language}
                onClick={() => replaceAddress({ language: id })}
              >
                {name}
              </button>
            ))}
          </fieldset>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <ShownPage words={words} />
      </main>
    </>
  );
}

const setTheme = (value: string): void => {
  theme.value = themes.find((each): each is Theme => each === value) ?? "system";
};
