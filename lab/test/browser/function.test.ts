import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
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

async function visit(query: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(home + query);
  await page.locator("table").waitFor();
  await look(page);
  await context.close();
  expect(complaints).toEqual([]);
}

const numbers = (page: Page): Promise<string[]> => page.locator("td").allTextContents();

describe("the function page", () => {
  it("shows f, f′ and the secant of x² as the lesson has them, and keeps them when the language changes", async () => {
    await visit("#/en/function?f=x^2&x=3&h=1", {}, async (page) => {
      expect((await numbers(page)).slice(0, 3)).toEqual(["9", "6", "7"]);
      const before = await numbers(page);
      await page.getByRole("button", { name: "简体中文" }).click();
      await page.getByRole("heading", { name: "该点的数字" }).waitFor();
      expect(await numbers(page)).toEqual(before);
    });
  });

  it("follows a drag, and writes it into the address", async () => {
    await visit("#/en/function?f=x0^2%2Bx1^2&x=3&y=2&from=-4&to=4", {}, async (page) => {
      expect((await numbers(page)).slice(0, 3)).toEqual(["13", "6", "4"]);
      const box = await page.locator("#paths-inside rect").evaluate((rect) => {
        const plot = rect as unknown as { x: Length; y: Length; width: Length; height: Length; ownerSVGElement: Box };
        type Length = { baseVal: { value: number } };
        type Box = { getBoundingClientRect(): { left: number; top: number } };
        const { left, top } = plot.ownerSVGElement.getBoundingClientRect();
        const [x, y] = [left + plot.x.baseVal.value, top + plot.y.baseVal.value];
        return { x, y, width: plot.width.baseVal.value, height: plot.height.baseVal.value };
      });
      await page.mouse.move(box.x + 10, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 5 });
      await page.mouse.up();
      await expect.poll(async () => Number((await numbers(page))[1])).toBeCloseTo(4, 1);
      const state = new URLSearchParams(page.url().split("?")[1]);
      expect(Number(state.get("x"))).toBeCloseTo(2, 1);
      expect(Number(state.get("y"))).toBeCloseTo(0, 1);
    });
  });

  it("marks an error at its place, keeps what was typed, and goes on", async () => {
    await visit("#/en/function", {}, async (page) => {
      const formula = page.getByLabel("f =");
      await formula.fill("x^2 + foo(x)");
      await page.getByRole("alert").filter({ hasText: "unknown" }).waitFor();
      expect(await page.locator("mark").textContent()).toBe("foo");
      expect(await formula.inputValue()).toBe("x^2 + foo(x)");
      await formula.fill("x^2 + sin(x)");
      await expect.poll(() => page.getByRole("alert").count()).toBe(0);
      await expect.poll(() => page.url()).toContain("sin");
    });
  });

  it("is worked by keyboard alone", async () => {
    await visit("#/en/function", {}, async (page) => {
      await page.getByLabel("x", { exact: true }).focus();
      await page.keyboard.press("Control+A");
      await page.keyboard.type("2");
      await expect.poll(async () => (await numbers(page))[0]).toBe("4");
      await page.getByRole("button", { name: "Himmelblau" }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await numbers(page))[0]).toBe("170");
      await page.getByRole("slider").focus();
      await page.keyboard.press("Home");
      await expect.poll(async () => (await numbers(page))[4]).toBe("0, 0");
    });
  });

  it("says where f has no value, what ran away, and what of a link it does not understand", async () => {
    await visit("#/zh/function?f=1/x&x=0&moon=1", {}, async (page) => {
      await page.getByText("f 在这里没有有限的值").waitFor();
      await page.getByText("moon=1").waitFor();
    });
    await visit("#/en/function?f=x^4&x=2&rate=5", {}, async (page) => {
      await page.getByText("the descent ran away").waitFor();
    });
  });

  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  for (const language of ["en", "zh"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`bars nobody's way and fits 320 pixels (${language}, ${colorScheme})`, async () => {
        const source = await readFile(axe, "utf8");
        const options = { colorScheme, viewport: { width: 320, height: 640 } };
        await visit(`#/${language}/function?f=x*y&moon=1`, options, async (page) => {
          expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
          await page.evaluate(source);
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
          const violations = await page.evaluate(
            `axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) =>
              violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target).join(" ")))`,
          );
          expect(violations).toEqual([]);
        });
      });
    }
  }
});
