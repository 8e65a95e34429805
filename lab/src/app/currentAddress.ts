/** The address that the browser shows, as a signal that all pages read. */

import type { Language } from "@nabla/report";
import { signal } from "@preact/signals";
import { type Address, parseAddress, writeAddress } from "./address.ts";

const browserLanguage: Language = navigator.language.startsWith("zh") ? "zh" : "en";

export const address = signal(parseAddress(location.hash, browserLanguage));

addEventListener("hashchange", () => {
  address.value = parseAddress(location.hash, address.value.language);
});

/** Goes there without a new entry in the history: a drag must not fill it. */
export function replaceAddress(change: Partial<Address>): void {
  address.value = { ...address.value, ...change };
  history.replaceState(null, "", writeAddress(address.value));
}
