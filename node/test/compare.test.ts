import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompareRecord } from "nabla/race";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const few = "--seeds 6 --tuning-seeds 2 --epochs 5";
const cars = `compare cars --target mpg --features weight,horsepower --missing drop ${few}`;
const bills = "compare penguins --target species --features bill_length_mm,body_mass_g";
const penguins = `${bills} --missing drop ${few} --no-timing`;

/** How far the work is depends on the machine; where it is slow, a line says so. */
const withoutProgress = (messages: string): string => messages.replace(/^\d+% {2}.*\n/gm, "");

describe.each([
  ["en", "Gradient descents compared", "Report: "],
  ["zh", "梯度下降的比较", "报告："],
])("compare in %s", (language, title, report) => {
  it.each([cars, penguins])("races, explains and reports: %s", async (line) => {
    const { code, output, messages } = await folder.nabla(`${line} --lang ${language}`);
    expect(withoutProgress(messages)).toBe("");
    expect(code).toBe(0);
    expect(output).toContain(title);
    expect(output).not.toMatch(/undefined|NaN|\[object/);
    const place = output.slice(output.lastIndexOf(report) + report.length).trim();
    const page = await readFile(join(folder.path, place), "utf8");
    expect(page).toContain(language === "zh" ? 'lang="zh-CN"' : 'lang="en"');
    expect(page).not.toMatch(/(src|href)="https?:/);
  });
});

describe("compare --json", () => {
  let record: CompareRecord;
  let place = "";
  beforeAll(async () => {
    const { output, messages } = await folder.nabla(`${cars} --json --out json-run --validation 0.25`);
    record = JSON.parse(output);
    place = withoutProgress(messages);
  });

  it("prints one document and says on the other stream where the report is", async () => {
    expect(place).toBe("Report: json-run/report.html\n");
    expect((await readdir(join(folder.path, "json-run"))).sort()).toEqual(["compare.json", "report.html"]);
    expect(JSON.parse(await readFile(join(folder.path, "json-run/compare.json"), "utf8"))).toEqual(record);
  });

  it("has the three descents of the lesson, from common starts, with equal work", () => {
    expect(record).toMatchObject({ schema: 1, protocol: 1, model: "linear", loss: "meanSquaredError" });
    const [{ rule, descents }] = record.races;
    expect(rule).toBe("same");
    expect(descents.map(({ batchSize }) => batchSize)).toEqual(["full", 32, 1]);
    expect(new Set(descents.map(({ learningRate }) => learningRate)).size).toBe(1);
    for (const { seeds } of descents) {
      expect(seeds.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(seeds.map(({ examples }) => examples)).toEqual(seeds.map(() => 5 * record.data.rows));
    }
    const starts = descents.map(({ seeds }) => seeds.map(({ curve }) => curve[0].loss));
    expect(starts[1]).toEqual(starts[0]);
    expect(starts[2]).toEqual(starts[0]);
  });

  it("measures the held-out rows at every checkpoint", () => {
    for (const point of record.races[0].descents[0].seeds[0].curve) {
      expect(point.validation?.loss).toBeTypeOf("number");
      expect(point.validation?.r2).toBeTypeOf("number");
    }
  });

  it("keeps every setting, and the command that repeats it", () => {
    expect(record.settings).toMatchObject({
      command: `nabla ${cars} --json --out json-run --validation 0.25`,
      target: "mpg",
      features: ["weight", "horsepower"],
      missing: "drop",
      validation: 0.25,
      seeds: 6,
      epochs: 5,
      l2: 0,
      batch: ["full", 32, 1],
      format: "csv",
      tuningSeeds: 2,
      bestRate: true,
      timing: true,
      map: null,
      chosen: ["--format", "--task", "--loss", "--learning-rate", "--batch"],
    });
    expect(record.data.rows).toBe(294);
  });

  it("answers all sixteen claims", () => {
    const ids = record.claims.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 16 }, (_, i) => `C${i + 1}`));
  });

  it("fits the equation of ordinary least squares", async () => {
    // The normal equations by hand, on the same rows in their own units.
    const whole = JSON.parse((await folder.nabla(`${cars} --json`)).output) as CompareRecord;
    const { rows } = (await import("@nabla/tables")).builtin("cars");
    const table = (await import("@nabla/tables")).builtin("cars");
    const column = (name: string) => table.columns.find((each) => each.name === name)?.cells.map(Number) ?? [];
    const missing = (name: string, row: number) => table.columns.find((each) => each.name === name)?.cells[row] === "";
    const used = Array.from({ length: rows }, (_, row) => row).filter(
      (row) => !["mpg", "weight", "horsepower"].some((name) => missing(name, row)),
    );
    const [y, ...x] = ["mpg", "horsepower", "weight"].map((name) => used.map((row) => column(name)[row]));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const covariance = (a: readonly number[], b: readonly number[]) =>
      mean(a.map((value, i) => (value - mean(a)) * (b[i] - mean(b))));
    const [[a, b], [, d]] = x.map((first) => x.map((second) => covariance(first, second)));
    const [p, q] = x.map((each) => covariance(each, y));
    const determinant = a * d - b * b;
    const slopes = [(d * p - b * q) / determinant, (a * q - b * p) / determinant];
    const intercept = mean(y) - slopes[0] * mean(x[0]) - slopes[1] * mean(x[1]);
    const numbers = /^mpg = ([\d.−]+) ([+−]) ([\d.]+)·horsepower ([+−]) ([\d.]+)·weight$/.exec(whole.equation ?? "");
    const signed = (sign: string | undefined, text: string | undefined) => (sign === "−" ? -1 : 1) * Number(text);
    expect(Number(numbers?.[1])).toBeCloseTo(intercept, 3);
    expect(signed(numbers?.[2], numbers?.[3])).toBeCloseTo(slopes[0], 5);
    expect(signed(numbers?.[4], numbers?.[5])).toBeCloseTo(slopes[1], 6);
  });
});

describe("what is raced", () => {
  const json = async (line: string): Promise<CompareRecord> =>
    JSON.parse((await folder.nabla(`${line} --json --no-timing`)).output);

  it("is one race without the other, and no map, unless asked", async () => {
    const one = await json(`${cars} --no-best-rate`);
    expect(one.races.map(({ rule }) => rule)).toEqual(["same"]);
    expect([one.recommendation, one.map, one.settings.map]).toEqual([null, undefined, null]);
    const both = await json(`${cars} --map-epochs 1 --map-seeds 1`);
    expect(both.races.map(({ rule }) => rule)).toEqual(["same", "best"]);
    expect(both.map).toMatchObject({ epochs: 1, seeds: 1 });
    expect(both.recommendation?.evidence).toBe("best-rate");
    expect(both.races[1].descents[0].tuning?.seeds).toHaveLength(2);
  });

  it("is smaller with --quick, where nothing else is asked", async () => {
    const line = "compare cars --target mpg --features weight --missing drop --epochs 2 --quick";
    expect((await json(line)).settings).toMatchObject({ seeds: 10, tuningSeeds: 3, map: null });
    expect((await json(`${line} --seeds 4 --map`)).settings).toMatchObject({
      seeds: 4,
      tuningSeeds: 3,
      map: { epochs: 3, seeds: 5 },
    });
  });
});

describe("a race that diverges", () => {
  it("ends with 1, writes the report, and says at which step", async () => {
    const { code, output } = await folder.nabla(`${cars} --learning-rate 50 --no-timing --out wild`);
    expect(code).toBe(1);
    expect(output).toMatch(/diverged.*step/s);
    expect(await readdir(join(folder.path, "wild"))).toContain("report.html");
  });
});

describe("a table of few rows", () => {
  it("is raced at sizes that differ", async () => {
    const input = "x,y\n1,2\n2,4.1\n3,5.9\n4,8.2\n5,9.9\n6,12\n";
    const { code, output } = await folder.nabla("compare - --target y --seeds 2 --epochs 2 --no-timing --json", {
      input,
    });
    expect(code).toBe(0);
    const record = JSON.parse(output) as CompareRecord;
    expect(record.races[0].descents.map(({ batchSize }) => batchSize)).toEqual(["full", 2, 1]);
    expect(record.data.name).toBe("-");
  });
});
