/** Frames while three lanes of 100,000 updates are recorded and played, with the contour beside the curves. */

import type { Page } from "playwright-core";
import { type Measurement, quantile, visit } from "./measurement.ts";

const hash = "#/en/race?data=line&lanes=1@0.05,1@0.02,1@0.01&epochs=100&seeds=1&v=1";

/** Notes when each frame begins and how long each long task takes, until it is asked. */
const watch = `
  window.seen = { frames: [], tasks: [] };
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ entryTypes: ["longtask"] });
  const note = (now) => { seen.frames.push(now); requestAnimationFrame(note); };
  requestAnimationFrame(note);
`;

async function seen(page: Page): Promise<{ p95: number; task: number }> {
  const { frames, tasks } = await page.evaluate<{ frames: number[]; tasks: number[] }>("seen");
  await page.evaluate("seen.frames.length = seen.tasks.length = 0");
  return {
    p95: quantile(
      frames.slice(1).map((now, i) => now - frames[i]),
      0.95,
    ),
    task: Math.max(0, ...tasks),
  };
}

export const frames: Measurement = (place) =>
  visit(place, hash, async (page) => {
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.evaluate(watch);
    await page.locator(".transport [role=status]").waitFor({ state: "detached", timeout: 300_000 });
    const recording = await seen(page);
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForTimeout(6000);
    const playing = await seen(page);
    const named = (when: string, { p95, task }: typeof recording) =>
      [
        { what: `frame, 95 in 100, while ${when}`, value: p95, unit: "ms", target: 16.7 },
        { what: `longest task while ${when}`, value: task, unit: "ms", target: 50 },
      ] as const;
    return [...named("recording", recording), ...named("playing", playing)];
  });
