/** The lessons on the square and on cross-entropy in a browser. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { done, dragTo, plotOf } from "./lessonPage.ts";
import { openSite, type Site } from "./site.ts";

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

describe("the lesson on the square", () => {
  it("keeps the best constant at the median for p = 1, however far the outlier is dragged", async () => {
    await visit("#/en/learn/squares?p=2&outlier=7", async (page) => {
      await page.getByText("the best constant is 4. Lengths").waitFor();
      await page.getByLabel("Exponent p", { exact: true }).fill("1");
      await page.getByText("the best constant is 3.5. Lengths").waitFor();
      await page.locator("#areas-inside").scrollIntoViewIfNeeded();
      await dragTo(page, "areas", 0.75, 0.5);
      await page.getByLabel("Constant and outlier").focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowUp");
      await expect.poll(() => page.getByLabel("Outlier", { exact: true }).inputValue()).toBe("12");
      await expect.poll(() => done(page)).toBe(1);
      await page.getByText("the best constant is 3.5. Lengths").waitFor();
    });
  });

  it("halves the gradient with the half sum, and tells with which rate only the mean arrives", async () => {
    await visit("#/en/learn/squares?c=1.5&outlier=7", async (page) => {
      const row = (name: string) => page.locator("table.facts tr").filter({ hasText: name }).locator("td");
      expect(await row("gradient").allTextContents()).toEqual(["−25", "−12.5", "−5"]);
      expect(await row("curvature").allTextContents()).toEqual(["0.2", "0.4", "1"]);
      await page.getByLabel("Learning rate η").fill("0.3");
      await expect.poll(() => done(page)).toBe(1);
      expect((await row("after 30").allTextContents())[2]).toBe("4");
    });
  });
});

describe("the noise in the lesson on the square", () => {
  it("changes the better power", async () => {
    await visit("#/en/learn/squares", async (page) => {
      await page.getByText("Gaussian noise: constants end nearest to the truth with p = 2", { exact: false }).waitFor();
      await page.getByRole("radio", { name: "Laplace" }).check();
      await page.getByText("Laplace noise: constants end nearest to the truth with p = 1", { exact: false }).waitFor();
      await page.getByLabel("Huber’s δ", { exact: true }).fill("0.5");
      await page.getByText("by Huber’s loss, δ = 0.5").first().waitFor();
      expect(page.url()).toContain("noise=laplace");
    });
  });
});

describe("the lesson on cross-entropy", () => {
  it("has the digits of the worked example, and shows its predictions as logits", async () => {
    await visit("#/en/learn/entropy", async (page) => {
      const losses = page.locator("table.worked tbody td:nth-child(2)");
      await expect
        .poll(() => losses.allTextContents())
        .toEqual(["0.5108256237659907", "0.35667494393873245", "0.2231435513142097"]);
      await page.getByRole("button", { name: "show as logits" }).first().click();
      await page.getByText("Cross-entropy 0.5108 = H(t) 0 + KL 0.5108.").waitFor();
      await page.getByRole("button", { name: "show as logits" }).nth(2).click();
      // Made to sum to 1, it is better than it says: −ln(0.8 / 0.91).
      await page.getByText("Cross-entropy 0.1288").waitFor();
      await expect.poll(() => done(page)).toBe(1);
    });
  });

  it("lets the bars of the logits be dragged, and shows where the square falls asleep", async () => {
    await visit("#/en/learn/entropy", async (page) => {
      await page.locator("#logits-inside").scrollIntoViewIfNeeded();
      const { x, y, width, height } = await plotOf(page, "logits");
      await page.mouse.move(x + (3.6 / 5.2) * width, y + height * 0.5);
      await page.mouse.down();
      await page.mouse.move(x + (3.6 / 5.2) * width, y + height - 1, { steps: 4 });
      await page.mouse.up();
      await expect
        .poll(async () => Number(await page.getByLabel("z₄", { exact: true }).inputValue()))
        .toBeLessThan(-7.8);
      await expect.poll(() => done(page)).toBe(1);
      await page.getByLabel("Logits: arrow up").focus();
      await page.keyboard.press("Shift+ArrowUp");
      await expect
        .poll(async () => Number(await page.getByLabel("z₄", { exact: true }).inputValue()))
        .toBeGreaterThan(-6.5);
    });
  });

  it("trains one classifier by both losses from a start that is sure and wrong", async () => {
    await visit("#/en/learn/entropy", async (page) => {
      await page.getByRole("button", { name: "Train both from here" }).click();
      await page.getByText("After 200 updates: 0.99 by cross-entropy, 0.00339 by the square.").waitFor();
      await expect.poll(() => done(page)).toBe(1);
      await page.getByLabel("Weight at the start").fill("-3");
      await page.getByText("After 200 updates: 0.99 by cross-entropy, 0.955", { exact: false }).waitFor();
      expect(page.url()).toContain("trained=yes");
    });
  });

  it("leaves the entropy of a doubtful truth", async () => {
    await visit("#/en/learn/entropy?t=doubtful&z1=0&z2=0.7&z3=0.7&z4=2.6&z5=0", async (page) => {
      await expect.poll(() => done(page)).toBe(1);
      expect(await page.locator(".verdict").textContent()).toContain("H(t) 1.01 +");
    });
  });
});
