/** A small draw of the calibration; `npm run calibrate` makes the full one. */
import { expect, it } from "vitest";
import { isDecided, isRash, isWrong, type Judged, judge } from "./draws.ts";
import { families } from "./families.ts";
import { written } from "./written.ts";

const DRAWS = 36;

it("decides wrongly at most once in twenty, and seldom what cannot be decided", { timeout: 300_000 }, async () => {
  const all: Judged[] = [];
  for await (const judged of judge(DRAWS, 5000)) all.push(...judged);
  const decided = all.filter(({ truth }) => truth !== "open").filter(isDecided);
  const open = all.filter(({ truth }) => truth === "open");
  // Truths are many, of every kind, and most of them are found.
  expect(decided.length).toBeGreaterThan(2 * DRAWS);
  expect(new Set(all.map(({ family }) => family)).size).toBe(
    new Set([...families, ...written].map(({ name }) => name)).size,
  );
  expect(decided.filter(isWrong).length / decided.length).toBeLessThanOrEqual(0.05);
  expect(open.filter(isRash).length / open.length).toBeLessThanOrEqual(0.05);
});
