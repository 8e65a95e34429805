/** A real browser for tests: the system's Chromium, installed from the system's packages where it is missing. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Nothing of the browser's own may reach for the network. */
const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function install(): void {
  const run = (...words: string[]) => spawnSync("apt-get", words, { stdio: "ignore" });
  run("update");
  run("install", "--yes", "--no-install-recommends", "chromium");
}

export async function launchChromium(): Promise<Browser> {
  const found = () => places.find((place) => existsSync(place));
  if (found() === undefined) install();
  const executablePath = found();
  if (executablePath === undefined) {
    throw new Error(`the tests of the lab need Chromium; looked for ${places.join(", ")}: install it and run again`);
  }
  return chromium.launch({ executablePath, args: quiet });
}
