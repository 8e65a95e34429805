import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lessons } from "../../src/learn/lessons.ts";
import { done, dragTo, fact } from "./lessonPage.ts";
import { openSite, overflow, type Site, violations } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 300_000);
afterAll(() => site?.close());

async function visit(hash: string, look: (page: Page) => Promise<void>): Promise<void> {
  const complaints = await site.visit(hash, {}, async (page) => {
    await page.locator(".tasks").waitFor();
    await look(page);
  });
  expect(complaints).toEqual([]);
}

describe("the lesson on the loss", () => {
  it("moves the dot on the map with the end of the line, and the line with the dot", async () => {
    await visit("#/en/learn/loss?w=1&b=1", async (page) => {
      await page.locator("#data-inside").scrollIntoViewIfNeeded();
      await dragTo(page, "data", 0.9, 0.5);
      // The right end is now half-way up the window from −1 to 6, the left one where it was.
      await expect.poll(() => page.getByLabel("w", { exact: true }).inputValue()).toBe("0.75");
      expect(await page.getByLabel("b", { exact: true }).inputValue()).toBe("1");
      await dragTo(page, "map", 0.5, 0.5);
      await expect.poll(() => page.getByLabel("w", { exact: true }).inputValue()).toBe("1.5");
      expect(await fact(page, "error at (0, 0.8)")).toBe("0.2");
    });
  });

  it("is worked by keyboard alone: below a loss, and through a point of a bad line", async () => {
    await visit("#/en/learn/loss?w=1.46&b=0.7", async (page) => {
      await page.getByLabel("The line as a point (w, b)").focus();
      for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowUp");
      await expect.poll(() => done(page)).toBe(1);
      expect(await fact(page, "loss E")).toBe("0.0422");
      await page.getByLabel("Ends of the line").focus();
      await page.keyboard.press("ArrowRight");
      for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowDown");
      await page.getByLabel("b", { exact: true }).fill("0.8");
      await expect.poll(() => done(page)).toBe(2);
      expect(await fact(page, "error at (0, 0.8)")).toBe("0");
    });
  });
});

describe("the lesson on the derivative", () => {
  it("takes a formula of one's own, marks what is wrong with it, and keeps it in the link", async () => {
    await visit("#/en/learn/derivative?f=x%5E4&x=1.5&h=0.1", async (page) => {
      expect(await fact(page, "exact slope")).toBe("13.5");
      const box = page.getByLabel("f =");
      await box.fill("x^3 + y");
      await page.getByText("is a second variable").waitFor();
      expect(await page.locator(".formula mark").textContent()).toBe("y");
      expect(await fact(page, "exact slope")).toBe("13.5");
      await box.fill("x^3 + x");
      await expect.poll(() => fact(page, "exact slope")).toBe("7.75");
      expect(new URLSearchParams(page.url().split("?")[1]).get("f")).toBe("x^3 + x");
      expect(await box.inputValue()).toBe("x^3 + x");
      await box.fill("ln(x)");
      await page.getByLabel("x", { exact: true }).fill("-1");
      await page.getByText("Here f has no finite value").waitFor();
    });
  });

  it("has an error of the secant that falls and rises again, by keyboard alone", async () => {
    await visit("#/en/learn/derivative?x=1&h=0.1", async (page) => {
      const width = page.getByLabel("h", { exact: true });
      await width.fill("1e-8");
      await expect.poll(() => done(page)).toBe(1);
      await width.fill("1e-16");
      await expect.poll(() => done(page)).toBe(2);
      expect(await fact(page, "exact slope")).toBe("0.540302305868");
    });
  });
});

describe("the lesson on the gradient", () => {
  it("shows the partial derivatives of x₀² + x₁², and follows a drag on the map", async () => {
    await visit("#/en/learn/gradient?f=bowl&x0=3&x1=2", async (page) => {
      expect(await fact(page, "∂f/∂x₀")).toBe("6");
      expect(await fact(page, "∂f/∂x₁")).toBe("4");
      expect(await fact(page, "‖∇f‖")).toBe("7.2111");
      await page.locator("#map-inside").scrollIntoViewIfNeeded();
      await dragTo(page, "map", 0.75, 0.5);
      await expect.poll(async () => Number(await fact(page, "∂f/∂x₀"))).toBeCloseTo(3.5, 1);
      expect(Number((await fact(page, "∂f/∂x₁")).replace("−", "-"))).toBeCloseTo(0, 1);
    });
  });

  it("does not move a variable that is held", async () => {
    await visit("#/en/learn/gradient?f=bowl&x0=3&x1=2&hold=x1", async (page) => {
      await dragTo(page, "map", 0.5, 0.9);
      await expect.poll(() => fact(page, "∂f/∂x₀")).toBe("0");
      expect(await fact(page, "∂f/∂x₁")).toBe("4");
    });
  });

  it("is worked by keyboard alone: to the saddle, and down from it", async () => {
    await visit("#/en/learn/gradient?f=saddle&x0=0.07&x1=0&angle=0", async (page) => {
      expect(await done(page)).toBe(0);
      await page.getByLabel("Point on the map: arrow keys move it").focus();
      await page.keyboard.press("ArrowLeft");
      await expect.poll(() => fact(page, "‖∇f‖")).toBe("0");
      expect(await page.getByRole("status").first().textContent()).toContain("gradient is zero");
      expect(await done(page)).toBe(0);
      await page.getByLabel("angle °").fill("90");
      await expect.poll(() => done(page)).toBe(1);
    });
  });

  it("says when a long step along −∇f is not the best any more", async () => {
    await visit("#/en/learn/gradient?f=loss&length=0.01", async (page) => {
      await page.getByText("none of the 36 lowers f more").waitFor();
      await page.getByLabel("step length", { exact: true }).fill("2");
      await page.getByText("−∇f is not the best direction").waitFor();
      expect(await done(page)).toBe(1);
    });
  });
});

describe("the lesson on the loop", () => {
  it("takes each step from the gradient it shows, box by box and both ways", async () => {
    await visit("#/en/learn/loop?rate=0.5", async (page) => {
      const box = (number: number) => page.locator(".loop li").nth(number - 1);
      const lit = () => page.locator(".loop li[aria-current=step] h3").textContent();
      expect(await lit()).toContain("1.");
      for (let i = 0; i < 2; i++) await page.getByRole("button", { name: "One box on" }).click();
      expect(await lit()).toContain("3.");
      const numbers = ((await box(3).textContent()) ?? "").replaceAll("−", "-").match(/-?\d+(\.\d+)?/g) ?? [];
      const [b, w, rate, slopeB, slopeW, nextB, nextW] = numbers.slice(-7).map(Number);
      expect([b, w, rate]).toEqual([5, -4, 0.5]);
      expect(nextB).toBeCloseTo(b - rate * slopeB, 2);
      expect(nextW).toBeCloseTo(w - rate * slopeW, 2);
      for (let i = 0; i < 2; i++) await page.getByRole("button", { name: "One box on" }).click();
      expect(await lit()).toContain("1.");
      const after = await box(3).textContent();
      await page.getByRole("button", { name: "One update back" }).click();
      expect(await box(3).textContent()).not.toBe(after);
      expect(await box(3).textContent()).toContain("(5, −4)");
    });
  });

  it("asks first: a start that is good enough makes no step", async () => {
    await visit("#/en/learn/loop?enough=30", async (page) => {
      await page.getByText("ends by itself after 0 updates").waitFor();
      expect(await page.locator(".loop li").first().textContent()).toContain("yes, stop");
    });
  });

  it("stops playing at the first rise, and where the gradient is short", async () => {
    await visit("#/en/learn/loop?rate=1.02", async (page) => {
      await page.getByLabel("a loss rises").check();
      await page.getByRole("button", { name: "Play" }).click();
      await expect.poll(() => page.locator("output").textContent()).toContain("2 of 60");
      await expect.poll(() => done(page)).toBe(1);
      expect(await page.getByRole("button", { name: "Play" }).count()).toBe(1);
    });
    await visit("#/en/learn/loop?rate=0.2&slope=5", async (page) => {
      await page.getByRole("button", { name: "Play" }).click();
      await page.getByRole("button", { name: "Play" }).waitFor();
      const [, norm] = /= ([\d.]+)$/.exec((await page.locator(".loop li").nth(1).textContent()) ?? "") ?? [];
      expect(Number(norm)).toBeLessThan(5);
      expect(await page.locator("output").textContent()).toContain("2 of");
    });
  });
});

describe("the lesson on the learning rate", () => {
  const verdict = (page: Page) => page.locator(".verdict");

  it("names the course on both sides of each landmark of its ruler", async () => {
    await visit("#/en/learn/rate", async (page) => {
      await page.locator("#ruler-title").waitFor({ state: "attached" });
      const limit = Number(await fact(page, "2/λmax"));
      expect(limit).toBeCloseTo(2 * Number(await fact(page, "1/λmax")), 4);
      const rate = page.getByLabel("Learning rate η");
      for (const [share, course] of [
        [0.4, "Converging"],
        [0.6, "Oscillating"],
        [0.98, "Oscillating"],
        [1.02, "Diverging: from update"],
      ] as const) {
        await rate.fill(String(share * limit));
        await expect.poll(() => verdict(page).textContent()).toContain(course);
      }
      expect(await verdict(page).textContent()).toContain("below 0.9979");
      await expect.poll(() => done(page)).toBe(1);
    });
  });

  it("lets a loss that is no square descend beyond the limit of its start", async () => {
    await visit("#/en/learn/rate?data=penguins&rate=6.2", async (page) => {
      await expect.poll(() => done(page)).toBe(1);
      expect(await verdict(page).textContent()).not.toContain("Diverging");
      const there = await fact(page, "λmax here");
      await page.getByRole("button", { name: "To the start" }).click();
      await expect.poll(() => fact(page, "λmax here")).not.toBe(there);
    });
  });

  it("is worked by keyboard alone", async () => {
    await visit("#/en/learn/rate?rate=0.5", async (page) => {
      await page.getByLabel("Learning rate, to drag").focus();
      for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
      await expect.poll(() => page.url()).toContain("rate=0.72");
      await expect.poll(() => done(page)).toBe(1);
    });
  });
});

describe("the lesson on batches", () => {
  it("draws batches whose spread is what the engine expects, and none at all for all rows", async () => {
    await visit("#/en/learn/batches?b=64", async (page) => {
      const numbers = async () => {
        const text = (await page.locator(".verdict").textContent()) ?? "";
        return /by ([\d.×⁰¹²³⁴⁵⁶⁷⁸⁹⁻-]+) \(.*by ([\d.×⁰¹²³⁴⁵⁶⁷⁸⁹⁻-]+)\./.exec(text)?.slice(1) ?? [];
      };
      await page.locator("#spread-title").waitFor({ state: "attached" });
      const [expected, measured] = (await numbers()).map(Number);
      // 200 batches tell a standard deviation to some 5 %.
      expect(Math.abs(measured / expected - 1)).toBeLessThan(0.2);
      const dots = await page
        .locator(".lane-2 path.drawn")
        .evaluateAll((layers) => layers.flatMap((layer) => layer.getAttribute("d")?.match(/M[^M]*/g) ?? []));
      expect(dots).toHaveLength(200);
      await page.getByLabel("Rows of a batch B").fill("1000");
      await expect.poll(async () => (await numbers())[0]).toBe("0");
      await expect.poll(() => done(page)).toBe(1);
    });
  });

  it("says which rows the next batch has, and that the last one is smaller", async () => {
    await visit("#/en/learn/batches?b=300", async (page) => {
      const next = page.locator(".next-batch");
      await expect.poll(() => next.textContent()).toContain("Epoch 1, batch 1 of 4: 300 rows");
      await page.getByRole("slider", { name: "Moment" }).focus();
      await page.keyboard.press("End");
      await expect.poll(() => next.textContent()).toContain("the record ends");
      await page.getByRole("slider", { name: "Moment" }).fill("1");
      await page.getByLabel("Rows of a batch B").fill("900");
      await page.getByRole("slider", { name: "Moment" }).fill("760");
      await expect.poll(() => next.textContent()).toContain("batch 2 of 2: 100 rows");
      expect(await next.textContent()).toContain("only what is left");
    });
  });

  it("has two clocks: on that of updates all make the same number", async () => {
    await visit("#/en/learn/batches", async (page) => {
      await page.getByLabel("updates", { exact: true }).check();
      await page.getByRole("button", { name: "To the end" }).click();
      await expect.poll(() => page.locator("output").textContent()).toContain("40 of 40");
      await page.getByLabel("rows read", { exact: true }).check();
      await page.getByRole("slider", { name: "Moment" }).fill("600");
      await expect.poll(() => done(page)).toBe(1);
    });
  });
});

/** What the page's own thread loads, packed; its workers have time. */
const mostPacked = 120_000;

describe("every lesson", () => {
  const moment = async (page: Page): Promise<unknown> => ({
    shown: await page.locator("output").textContent(),
    row: await page.locator(".loop, table.facts, .next-batch").first().textContent(),
    dots: await page
      .locator("#curves-title ~ g .marker")
      .evaluateAll((all) => all.map((each) => each.getAttribute("transform"))),
  });
  const stateOf = (page: Page): URLSearchParams => new URLSearchParams(page.url().split("?")[1]);

  it.each(["loop", "rate", "batches"])(
    "%s with a tape keeps its moment in the link, and shows it again",
    async (id) => {
      await visit(`#/en/learn/${id}?rate=0.1`, async (page) => {
        const back = page.getByRole("button", { name: id === "rate" ? "One update back" : "One update on" });
        for (let i = 0; i < 3; i++) await back.click();
        await expect.poll(() => stateOf(page).get("at")).toBe({ loop: "3", rate: "57", batches: "3" }[id]);
        const here = await moment(page);
        const link = page.url().slice(page.url().indexOf("#"));
        await visit(link, async (other) => {
          await expect.poll(() => moment(other)).toEqual(here);
          expect(stateOf(other).get("at")).toBe(stateOf(page).get("at"));
        });
        // Whoever goes to another moment by the address gets there without loading the page anew.
        await page.evaluate(`location.hash = ${JSON.stringify(link.replace(/at=\d+/, "at=8"))}`);
        await expect.poll(() => page.locator("output").textContent()).toContain("8 of");
      });
    },
  );

  it("says what of a link it does not understand, and shows the rest", async () => {
    await visit("#/zh/learn/gradient?f=bowl&x0=1e9&moon=1", async (page) => {
      await page.getByText("x0=1e9, moon=1").waitFor();
      expect(await page.getByRole("button", { name: "x₀² + x₁²", exact: true }).getAttribute("aria-pressed")).toBe(
        "true",
      );
    });
  });

  for (const { id, title } of lessons) {
    it(`${id} keeps its numbers when the language changes`, async () => {
      await visit(`#/en/learn/${id}`, async (page) => {
        const numbers = () => page.locator("table.facts td, .loop p, output").allTextContents();
        const digits = async () => (await numbers()).join(" ").match(/\d+(\.\d+)?/g);
        await page.waitForTimeout(500);
        const before = await digits();
        expect(before?.length).toBeGreaterThan(0);
        await page.getByRole("button", { name: "简体中文" }).click();
        await page.getByRole("heading", { name: title.zh }).waitFor();
        expect(await digits()).toEqual(before);
      });
    });

    it(`${id} is small to load`, async () => {
      const sizes: number[] = [];
      await visit(`#/en/learn/${id}`, async (page) => {
        const loaded = await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)");
        for (const name of loaded as string[]) {
          if (!name.endsWith(".js") || name.includes("worker")) continue;
          sizes.push(gzipSync(await (await page.request.get(name)).body()).length);
        }
      });
      expect(sizes.length).toBeGreaterThan(2);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostPacked);
    });

    for (const language of ["en", "zh"] as const) {
      for (const colorScheme of ["light", "dark"] as const) {
        it(`${id} bars nobody's way and fits 320 pixels (${language}, ${colorScheme})`, async () => {
          const options = { colorScheme, viewport: { width: 320, height: 640 } };
          const complaints = await site.visit(`#/${language}/learn/${id}`, options, async (page) => {
            await page.locator(".tasks").waitFor();
            await page.locator(".nabla-figure").first().waitFor();
            expect(await overflow(page)).toBeLessThanOrEqual(0);
            expect(await violations(page)).toEqual([]);
          });
          expect(complaints).toEqual([]);
        });
      }
    }
  }
});
