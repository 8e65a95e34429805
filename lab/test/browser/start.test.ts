/** The start page in a browser: what it tells is what was recorded, and every door leads on. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageNames } from "../../src/app/address.ts";
import { record } from "../../src/engine/recorder.ts";
import { brokenRace, guidedRace, sceneNames, toldOf } from "../../src/start/scenes.ts";
import { startWords } from "../../src/start/words/index.ts";
import { GrowingTape } from "../../src/tape/growing.ts";
import type { Tape } from "../../src/tape/tape.ts";
import { openSite, overflow, type Site, violations } from "./site.ts";

let site: Site;
let tape: Tape;
beforeAll(async () => {
  const growing = new GrowingTape(guidedRace.lanes);
  for await (const said of record(guidedRace)) growing.append(said);
  const whole = growing.now(true);
  if (whole === null) throw new Error("nothing was recorded");
  tape = whole;
  site = await openSite();
}, 300_000);
afterAll(() => site?.close());

const still = { reducedMotion: "reduce" } as const;

describe("the start page", () => {
  it("is where one comes in, and tells six scenes with the engine's numbers, by keyboard", async () => {
    const complaints = await site.visit("", still, async (page) => {
      await page.getByRole("button", { name: "Next" }).waitFor();
      for (const [i, name] of sceneNames.entries()) {
        await page.getByText(startWords.en.scenes[name].text(toldOf(tape, name, "en"))).waitFor();
        await page.getByRole("button", { name: i + 1 < sceneNames.length ? "Next" : "Back" }).focus();
        await page.keyboard.press("Enter");
      }
      await page.getByText(startWords.en.scene(sceneNames.length - 1, sceneNames.length), { exact: true }).waitFor();
    });
    expect(complaints).toEqual([]);
  });

  it("moves while one reads, and keeps the scene when the language changes", async () => {
    await site.visit("#/en/start?scene=updates", {}, async (page) => {
      await page.getByText(startWords.en.scenes.updates.text(toldOf(tape, "updates", "en"))).waitFor();
      const drawn = () => page.locator("svg.nabla-figure").last().innerHTML();
      const before = await drawn();
      await expect.poll(drawn).not.toBe(before);
      await page.getByRole("button", { name: "简体中文" }).click();
      await page.getByText(startWords.zh.scenes.updates.text(toldOf(tape, "updates", "zh"))).waitFor();
      expect(await page.evaluate("location.hash")).toBe("#/zh/start?scene=updates");
    });
  });

  it("has a door to every page, and one to a race that breaks", async () => {
    const { lanes } = brokenRace(tape);
    expect(lanes[1].learningRate).toBeGreaterThan(2 / tape.head.largestCurvature);
    const complaints = await site.visit("#/en/start?scene=rate", still, async (page) => {
      const doors = page.locator(".doors a");
      await expect.poll(() => doors.count()).toBe(pageNames.length - 1);
      await page.getByRole("link", { name: startWords.en.breakIt }).click();
      await page.getByText("its learning rate is too large for its batch").waitFor();
    });
    expect(complaints).toEqual([]);
  });

  it.each(["en", "zh"] as const)("bars nobody's way and fits 320 pixels, light and dark: %s", async (language) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const narrow = { viewport: { width: 320, height: 800 }, colorScheme, ...still };
      await site.visit(`#/${language}/start?scene=end`, narrow, async (page) => {
        await page.getByText(startWords[language].scenes.end.text(toldOf(tape, "end", language))).waitFor();
        expect(await overflow(page)).toBe(0);
        expect(await violations(page)).toEqual([]);
      });
    }
  });
});
