/** Tables and settings that leave little to compare: what can be said is said, and nothing crashes or is invented. */
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompareRecord } from "nabla/race";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
  const write = (name: string, header: string, rows: readonly (readonly (string | number)[])[]) =>
    writeFile(join(folder.path, name), `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`);
  const count = (length: number) => Array.from({ length }, (_, i) => i);
  const hash = (i: number, j = 0) => ((i * 7919 + j * 104729) % 1009) / 1009;
  await write("two.csv", "x,y", [
    [1, 2],
    [2, 3],
  ]);
  await write("three.csv", "x,y", [
    [1, 2],
    [2, 3],
    [5, 1],
  ]);
  await write("each.csv", "x,kind", [
    [1, "a"],
    [2, "b"],
  ]);
  await write(
    "equal.csv",
    "x,z,y",
    count(20).map(() => [1, 2, 3]),
  );
  await write(
    "line.csv",
    "x,y",
    count(40).map((i) => [i, 2 * i + hash(i)]),
  );
  await write(
    "perfect.csv",
    "x,y",
    count(40).map((i) => [i, 2 * i + 1]),
  );
  await write(
    "huge.csv",
    "x,y",
    count(20).map((i) => [`${i}e300`, i]),
  );
  await write(
    "double.csv",
    "x,z,y",
    count(30).map((i) => [i, i, i % 7]),
  );
  const names = count(20).map((j) => `x${j}`);
  await write(
    "wide.csv",
    [...names, "y"].join(","),
    count(8).map((i) => count(21).map((j) => hash(i + 1, j))),
  );
});
afterAll(() => folder.remove());

const small = "--seeds 3 --tuning-seeds 2 --epochs 4 --no-timing --map-epochs 1 --map-seeds 1";

/** Every number of a record is finite, and every verdict that is open or was not tested says why. */
function expectHonest(record: CompareRecord): void {
  expect(JSON.stringify(record)).not.toMatch(/NaN|Infinity/);
  for (const { id, verdict, reason, estimate, interval95 } of record.claims) {
    if (verdict === "inconclusive" || verdict === "not tested") expect(`${id} ${reason}`).toMatch(/ [a-z-]+$/);
    if (verdict === "not tested") expect([id, estimate, interval95]).toEqual([id, null, null]);
  }
  expect(record.claims).toHaveLength(16);
}

describe.each([
  ["two rows", "two.csv --target y"],
  ["a split of three rows", "three.csv --target y --validation 0.3"],
  ["one example per class", "each.csv --target kind"],
  ["a single feature", "line.csv --target y"],
  ["a fit without an error", "perfect.csv --target y"],
  ["numbers near the largest there are", "huge.csv --target y"],
  ["a column twice", "double.csv --target y"],
  ["more weights than rows", "wide.csv --target y"],
  ["more weights than rows, in a network", "wide.csv --target y --model mlp:3 --validation 0.25"],
  ["one batch size", "line.csv --target y --batch 1"],
  ["one seed", "line.csv --target y --seeds 1 --tuning-seeds 1"],
  ["one epoch", "line.csv --target y --epochs 1"],
])("%s", (_, line) => {
  it("is compared as far as it can be", async () => {
    // Of an option that is given twice the last counts.
    const { code, output, messages } = await folder.nabla(`compare ${small} ${line} --json`);
    expect(messages).not.toMatch(/Error|report it|at .*\.ts/);
    expect(code).toBe(0);
    expectHonest(JSON.parse(output));
  });
});

describe.each([
  ["all rows equal", "equal.csv --target y", ["x (constant)", "z (constant)"]],
  ["a target that is constant", "equal.csv --target y --features x", ["constant"]],
  ["a budget of nothing", "line.csv --target y --epochs 0", ["--epochs", "1"]],
])("%s", (_, line, facts) => {
  it("is refused with the reason", async () => {
    const { code, messages } = await folder.nabla(`compare ${line}`);
    expect(code).toBe(2);
    for (const fact of facts) expect(messages).toContain(fact);
  });
});

describe("rates that diverge everywhere", () => {
  it("end with 1, with a report, without an invented number, and what can be said is said", async () => {
    const line = `compare line.csv --target y --learning-rate 1e9 ${small} --out lost`;
    const { code, output } = await folder.nabla(`${line} --json`);
    expect(code).toBe(1);
    expect(await readdir(join(folder.path, "lost"))).toContain("report.html");
    const record = JSON.parse(output) as CompareRecord;
    expectHonest(record);
    const [same, best] = record.races;
    for (const { finalLoss, seeds } of same.descents) {
      expect(finalLoss.median).toBeNull();
      expect(seeds.every(({ diverged }) => diverged !== null)).toBe(true);
    }
    for (const { finalLoss } of best.descents) expect(finalLoss.median).toBeTypeOf("number");
    expect(record.optimum?.attained).toBe(true);
  });
});

describe("a batch of more rows than there are", () => {
  it("is the full batch, once, and that is said", async () => {
    const line = `compare line.csv --target y --batch full,64,1000,1 ${small}`;
    for (const [language, sentence] of [
      ["en", /Note: a batch of 64 .*40 rows/],
      ["zh", /注意：批量大小 1000 .*40 行/],
    ] as const) {
      const { messages } = await folder.nabla(`${line} --lang ${language}`);
      expect(messages).toMatch(sentence);
    }
    const record = JSON.parse((await folder.nabla(`${line} --json`)).output) as CompareRecord;
    expect(record.races[0].descents.map(({ batchSize }) => batchSize)).toEqual(["full", 1]);
  });
});
