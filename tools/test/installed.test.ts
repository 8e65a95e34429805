/** What `npm ci` leaves behind works without the sources: the command, every door, and their types. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = (workspace: string) => JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8"));

/** "nabla", "nabla/losses", …, "@nabla/node". */
const doors = ["engine", "tables", "report", "node"].flatMap((workspace) => {
  const { name, exports } = manifest(workspace);
  return Object.keys(exports).map((door) => name + door.slice(1));
});

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nabla-installed-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const node = (...options: string[]): string =>
  execFileSync(process.execPath, options, { cwd: folder, encoding: "utf8" });

describe("after npm ci", () => {
  it("the command is linked and runs", () => {
    const printed = execFileSync(join(root, "node_modules/.bin/nabla"), ["--version"], { encoding: "utf8" });
    expect(printed.trim()).toBe(manifest("node").version);
  });

  it("every door can be imported", () => {
    const code = `for (const door of ${JSON.stringify(doors)}) console.log(Object.keys(await import(door)).length > 0)`;
    expect(node("--input-type=module", "--eval", code)).toBe("true\n".repeat(doors.length));
  });

  it("every door has types that stand alone", () => {
    writeFileSync(
      join(folder, "doors.ts"),
      doors.map((door) => `export * as _${doors.indexOf(door)} from "${door}";`).join("\n"),
    );
    const options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--lib", "es2023,dom"];
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    expect(node(compiler, ...options, "--types", "node", "doors.ts")).toBe("");
  });
});
