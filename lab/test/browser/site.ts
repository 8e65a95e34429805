/** The lab as it is built, served to a browser from a folder below the host's; and a visit to one of its pages. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build, preview } from "vite";
import { launchChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Site {
  /** Where it was built. */
  readonly folder: string;
  /** Opens a page of it, such as `#/en/race`, or a whole address, and returns what it complained about. */
  visit(hash: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "nabla-lab-"));
  const common = { root, configFile: join(root, "vite.config.ts"), logLevel: "error" as const };
  const built = join(folder, "course", "lab");
  await build({ ...common, build: { outDir: built, emptyOutDir: true } });
  const server = await preview({ ...common, build: { outDir: folder }, preview: { host: "127.0.0.1", port: 0 } });
  const browser: Browser = await launchChromium();
  const home = `${server.resolvedUrls?.local[0]}course/lab/`;
  return {
    folder: built,
    async visit(hash, options, look) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(new URL(hash, home).href);
      await look(page);
      await context.close();
      return complaints;
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What WCAG 2.2 AA says against the page as it stands, each with where. */
export async function violations(page: Page): Promise<unknown> {
  await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target).join(" ")))`,
  );
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page): Promise<unknown> =>
  page.evaluate("document.documentElement.scrollWidth - innerWidth");
