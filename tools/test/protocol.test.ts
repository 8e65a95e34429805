/** PROTOCOL.md prints the thresholds that the engine uses, and names every claim. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as thresholds from "../../engine/src/train/race/thresholds.ts";
import { protocolPath, withThresholds } from "../protocol.ts";

const page = readFileSync(protocolPath, "utf8");

describe("PROTOCOL.md", () => {
  it("prints the engine's thresholds with their reasons", () => {
    expect(page, "npm run readme writes them anew").toBe(withThresholds(page));
    for (const name of Object.keys(thresholds)) expect(page).toContain(`\`${name}\``);
  });

  it("would show a threshold that is not printed, and one that changed", () => {
    const line = page.split("\n").find((each) => each.startsWith("| `RISING_SHARE` | 0.05 |")) ?? "";
    expect(line).toMatch(/not steady but swings/);
    expect(withThresholds(page.replace(`${line}\n`, ""))).toBe(withThresholds(page));
    expect(withThresholds(page.replace("| 0.05 |", "| 0.06 |"))).toContain(line);
  });

  it("says what is tested for each of the sixteen claims", () => {
    const claims = page.slice(0, page.indexOf("### Thresholds"));
    const rows = claims.match(/^\| C\d+ \|/gm);
    expect(rows).toEqual(Array.from({ length: 16 }, (_, i) => `| C${i + 1} |`));
  });
});
