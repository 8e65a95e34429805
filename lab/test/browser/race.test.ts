import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatNumber, mapCaption } from "@nabla/report";
import { compareMap } from "nabla/race";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record } from "../../src/engine/recorder.ts";
import { fitOf } from "../../src/engine/sources.ts";
import { readState } from "../../src/race/raceState.ts";
import { GrowingTape } from "../../src/tape/growing.ts";
import { launchChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const query = "data=line&lanes=full@0.05,32@0.05,1@0.05&epochs=4&seed=3&v=1";

let folder: string;
let server: PreviewServer;
let browser: Browser;
let home: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nabla-lab-"));
  const common = { root, configFile: join(root, "vite.config.ts"), logLevel: "error" as const };
  await build({ ...common, build: { outDir: folder, emptyOutDir: true } });
  server = await preview({ ...common, build: { outDir: folder }, preview: { host: "127.0.0.1", port: 0 } });
  home = server.resolvedUrls?.local[0] ?? "";
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** For work of many seconds on a busy machine. */
const patience = { timeout: 120_000 };

interface Visit {
  readonly page: Page;
  /** What the console and the page complained about. */
  readonly complaints: readonly string[];
}

async function visit(hash: string, options: BrowserContextOptions, look: (visit: Visit) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(home + hash);
  await page.locator("table").waitFor();
  await page.locator(".transport [role=status]").waitFor({ state: "detached" });
  await look({ page, complaints });
  await context.close();
  expect(complaints).toEqual([]);
}

const cells = (page: Page): Promise<string[]> => page.locator("tbody td").allTextContents();

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What bars somebody's way on the page as it stands. */
async function barriers(page: Page): Promise<unknown> {
  await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target).join(" ")))`,
  );
}

describe("the race page", () => {
  it("shows the numbers that the engine gives outside of the page", async () => {
    const { setting } = readState(new URLSearchParams(query));
    const growing = new GrowingTape(setting.lanes);
    for await (const said of record(setting)) growing.append(said);
    const tape = growing.now(true);
    const expected = tape?.lanes.map((lane) => formatNumber(lane.losses[lane.updates], 6));
    await visit(`#/en/race?${query}`, {}, async ({ page }) => {
      await page.getByRole("button", { name: "To the end" }).click();
      const shown = await page.locator("tbody td:nth-of-type(3)").allTextContents();
      expect(shown).toEqual(expected);
    });
  });

  it("plays, steps both ways and scrubs by keyboard alone", async () => {
    await visit(`#/en/race?${query}`, {}, async ({ page }) => {
      const moment = page.locator("output");
      const start = await moment.textContent();
      const press = async (name: string) => {
        await page.getByRole("button", { name, exact: true }).focus();
        await page.keyboard.press("Enter");
      };
      await press("One update on");
      expect(await moment.textContent()).not.toBe(start);
      await press("One update back");
      expect(await moment.textContent()).toBe(start);
      await page.getByRole("slider").focus();
      await page.keyboard.press("End");
      expect(await moment.textContent()).toContain("4k of 4k");
      await press("To the start");
      await press("Play");
      await expect.poll(() => moment.textContent()).not.toBe(start);
      await press("Pause");
    });
  });

  it("keeps the moment and the numbers when the language changes", async () => {
    await visit(`#/en/race?${query}`, {}, async ({ page }) => {
      await page.getByRole("button", { name: "To the end" }).click();
      const before = await cells(page);
      await page.getByRole("button", { name: "简体中文" }).click();
      await page.getByRole("heading", { name: "赛跑" }).waitFor();
      expect(await cells(page)).toEqual(before);
      expect(page.url()).toContain(`#/zh/race?${query}`);
    });
  });

  it("says what is wrong with a number, and keeps what was typed", async () => {
    await visit(`#/en/race?${query}`, {}, async ({ page }) => {
      const rate = page.getByLabel("Learning rate η").first();
      await rate.fill("-1");
      await page.getByRole("alert").filter({ hasText: "above 0" }).waitFor();
      expect(await rate.inputValue()).toBe("-1");
      expect(page.url()).toContain("full@0.05");
      await rate.fill("0.1");
      await expect.poll(() => page.url()).toContain("full@0.1");
    });
  });

  it("explains a descent that ran away, and a link that it does not understand", async () => {
    await visit("#/zh/race?lanes=full@500&epochs=200&moon=1", {}, async ({ page }) => {
      await page.getByText("损失不再是有限数").waitFor();
      await page.getByText("moon=1").waitFor();
    });
  });

  it("races other rules and falling rates, with bands, and the link opens at the same moment", async () => {
    const lanes = "lanes=32@0.05,32@0.05@adam,1@0.05@sgd@falls";
    await visit(`#/en/race?${lanes}&epochs=2&seeds=5&clock=steps&at=40&slope=0.5&loop=1`, {}, async ({ page }) => {
      expect(await page.locator("output").textContent()).toContain("40 of 2k · updates");
      expect(await page.getByLabel("‖∇E‖ falls below").inputValue()).toBe("0.5");
      expect(await page.getByRole("combobox", { name: "Lane" }).inputValue()).toBe("1");
      const names = await page.locator("tbody th").allTextContents();
      expect(names).toEqual(["sgd, mini-batch 32", "adam, mini-batch 32", "sgd, stochastic (1/t)"]);
      expect(await page.locator(".nabla-figure .band").count()).toBe(3);
      await page.getByText("the median of 5 seeds").waitFor();
      await page.getByLabel("Rule").first().selectOption("rmsProp");
      await expect.poll(() => page.url()).toContain("32@0.05@rmsProp,");
      await page.getByLabel("η falls").nth(1).check();
      await expect.poll(() => page.url()).toContain("32@0.05@adam@falls");
    });
  });

  it("stops where the slope falls below the breakpoint", async () => {
    await visit(`#/en/race?lanes=full@0.1&epochs=60&clock=steps&slope=1`, {}, async ({ page }) => {
      await page.getByRole("button", { name: "Play" }).click();
      await page.getByRole("button", { name: "Play" }).waitFor();
      const slopes = async () => Number(await page.locator("tbody td").last().textContent());
      expect(await slopes()).toBeLessThan(1);
      await page.getByRole("button", { name: "One update back" }).click();
      expect(await slopes()).toBeGreaterThanOrEqual(1);
    });
  });

  it("draws the map coarse to fine, as the link asks for it, and ends as compareMap does", async () => {
    await visit("#/en/race?data=line&epochs=1&seed=2&shows=map", {}, async ({ page }) => {
      await page.locator("#map-title").waitFor({ state: "attached", ...patience });
      expect(await page.getByRole("progressbar").count()).toBe(1);
      await page.getByRole("progressbar").waitFor({ state: "detached", ...patience });
      const caption = await page.locator(".caption", { hasText: "The best cell" }).textContent();
      const map = await compareMap({ ...fitOf("line"), seed: 2, dtype: "float64", map: { epochs: 3, seeds: 100 } });
      expect(caption).toBe(mapCaption({ map, resolution: 0 }, "en"));
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("button", { name: "Hide" }).click();
      await expect.poll(() => page.url()).not.toContain("shows");
    });
  }, 300_000);

  it("answers the claims with theory beside them, and gives up when told to", async () => {
    const hash = "#/en/race?data=line&lanes=full@0.05,1@0.05&epochs=3";
    await visit(hash, { colorScheme: "dark" }, async ({ page }) => {
      await page.getByRole("button", { name: "Test the claims" }).click();
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect.poll(() => page.getByRole("progressbar").count()).toBe(0);
      await page.getByRole("button", { name: "Test the claims" }).click();
      await page.locator(".claim").nth(15).waitFor(patience);
      expect(await page.locator(".claim h3").first().textContent()).toContain("C1");
      expect(await page.locator("#theory-title").count()).toBe(1);
      expect(page.url()).toContain("shows=claims");
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("button", { name: "简体中文" }).click();
      await page.locator(".claim").nth(15).waitFor(patience);
      expect(await page.locator(".claim").first().textContent()).toMatch(/\p{Script=Han}/u);
      expect(await barriers(page)).toEqual([]);
    });
  }, 300_000);

  it("shows the pictures on the whole screen, and comes back", async () => {
    await visit(`#/en/race?${query}`, {}, async ({ page }) => {
      await page.getByRole("button", { name: "Full screen" }).click();
      await expect.poll(() => page.evaluate("document.fullscreenElement?.className")).toBe("stage");
      await page.getByRole("button", { name: "Leave full screen" }).click();
      await expect.poll(() => page.evaluate("document.fullscreenElement === null")).toBe(true);
    });
  });

  it.each(["en", "zh"])("fits a window of 320 pixels: %s", async (language) => {
    await visit(`#/${language}/race?${query}`, { viewport: { width: 320, height: 640 } }, async ({ page }) => {
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });

  for (const language of ["en", "zh"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has nothing that bars anybody's way (${language}, ${colorScheme})`, async () => {
        await visit(`#/${language}/race?${query}`, { colorScheme }, async ({ page }) => {
          expect(await barriers(page)).toEqual([]);
        });
      });
    }
  }

  it("goes on showing the gradients after other data were looked at meanwhile", async () => {
    await visit(`#/en/race?${query}`, {}, async ({ page }) => {
      const data = page.locator("form.settings select").first();
      const caption = () => page.locator("figcaption").filter({ hasText: "length" }).textContent();
      await page.locator("#gradients-title").waitFor({ state: "attached" });
      for (const other of ["penguins", "moons", "line"]) {
        await data.selectOption(other);
        await page.locator(".transport [role=status]").waitFor({ state: "detached" });
      }
      await page.getByRole("button", { name: "To the start" }).click();
      const before = await caption();
      await page.getByRole("button", { name: "To the end" }).click();
      await expect.poll(caption).not.toBe(before);
    });
  });

  it("shows what the model of a lane says over the plane, at this moment", async () => {
    const hash = "#/en/race?data=moons&lanes=full@0.2,32@0.2&epochs=60&seeds=1&loop=1&v=1";
    await visit(hash, {}, async ({ page }) => {
      const rings = () =>
        page.locator(".wrong-class").evaluate((element) => element.getAttribute("d")?.match(/M/g)?.length ?? 0);
      const told = async () =>
        Number(/the (\d+) of 300/.exec((await page.locator("figcaption").first().textContent()) ?? "")?.[1]);
      await page.locator(".transport [role=status]").waitFor({ state: "detached" });
      await expect.poll(rings).toBeGreaterThan(20);
      const before = await rings();
      expect(await told()).toBe(before);
      await page.getByRole("button", { name: "To the end" }).click();
      await expect.poll(rings).toBeLessThan(before / 2);
      const [mini, said] = [await rings(), await page.locator("figcaption").first().textContent()];
      expect(said).toContain("“mini-batch 32”");
      expect(await told()).toBe(mini);
      await page.getByRole("combobox", { name: "Lane" }).selectOption("0");
      await expect.poll(told).toBeGreaterThan(mini);
      await expect.poll(() => page.locator("figcaption").first().textContent()).toContain("“batch”");
      expect(await barriers(page)).toEqual([]);
    });
  });
});
