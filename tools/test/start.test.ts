/** `npm start` races both tables and says where the reports are. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const start = fileURLToPath(new URL("../start.js", import.meta.url));
const small = ["--seeds", "2", "--tuning-seeds", "1", "--epochs", "2", "--no-timing"];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nabla-start-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("npm start", () => {
  it("races both tables, twice if it is asked twice, and names the new reports at the end", () => {
    for (const [suffix, language, word] of [
      ["", "en", "mini-batch"],
      ["-2", "zh", "小批量"],
    ]) {
      const options = [start, ...small, "--lang", language];
      const { status, stdout, stderr } = spawnSync(process.execPath, options, { cwd: folder, encoding: "utf8" });
      expect(`${status} ${stderr}`).toBe("0 ");
      expect(stdout).toContain(word);
      const reports = stdout.trimEnd().split("\n").slice(-2);
      expect(reports).toEqual(
        ["cars-mpg-compare", "penguins-species-compare"].map((name) => `nabla-runs/${name}${suffix}/report.html`),
      );
      for (const report of reports) expect(existsSync(join(folder, report))).toBe(true);
    }
  });

  it("is a script of the repository", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(scripts.start).toBe("node tools/start.js");
  });
});
