/** The map of rates and batch sizes of `cars`, from 100 seeds. */

import { type Measurement, visit } from "./measurement.ts";

export const map: Measurement = (place) =>
  visit(place, "#/en/race?data=cars&lanes=full@0.03&epochs=1&seeds=1&v=1", async (page) => {
    await page.locator(".transport [role=status]").waitFor({ state: "detached" });
    const before = performance.now();
    await page.getByRole("button", { name: "Draw the map" }).click();
    const progress = page.locator("progress");
    await progress.waitFor();
    await page.locator("#map-heading ~ div figure, #map-heading ~ div svg").first().waitFor({ timeout: 300_000 });
    const first = (performance.now() - before) / 1000;
    await progress.waitFor({ state: "detached", timeout: 300_000 });
    const whole = (performance.now() - before) / 1000;
    return [
      { what: "map of cars, first picture", value: first, unit: "s", target: 1 },
      { what: "map of cars, whole, 100 seeds", value: whole, unit: "s", target: 10 },
    ];
  });
