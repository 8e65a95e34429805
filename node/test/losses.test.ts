/** What a model was trained for says what its predictions are: probabilities, scores, or means behind a logarithm. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
  const rows = Array.from({ length: 60 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  const lines = rows.map(([a, b], i) => `${a},${b},${a - b + 0.3 * Math.sin(7 * i) > 0.2 ? "yes" : "no"}`);
  await writeFile(join(folder.path, "kinds.csv"), ["a,b,kind", ...lines].join("\n"));
});
afterAll(() => folder.remove());

async function trained(table: string, out: string, loss: string) {
  const { output, code } = await folder.nabla(`train ${table} --loss ${loss} --epochs 200 --out ${out} --json --quiet`);
  expect(code).toBe(0);
  return JSON.parse(output);
}

async function predicted(run: string, table: string): Promise<{ columns: string[]; rows: (string | number)[][] }> {
  const { output } = await folder.nabla(`predict ${run} ${table} --json --quiet`);
  return JSON.parse(output);
}

it("predicts scores where the loss makes no probabilities", async () => {
  const record = await trained("kinds.csv --target kind", "margin", "hinge");
  expect(record.metrics.accuracy).toBeGreaterThan(0.85);
  expect(record.equation).toMatch(/^score\(yes\) = /);
  const { columns, rows } = await predicted("margin", "kinds.csv");
  expect(columns).toEqual(["kind", "score(no)", "score(yes)"]);
  expect(rows).toHaveLength(60);
  for (const [label, no, yes] of rows) {
    expect(no).toBe(-Number(yes));
    expect(label).toBe(Number(yes) > 0 ? "yes" : "no");
  }
});

it("predicts means where the loss takes their logarithms", async () => {
  const record = await trained("cars --target mpg --missing drop --drop name", "means", "gamma");
  expect(record.equation).toMatch(/^log\(mpg\) = /);
  expect(record.metrics.r2).toBeGreaterThan(0.8);
  const { rows } = await predicted("means", "cars");
  const values = rows.flatMap(([value]) => (typeof value === "number" ? [value] : []));
  expect(Math.min(...values)).toBeGreaterThan(5);
  expect(Math.max(...values)).toBeLessThan(60);
});
