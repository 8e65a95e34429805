/** The lab as one file, opened from the disk: it races, and asks nobody for anything. */

import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** What a file may weigh that is sent by chat. */
const mostBytes = 900_000;

let folder = "";
let file = "";
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nabla-one-file-"));
  file = join(folder, "nabla-lab.html");
  const configFile = join(root, "oneFile.config.ts");
  await build({ root, configFile, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

it("is small", async () => {
  expect((await stat(file)).size).toBeLessThanOrEqual(mostBytes);
});

it("races, teaches and lets a function be explored, from the disk, without a request or a complaint", async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => asked.push(request.url()));
  const home = pathToFileURL(file).href;
  await page.goto(`${home}#/en/race`);
  await page.waitForSelector("main figure svg path", { timeout: 45_000 });
  expect(await page.evaluate("getComputedStyle(document.querySelector('header')).display")).toBe("flex");
  await page.goto(`${home}#/zh/function`);
  await page.waitForSelector("main figure svg path", { timeout: 45_000 });
  for (const lesson of ["loss", "rate"]) {
    await page.goto(`${home}#/zh/learn/${lesson}`);
    await page.locator(`nav.lessons [aria-current][href$="${lesson}"]`).waitFor({ timeout: 45_000 });
    await page.locator("main .nabla-figure path").first().waitFor({ timeout: 45_000 });
  }
  expect(complaints).toEqual([]);
  expect(asked.filter((address) => !/^(data|blob):/.test(address)).map((address) => address.split("#")[0])).toEqual([
    home,
  ]);
});
