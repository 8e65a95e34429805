/** The address that the browser shows, as a signal that all pages read. */

import type { Language } from "@nabla/report";
import { signal } from "@preact/signals";
import { type Address, parseAddress, writeAddress } from "./address.ts";

const browserLanguage: Language = navigator.language.startsWith("zh") ? "zh" : "en";

export const address = signal(parseAddress(location.hash, browserLanguage));

/** Browsers stop listening to a page that writes some hundred times in half a minute, as it would while one drags. */
const atOnce = 30;
const perSecond = 2;
/** How many times it may write now, and when that was reckoned. */
const allowance = { times: atOnce, since: 0 };
let written = location.hash;
let waiting = 0;

addEventListener("hashchange", () => {
  written = location.hash;
  address.value = parseAddress(location.hash, address.value.language);
});

function allowed(): number {
  const now = performance.now();
  const times = Math.min(atOnce, allowance.times + ((now - allowance.since) / 1000) * perSecond);
  allowance.times = times;
  allowance.since = now;
  return times;
}

function write(): void {
  clearTimeout(waiting);
  waiting = 0;
  // Somebody has gone elsewhere meanwhile: what was to be written belongs to a page that is left.
  if (location.hash !== written) return;
  history.replaceState(null, "", writeAddress(address.peek()));
  written = location.hash;
  const times = allowed();
  allowance.times = times - 1;
}

/** Goes there without a new entry in the history: a drag must not fill it. */
export function replaceAddress(change: Partial<Address>): void {
  address.value = { ...address.value, ...change };
  const times = allowed();
  if (times >= 1) write();
  else if (waiting === 0) waiting = window.setTimeout(write, ((1 - times) / perSecond) * 1000);
}

addEventListener("pagehide", () => {
  if (waiting !== 0) write();
});
