import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import digests from "../../../engine/test/hosts/digests.json" with { type: "json" };
import { launchChromium } from "./chromium.ts";

const engine = fileURLToPath(new URL("../../../engine", import.meta.url));
const home = "https://engine.test";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 300_000);
afterAll(() => browser?.close());

describe("exact trainings in Chromium", () => {
  it("end at the same parameters as on every Node, bit for bit", async () => {
    const page = await browser.newPage();
    await page.route(`${home}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/") return route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
      return route.fulfill({ contentType: "text/javascript", body: await readFile(engine + pathname, "utf8") });
    });
    await page.goto(home);
    const found = await page.evaluate("import('/test/hosts/trainings.js').then(({ trainings }) => trainings())");
    expect(found).toEqual(digests);
  });
});
