/** The page of opened runs in a browser: files of the command, dropped or served by it, and files that are none. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatNumber } from "@nabla/report";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRuns } from "../../../node/src/labRuns.ts";
import { labServer } from "../../../node/src/labServer.ts";
import { openWords } from "../../src/open/words/index.ts";
import { nabla } from "../nabla.ts";
import { openSite, overflow, type Site, violations } from "./site.ts";

let site: Site;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nabla-open-"));
  const table = ["cars", "--target", "mpg", "--missing", "drop", "--epochs", "6", "--learning-rate", "0.02"];
  nabla(["train", ...table, "--batch", "32", "--out", join(folder, "train")]);
  nabla(["compare", ...table, "--seeds", "5", "--out", join(folder, "compare")]);
  site = await openSite();
}, 300_000);
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true });
});

const files = (): string[] => [join(folder, "train", "run.jsonl"), join(folder, "compare", "compare.json")];
const lines = (): string[] => readFileSync(files()[0], "utf8").trim().split("\n");
const lastLoss = (): number => JSON.parse(lines().at(-2) ?? "").loss;

const drop = (page: Page, paths: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]): Promise<void> =>
  page.locator('input[type="file"]').setInputFiles(paths);
const shownLosses = (page: Page): Promise<string[]> => page.locator("tbody td:nth-of-type(3)").allTextContents();

const still = { reducedMotion: "reduce" } as const;

describe("the page of opened runs", () => {
  it("shows a training and a comparison with their own numbers, and plays them by keyboard", async () => {
    const complaints = await site.visit("#/en/open", still, async (page) => {
      await drop(page, files()[0]);
      await expect.poll(() => shownLosses(page)).toEqual([formatNumber(lastLoss(), 6)]);
      await page.getByRole("button", { name: "One update back" }).focus();
      await page.keyboard.press("Enter");
      expect(await shownLosses(page)).toEqual([formatNumber(JSON.parse(lines().at(-3) ?? "").loss, 6)]);
      await drop(page, files()[1]);
      await page.getByRole("heading", { name: "C16" }).waitFor();
      const record = JSON.parse(readFileSync(files()[1], "utf8"));
      for (const [rule, name] of [
        ["best", "best rates"],
        ["same", "same rate"],
      ]) {
        await page.getByRole("radio", { name }).check();
        const race = record.races.find((each: { rule: string }) => each.rule === rule);
        const ends = race.descents.map((each: { seeds: { finalLoss: number }[] }) => each.seeds[0].finalLoss);
        const table = page.locator("tbody").first().locator("td:nth-of-type(3)");
        await expect.poll(() => table.allTextContents()).toEqual(ends.map((end: number) => formatNumber(end, 6)));
      }
      await page.getByRole("button", { name: "简体中文" }).click();
      await page.getByText(openWords.zh.lead).waitFor();
      expect(await page.locator("#content select").inputValue()).toBe("1");
    });
    expect(complaints).toEqual([]);
  });

  it("says of each file that is none what is wrong, and what is open stays", async () => {
    await site.visit("#/en/open", still, async (page) => {
      await drop(page, files()[0]);
      await page.getByRole("button", { name: "Close this run" }).waitFor();
      const wrong = (name: string, content: string | Buffer) => ({
        name,
        mimeType: "application/json",
        buffer: Buffer.from(content),
      });
      const { problems } = openWords.en;
      const broken = [...lines().slice(0, 3), "{", ...lines().slice(3)].join("\n");
      await drop(page, [
        wrong("empty.json", ""),
        wrong("picture.json", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])),
        wrong("newer.json", JSON.stringify({ schema: 2, races: [] })),
        wrong("broken.jsonl", broken),
      ]);
      await page.getByText(problems.empty("empty.json", "")).waitFor();
      await page.getByText(problems["not-a-run"]("picture.json", "")).waitFor();
      await page.getByText(problems.newer("newer.json", "")).waitFor();
      await page.getByText(problems.line("broken.jsonl", "4")).waitFor();
      expect(await shownLosses(page)).toEqual([formatNumber(lastLoss(), 6)]);
      const damaged = JSON.parse(readFileSync(files()[1], "utf8"));
      damaged.claims = [7];
      await drop(page, wrong("damaged.json", JSON.stringify(damaged)));
      await page.getByText(problems["not-a-run"]("damaged.json", "")).waitFor();
      await page.getByLabel("Shown").selectOption("0");
      expect(await shownLosses(page)).toEqual([formatNumber(lastLoss(), 6)]);
    });
  });

  it("shows what nabla lab serves, isolated and under its policy", async () => {
    const server: Server = await labServer(site.folder, await findRuns(["train", "compare"], folder));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const complaints = await site.visit(`http://127.0.0.1:${port}/#/en/open?run=1`, still, async (page) => {
        await page.getByRole("heading", { name: "C16" }).waitFor();
        expect(await page.evaluate("crossOriginIsolated")).toBe(true);
        await page.getByLabel("Shown").selectOption("0");
        await expect.poll(() => shownLosses(page)).toEqual([formatNumber(lastLoss(), 6)]);
      });
      expect(complaints).toEqual([]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each(["en", "zh"] as const)("bars nobody's way and fits 320 pixels, light and dark: %s", async (language) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const narrow = { viewport: { width: 320, height: 800 }, colorScheme, ...still };
      await site.visit(`#/${language}/open`, narrow, async (page) => {
        await drop(page, files());
        await page.locator(".claim").last().waitFor();
        expect(await overflow(page)).toBe(0);
        expect(await violations(page)).toEqual([]);
      });
    }
  });
});
