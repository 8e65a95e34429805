/**
 * The address is the state: `#/en/race?data=cars&lanes=full@0.1,32@0.1&seed=3&v=1`, or with a part of a page,
 * `#/en/learn/rate?…`. It stands behind the `#` so that the same build works in any folder, without a server's help,
 * and from the disk.
 */

import type { Language } from "@nabla/report";

/** The pages, as the menu shows them; the first is where one comes in. */
export const pageNames = ["start", "race", "learn", "data", "function", "open"] as const;
export type Page = (typeof pageNames)[number];

export interface Address {
  readonly language: Language;
  readonly page: Page;
  /** A part of the page, such as one lesson; empty where a page has none. */
  readonly part: string;
  readonly state: URLSearchParams;
}

/** Links of a later version may mean something else: they are opened as far as they are understood, and it is said. */
export const addressVersion = 1;

const languageOf = (name: string | undefined): Language | null => (name === "zh" || name === "en" ? name : null);

export function parseAddress(hash: string, fallback: Language): Address {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [language, page, part = ""] = path.split("/");
  return {
    language: languageOf(language) ?? fallback,
    page: pageNames.find((known) => known === page) ?? pageNames[0],
    part,
    state: new URLSearchParams(query),
  };
}

/** Characters that are legal after `#` stay legible. */
const legible = (query: string): string => query.replaceAll("%2C", ",").replaceAll("%40", "@");

export function writeAddress({ language, page, part, state }: Address): string {
  const query = legible(state.toString());
  return `#/${language}/${page}${part === "" ? "" : `/${part}`}${query === "" ? "" : `?${query}`}`;
}

/** A page as it is without any state. */
export const homeOf = (language: Language, page: Page, part = ""): string =>
  writeAddress({ language, page, part, state: new URLSearchParams() });
