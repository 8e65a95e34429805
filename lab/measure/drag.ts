/** From a move of the pointer to the picture that shows it. */

import { type Measurement, quantile, visit } from "./measurement.ts";

/** Moves the pointer over the figure and waits until what it shows has changed and was painted. */
const dragged = `(async () => {
  const figure = document.querySelector(".draggable");
  const { left, top, width, height } = figure.getBoundingClientRect();
  const send = (type, share) => figure.dispatchEvent(new PointerEvent(type, {
    bubbles: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1,
    clientX: left + width * (0.3 + 0.4 * share), clientY: top + height * (0.35 + 0.3 * share),
  }));
  const times = [];
  send("pointerdown", 0);
  for (let i = 1; i <= 40; i++) {
    const before = performance.now();
    const changed = new Promise((resolve) => {
      const observer = new MutationObserver(() => { observer.disconnect(); resolve(); });
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(document.querySelector("main"), all);
    });
    send("pointermove", (i % 20) / 20);
    await changed;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    times.push(performance.now() - before);
  }
  send("pointerup", 1);
  return times;
})()`;

export const drag: Measurement = async (place) => {
  const pages = [
    { name: "the lesson on the gradient", hash: "#/en/learn/gradient" },
    { name: "a function of two variables", hash: "#/en/function?f=x0^2%2Bx1^2&x=3&y=2&from=-4&to=4" },
  ];
  const found = [];
  for (const { name, hash } of pages) {
    const times = await visit(place, hash, async (page) => {
      await page.locator(".draggable").first().waitFor();
      await page.waitForTimeout(500);
      return page.evaluate<number[]>(dragged);
    });
    found.push({
      what: `drag to picture, 95 in 100, ${name}`,
      value: quantile(times, 0.95),
      unit: "ms",
      target: 50,
    } as const);
  }
  return found;
};
