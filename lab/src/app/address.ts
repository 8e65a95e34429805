/**
 * The address is the state: `#/en/race?data=cars&lanes=full@0.1,32@0.1&seed=3&v=1`. It stands behind the `#` so that
 * the same build works in any folder, without a server's help, and from the disk.
 */

import type { Language } from "@nabla/report";

export const pages = ["race"] as const;
export type Page = (typeof pages)[number];

export interface Address {
  readonly language: Language;
  readonly page: Page;
  readonly state: URLSearchParams;
}

/** Links of a later version may mean something else: they are opened as far as they are understood, and it is said. */
export const addressVersion = 1;

const languageOf = (name: string | undefined): Language | null => (name === "zh" || name === "en" ? name : null);

export function parseAddress(hash: string, fallback: Language): Address {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [language, page] = path.split("/");
  return {
    language: languageOf(language) ?? fallback,
    page: pages.find((known) => known === page) ?? "race",
    state: new URLSearchParams(query),
  };
}

/** Characters that are legal after `#` stay legible. */
const legible = (query: string): string => query.replaceAll("%2C", ",").replaceAll("%40", "@");

export function writeAddress({ language, page, state }: Address): string {
  const query = legible(state.toString());
  return `#/${language}/${page}${query === "" ? "" : `?${query}`}`;
}
