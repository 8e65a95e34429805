import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import digests from "./digests.json" with { type: "json" };
import { nodeOf } from "./nodes.ts";

const script = fileURLToPath(new URL("./trainings.js", import.meta.url));

// The stored digests hold for every host: Chromium's are tested in the lab's browser tests.
describe.each([20, 22, 24, 26])("exact trainings on Node %i", (major) => {
  it("end at the stored parameters, bit for bit", () => {
    const printed = execFileSync(nodeOf(major), [script, "print"], { encoding: "utf8" });
    expect(JSON.parse(printed)).toEqual(digests);
  }, 300_000);
});

describe("trainings in relaxed arithmetic, on a host that has it", () => {
  const printed = () => execFileSync(nodeOf(26), [script, "differences"], { encoding: "utf8" });

  it("differ from exact ones, and by roundings only", () => {
    const differences = Object.values(JSON.parse(printed()) as Record<string, number>);
    expect(Math.max(...differences)).toBeGreaterThan(0);
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  }, 300_000);
});
