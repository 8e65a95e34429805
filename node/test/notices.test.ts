/** What is not wrong, but should be known: said before the work begins, in both languages, and kept in the settings. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
  const write = (name: string, header: string, rows: readonly string[]) =>
    writeFile(join(folder.path, name), `${header}\n${rows.join("\n")}\n`);
  const numbers = Array.from({ length: 40 }, (_, i) => i);
  await write(
    "plain.csv",
    "x,y",
    numbers.map((i) => `${i},${(i * 7) % 11}`),
  );
  await write("mixed.csv", "x,y", ["1,2", "2,3", "many,5", "1,4", "2,9"]);
  await write(
    "rare.csv",
    "x,kind",
    numbers.map((i) => `${(i * 7) % 11},${i === 5 ? "rare" : i % 2 ? "a" : "b"}`),
  );
});
afterAll(() => folder.remove());

describe.each([
  [
    "a column of numbers and text",
    "mixed.csv --target y",
    [/"x".*4 numbers.*1 cell.*"many" in line 4/, /“x”.*4 个数.*第 4 行的 “many”/],
  ],
  ["a class of one row", "rare.csv --target kind --validation 0.25", [/"rare".*single row/, /“rare”.*只有一行/]],
  ["few rows held out", "plain.csv --target y --validation 0.1", [/only 4 rows/, /只留出了 4 行/]],
  [
    "a batch of more rows than there are",
    "plain.csv --target y --batch 64",
    [/64.*40 rows.*full batch/, /64.*40 行.*批量梯度下降/],
  ],
] as const)("%s", (name, line, [english, chinese]) => {
  it("is said, and not with --quiet", async () => {
    const train = `train ${line} --epochs 1`;
    expect((await folder.nabla(train)).messages).toMatch(english);
    expect((await folder.nabla(`${train} --lang zh`)).messages).toMatch(chinese);
    expect((await folder.nabla(`${train} --quiet`)).messages).toBe("");
    expect((await folder.nabla(train)).code, name).toBe(0);
  });
});

describe("the settings", () => {
  it("keep what was mixed, and what was not held out", async () => {
    const settings = async (line: string) => JSON.parse((await folder.nabla(`train ${line} --json`)).output).settings;
    expect((await settings("mixed.csv --target y --epochs 1")).mixedColumns).toMatchObject([{ column: "x", texts: 1 }]);
    expect((await settings("rare.csv --target kind --validation 0.25 --epochs 1")).notHeldOut).toEqual(["rare"]);
    expect(await settings("plain.csv --target y --epochs 1")).toMatchObject({
      format: "csv",
      numeric: [],
      text: [],
      chosen: ["--format", "--task", "--features", "--loss", "--learning-rate"],
    });
    const asked = "--format csv --task regression --features x --loss huber --learning-rate 0.01 --text x --out here";
    expect(await settings(`plain.csv --target y --epochs 1 ${asked}`)).toMatchObject({
      text: ["x"],
      out: "here",
      chosen: [],
    });
  });
});
