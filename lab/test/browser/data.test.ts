/** The data page in a browser: from a table of one's own to a trained model, and back from what cannot be read. */
import { formatNumber } from "@nabla/report";
import { readTable } from "@nabla/tables";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raceableOf } from "../../src/data/raceable.ts";
import { train } from "../../src/data/training.ts";
import { keepOwn } from "../../src/engine/ownData.ts";
import { record } from "../../src/engine/recorder.ts";
import { presetOf } from "../../src/race/presets.ts";
import { GrowingTape } from "../../src/tape/growing.ts";
import { openSite, type Site, violations } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 300_000);
afterAll(() => site?.close());

const text = ["x,label,y", ...Array.from({ length: 50 }, (_, i) => `${i / 7},${"ab"[i % 2]},${Math.sin(i) + i}`)].join(
  "\n",
);

async function paste(page: Page, table: string): Promise<void> {
  await page.locator("textarea").fill(table);
  await page.getByRole("button", { name: "Read the text" }).click();
}

describe("the data page", () => {
  it("trains on a pasted table in three actions, with the numbers of the same descent outside", async () => {
    const expected = await train(await readTable({ name: "pasted.csv", text }), "y", 0);
    expect(expected.losses[expected.losses.length - 1]).toBeLessThan(expected.losses[0] / 10);
    const complaints = await site.visit("#/en/data", {}, async (page) => {
      await paste(page, text);
      await page.getByText("50 rows, 3 columns, 0 missing cells").waitFor();
      await page.getByRole("button", { name: "Train", exact: true }).click();
      await page.getByRole("region", { name: "The training" }).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "CSV", exact: true }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      const rows = Buffer.concat(chunks).toString("utf8").trim().split("\n").slice(1);
      const drawn = rows.map((row) => Number(row.split(",").at(-1)));
      expect(drawn).toEqual([...expected.losses]);
      expect(await violations(page)).toEqual([]);
    });
    expect(complaints).toEqual([]);
  });

  it("takes a file, and another column to predict, by keyboard", async () => {
    await site.visit("#/en/data", {}, async (page) => {
      await page.locator('input[type="file"]').setInputFiles({
        name: "own.tsv",
        mimeType: "text/plain",
        buffer: Buffer.from(text.replaceAll(",", "\t")),
      });
      await page.getByText("own.tsv: 50 rows").waitFor();
      await page.getByLabel("Column to predict").focus();
      await page.keyboard.type("label");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText("softmaxCrossEntropy").first().waitFor();
    });
  });

  it("races on the table, comes back to it, and tells others that its link is not theirs", async () => {
    const own = raceableOf(await readTable({ name: "pasted.csv", text }), "y");
    keepOwn(own);
    const growing = new GrowingTape(presetOf(own.id).lanes);
    for await (const said of record({ ...presetOf(own.id), seeds: 1 })) growing.append(said);
    const tape = growing.now(true);
    if (tape === null) throw new Error("nothing was recorded");
    let link = "";
    const complaints = await site.visit("#/en/data", {}, async (page) => {
      await paste(page, text);
      await page.getByRole("button", { name: "Race the three descents" }).click();
      await page.getByRole("button", { name: "To the end" }).waitFor();
      await page.locator(".transport [role=status]").waitFor({ state: "detached" });
      expect(await page.locator("form.settings select").first().inputValue()).toBe(own.id);
      await page.getByRole("button", { name: "To the end" }).click();
      const shown = await page.locator("tbody td:nth-of-type(3)").allTextContents();
      expect(shown).toEqual(tape.lanes.map((lane) => formatNumber(lane.losses[lane.updates], 6)));
      link = await page.evaluate("location.hash");
      await page.getByRole("link", { name: "Own data" }).click();
      await page.getByText("50 rows, 3 columns, 0 missing cells").waitFor();
      expect(await page.locator("textarea").inputValue()).toBe(text);
    });
    expect(complaints).toEqual([]);
    await site.visit(link, {}, async (page) => {
      await page.getByText("a table of somebody’s own").waitFor();
      expect(await page.locator("form.settings select").first().inputValue()).toBe("line");
    });
  });

  it("shows what the model says of two columns in classes, some of the rows of a long table", async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `${Math.sin(i)},${Math.cos(3 * i)},${"ab"[+(Math.sin(i) > 0)]}`,
    );
    const complaints = await site.visit("#/en/data", {}, async (page) => {
      await paste(page, ["first,second,kind", ...rows].join("\n"));
      await page.getByRole("button", { name: "Race the three descents" }).click();
      await page.getByText("of 1,000 points that the model takes for another class").last().waitFor();
      expect(await page.locator("#regions-title ~ g .marker").count()).toBe(1000 + 2);
    });
    expect(complaints).toEqual([]);
  });

  it("says of each table that is none what is wrong with it, keeps the text, and goes on", async () => {
    const complaints = await site.visit("#/en/data", {}, async (page) => {
      for (const wrong of ["", 'x,y\n1,"3\n2,5', "x,x\n1,2", "\u0000\u0001\u0002,\u0000"]) {
        await paste(page, wrong);
        await page.getByRole("alert").waitFor();
        expect(await page.getByRole("alert").textContent()).toMatch(/\w{3}/);
        expect(await page.locator("textarea").inputValue()).toBe(wrong);
      }
      const wide = Array.from({ length: 1_000_000 }, (_, i) => `c${i}`);
      await page.locator('input[type="file"]').setInputFiles({
        name: "wide.csv",
        mimeType: "text/csv",
        buffer: Buffer.from([wide.join(","), wide.map(() => "1").join(","), wide.map(() => "2").join(",")].join("\n")),
      });
      await page.getByText("wide.csv: 2 rows, 1,000,000 columns").waitFor();
      await page.getByText("The first 40 columns are shown.").waitFor();
      await page.getByLabel("Column to predict").fill("c1000000");
      await page.getByRole("button", { name: "Train", exact: true }).click();
      await page.getByRole("alert").filter({ hasText: "c100000" }).waitFor();
      await paste(page, "y\n1\n2");
      await page.getByText("2 rows, 1 column,").waitFor();
      await page.getByRole("button", { name: "Train", exact: true }).click();
      await page.getByRole("alert").waitFor();
      await paste(page, text);
      await page.getByText("50 rows").waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
    });
    expect(complaints).toEqual([]);
  });

  it("is whole in Chinese, in the dark and at 320 pixels", async () => {
    const narrow = { viewport: { width: 320, height: 800 }, colorScheme: "dark" } as const;
    await site.visit("#/zh/data", narrow, async (page) => {
      await page.getByRole("button", { name: "使用内置表格 cars" }).click();
      await page.getByText("406 行，9 列").waitFor();
      await page.getByRole("button", { name: "训练" }).click();
      await page.getByRole("region", { name: "训练结果" }).waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
      expect(await violations(page)).toEqual([]);
    });
  });
});
