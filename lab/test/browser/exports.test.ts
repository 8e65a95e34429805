import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { meanSquaredError } from "nabla/losses";
import { compare } from "nabla/race";
import type { Browser, Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitOf } from "../../src/engine/sources.ts";
import { launchChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let folder: string;
let server: PreviewServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nabla-lab-"));
  const common = { root, configFile: join(root, "vite.config.ts"), logLevel: "error" as const };
  await build({ ...common, build: { outDir: folder, emptyOutDir: true } });
  server = await preview({ ...common, build: { outDir: folder }, preview: { host: "127.0.0.1", port: 0 } });
  browser = await launchChromium();
  page = await browser.newPage({ acceptDownloads: true, colorScheme: "dark" });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(hash: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto((server.resolvedUrls?.local[0] ?? "") + hash);
  await page.locator("table").first().waitFor();
  await page.locator(".transport [role=status]").waitFor({ state: "detached" });
  await page.locator(".awaited").waitFor({ state: "detached" });
}

/** Presses one of the buttons under the figure of that number. */
async function download(figure: number, kind: "SVG" | "PNG" | "CSV"): Promise<Buffer> {
  const waiting = page.waitForEvent("download");
  await page.locator(".exports").nth(figure).getByRole("button", { name: kind, exact: true }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^nabla-.+\\.${kind.toLowerCase()}$`));
  return readFile(await file.path());
}

type Row = Readonly<Record<string, string>>;

function readCsv(text: string): Row[] {
  const [columns, ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i], cell])));
}

describe("a figure that is taken away", () => {
  it("is a whole SVG: title, axes, legend, the seed, and how it was made", async () => {
    await visit("#/en/race?data=cars&lanes=full@0.03,32@0.03&epochs=2&seed=5");
    const svg = (await download(0, "SVG")).toString();
    const parsed = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
      return { name: documentElement.nodeName, text: documentElement.textContent ?? "" };
    }, svg);
    expect(parsed.name).toBe("svg");
    for (const part of ["examples read", "mini-batch 32", "seed 5", "nabla compare cars --target mpg", "#/en/race?"]) {
      expect(parsed.text).toContain(part);
    }
  });

  it("is a PNG of twice its size, in the theme of the page", async () => {
    await visit("#/zh/race?data=line&lanes=full@0.05&epochs=1");
    const png = await download(1, "PNG");
    const shown = await page
      .locator(".nabla-figure")
      .nth(1)
      .evaluate((svg) => svg.clientWidth);
    const { width, corner } = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      return { width: image.width, corner: [...(context?.getImageData(0, 0, 1, 1).data ?? [])] };
    }, png.toString("base64"));
    expect(Math.abs(width - 2 * shown)).toBeLessThanOrEqual(4);
    expect(corner).toEqual([0x14, 0x18, 0x1c, 255]);
  });

  it("copies the program that makes it again", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await visit("#/en/function?f=x^2&x=3");
    await page.getByText("Command and code").first().click();
    await page.getByRole("button", { name: "Copy: TypeScript" }).click();
    await page.getByText("Copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("=> x.pow(2);");
  });
});

describe("a race in the page", () => {
  it.each(["line", "cars"] as const)("has the bits of compare outside of it: %s", async (source) => {
    const [learningRate, epochs, seed] = [0.03, 4, 11];
    await visit(`#/en/race?data=${source}&lanes=full@0.03,32@0.03,1@0.03&epochs=${epochs}&seed=${seed}`);
    const inPage = readCsv((await download(0, "CSV")).toString());
    const { races, startLoss } = await compare({
      ...fitOf(source),
      loss: meanSquaredError,
      batchSizes: ["full", 32, 1],
      learningRate,
      epochs,
      seed,
      seeds: 1,
      dtype: "float64",
      bestRate: false,
      timing: false,
    });
    const { descents } = races[0];
    const lanes = [...new Set(inPage.map(({ lane }) => lane))];
    expect(lanes.length).toBe(descents.length);
    expect(startLoss).toBe(Number(inPage[0].loss));
    for (const [i, { seeds, path = [] }] of descents.entries()) {
      const rows = inPage.filter(({ lane }) => lane === lanes[i]);
      const { curve } = seeds[0];
      expect(curve.length).toBeGreaterThan(3);
      expect(rows.length).toBe(curve[curve.length - 1].step + 1);
      expect(curve.map(({ step }) => Number(rows[step].loss))).toEqual(curve.map(({ loss }) => loss));
      const parameters = path.map((point, k) => [point, Object.values(rows[curve[k].step]).slice(-2).map(Number)]);
      for (const [there, here] of parameters) expect(here).toEqual(there);
    }
  });
});
