/** What tests read and drag on the page of a lesson. */

import type { Page } from "playwright-core";

/** The number in the row of a table whose head begins with this. */
export const fact = async (page: Page, name: string): Promise<string> =>
  (await page.locator("table.facts tr").filter({ hasText: name }).locator("td").first().textContent()) ?? "";

/** Where the plot of a figure lies on the screen. */
export async function plotOf(page: Page, id: string) {
  const box = await page.locator(`#${id}-inside rect`).evaluate((element) => {
    const rect = element as unknown as { getAttribute(name: string): string; ownerSVGElement: DOMBox };
    type DOMBox = {
      getBoundingClientRect(): { left: number; top: number; width: number };
      getAttribute(n: string): string;
    };
    const { left, top, width } = rect.ownerSVGElement.getBoundingClientRect();
    const scale = width / Number(rect.ownerSVGElement.getAttribute("width"));
    const number = (name: string): number => scale * Number(rect.getAttribute(name));
    return { x: left + number("x"), y: top + number("y"), width: number("width"), height: number("height") };
  });
  return box;
}

/** Drags from the middle of a plot to shares of its width and height. */
export async function dragTo(page: Page, id: string, right: number, down: number): Promise<void> {
  const { x, y, width, height } = await plotOf(page, id);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * right, y + height * down, { steps: 4 });
  await page.mouse.up();
}

/** Tasks of a lesson that are done. */
export const done = (page: Page): Promise<number> => page.locator(".tasks li.done").count();
