/** What the READMEs show is what happens: their console blocks, their commands and their code. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readmes, sameButTimes, written } from "../readme.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const loader = ["--conditions=nabla-source", "--import", join(root, "node_modules/tsx/dist/loader.mjs")];
const environment = { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nabla-readme-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const houses = Array.from(
    { length: 40 },
    (_, i) => `${50 + 3 * i},${i % 2 === 0 ? "north" : "south"},${100 + 7 * i}`,
  );
  writeFileSync(join(folder, "houses.csv"), `size,side,price\n${houses.join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([^\`]*(?:\`(?!\`\`)[^\`]*)*)\`\`\``, "g"))].map(
    (match) => match[1],
  );

describe.each(readmes)("%s", (name) => {
  const text = readFileSync(join(root, name), "utf8");

  it("shows what the command prints", () => {
    const now = written(text);
    if (!sameButTimes(text, now)) expect(text, "npm run readme writes it anew").toBe(now);
  });

  it("gives commands that run", () => {
    const commands = blocks(text, "sh")
      .join("\n")
      .split("\n")
      .map((line) => line.replace(/ +#.*/, ""))
      .filter((line) => line.startsWith("npx nabla "));
    expect(commands).toHaveLength(5);
    for (const command of commands) {
      const options = command.split(/ +/).slice(2);
      const path = join(root, "node/src/cli.ts");
      const { status, stderr } = spawnSync(process.execPath, [...loader, path, ...options, "--quiet"], {
        cwd: folder,
        env: environment,
        encoding: "utf8",
      });
      expect(`${status} ${stderr}`).toBe("0 ");
    }
    rmSync(join(folder, "my-model"), { recursive: true });
  }, 180_000);

  it.each(blocks(text, "ts").map((code, index) => [index + 1, code] as const))(
    "has code that runs: %i",
    (index, code) => {
      const file = join(folder, `block-${index}.mts`);
      writeFileSync(file, code);
      const printed = execFileSync(process.execPath, [...loader, file], {
        cwd: folder,
        env: environment,
        encoding: "utf8",
      });
      const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => match[1]);
      expect(printed.trimEnd().split("\n")).toEqual(promised);
      expect(promised.length).toBeGreaterThan(0);
    },
  );

  it("links to files that exist", () => {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      expect(existsSync(join(root, target)), target).toBe(true);
    }
  });
});

describe("the two READMEs", () => {
  it("have the same parts", () => {
    const [english, chinese] = readmes.map((name) => readFileSync(join(root, name), "utf8"));
    const code = (text: string) =>
      blocks(text, "ts").map((block) => block.replace(/^\/\/.*\n| \/\/.*[一-鿿，].*| \/\/ (or|1 is).*/gm, ""));
    expect(code(chinese)).toEqual(code(english));
    const shape = (text: string) => text.match(/^(#+ |```\w*|\|)/gm);
    expect(shape(chinese)).toEqual(shape(english));
    const links = (text: string) =>
      [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]).filter((to) => !to.startsWith("README"));
    expect(new Set(links(chinese))).toEqual(new Set(links(english)));
  });
});
