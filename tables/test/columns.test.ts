import { describe, expect, it } from "vitest";
import { encode, prepare, readTable, type Splitter } from "../src/index.ts";
import { csv, errorOf, tableOf } from "./support.ts";

const count = (length: number) => Array.from({ length }, (_, index) => index);
const y = [1.5, 2.5, 0.5, 3.5];

describe("numbers", () => {
  it.each([
    ["12", 12],
    [" -1.5 ", -1.5],
    ["+.5", 0.5],
    ["6e-3", 0.006],
    ["5.", 5],
    ["0", 0],
  ])("%j is %d", (cell, value) => {
    const table = csv(`x,y\n"${cell}",1\n7.25,2\n`);
    expect([...prepare(table, { target: "y", scale: "none" }).x]).toEqual([value, 7.25]);
  });

  it.each(["0x1F", "0b1", "1_000", "12px", "--1", "1e", "1 2"])("%j is not a number", (cell) => {
    const table = tableOf({ x: [...count(19), cell], y: count(20) });
    const error = errorOf(() => prepare(table, { target: "y" }));
    expect(error.code).toBe("not-a-number");
    expect(error.details).toMatchObject({
      table: "t.csv",
      line: 21,
      place: "line",
      column: "x",
      value: cell,
      count: 1,
    });
    expect(error.message).toContain('t.csv, line 21, column "x"');
    expect(error.message).toContain(`--na "${cell}"`);
  });

  it("a cell that is none among 89 % numbers makes a text column, among 90 % it is refused", () => {
    const column = (words: number) => count(100).map((row) => (row < words ? "word" : row % 2));
    expect(errorOf(() => prepare(tableOf({ x: column(10), y: count(100) }), { target: "y" })).code).toBe(
      "not-a-number",
    );
    const prepared = prepare(tableOf({ x: column(11), y: count(100) }), { target: "y" });
    expect(prepared.features).toEqual(["x=1", "x=word"]);
  });

  it("numbers with a few words are read as text, and that is reported", () => {
    const table = tableOf({ x: [1, 2, "x", 1], z: ["u", "u", "v", 1], y });
    const { report } = prepare(table, { target: "y" });
    expect(report.mixedColumns).toEqual([{ column: "x", numbers: 3, texts: 1, example: "x", line: 4 }]);
    expect(prepare(table, { target: "y", text: ["x"] }).report.mixedColumns).toEqual([]);
    expect(prepare(table, { target: "y", drop: ["x"] }).report.mixedColumns).toEqual([]);
    const target = tableOf({ x: count(8), y: [1, 2, 1, 2, 1, 2, "o", "o"] });
    expect(prepare(target, { target: "y" }).report.mixedColumns).toMatchObject([{ column: "y", texts: 2, line: 8 }]);
  });

  it("what can be done about a word among numbers depends on where it stands", () => {
    const table = tableOf({ x: [...count(19), "many"], y: [...count(19), "few"] });
    expect(errorOf(() => prepare(table, { target: "y" })).message).toMatch(/"few".*--na "few"\)$/);
    const words = tableOf({ x: [...count(19), "many"], y: count(20) });
    expect(errorOf(() => prepare(words, { target: "y" })).message).toMatch(/--na "many"\).*--text x/);
    const { encoder } = prepare(tableOf({ x: count(20), y: count(20) }), { target: "y" });
    const predicting = errorOf(() => encode(encoder, words));
    expect(predicting.message).not.toMatch(/--/);
    expect(predicting.details.remedy).toBe("correct");
    expect(errorOf(() => encode(encoder, csv("x\n1\nInfinity\n"))).message).not.toMatch(/--/);
    expect(errorOf(() => encode(encoder, csv("x;z\n1,234;1\n"))).message).not.toMatch(/--/);
  });

  it("a refused cell is accepted when declared missing, or its column when declared text", () => {
    const table = tableOf({ x: [...count(10).map((row) => row % 3), "-"], y: count(11) });
    expect(prepare(table, { target: "y", na: ["-"], missing: "drop" }).rows).toBe(10);
    expect(prepare(table, { target: "y", text: ["x"] }).features).toEqual(["x=0", "x=1", "x=2"]);
  });

  it("a column declared numeric is refused however few its numbers", () => {
    const error = errorOf(() => prepare(tableOf({ x: ["a", "b", 1, 2], y }), { target: "y", numeric: ["x"] }));
    expect(error.details).toMatchObject({ line: 2, value: "a", count: 2, declared: true });
  });

  it.each(["1,234", "1,5", "-1,234,567.8"])("%j may be a thousand or a decimal: refused", (cell) => {
    const table = csv(`x;y\n12;1\n${cell};2\n3;3\n`);
    const error = errorOf(() => prepare(table, { target: "y" }));
    expect(error.code).toBe("digit-commas");
    expect(error.details).toMatchObject({ line: 3, column: "x", value: cell });
  });

  it.each(["inf", "-Infinity", "1e999"])("%j is refused as infinite", (cell) => {
    const error = errorOf(() => prepare(tableOf({ x: [1, cell, 2, 3], y }), { target: "y" }));
    expect(error.code).toBe("infinite-value");
    expect(error.details).toMatchObject({ line: 3, column: "x" });
  });

  it("values beyond double precision are refused, huge and tiny ones are not", () => {
    const scaled = (x: number[]) => [...prepare(tableOf({ x, y }), { target: "y" }).x];
    expect(scaled([1e200, -1e200, 1e200, -1e200])).toEqual([1, -1, 1, -1]);
    expect(scaled([1e-200, -1e-200, 1e-200, -1e-200])).toEqual([1, -1, 1, -1]);
    const table = tableOf({ x: [1.7e308, -1.7e308, 1.7e308, 1.7e308], y });
    expect(errorOf(() => prepare(table, { target: "y" })).code).toBe("number-range");
  });
});

describe("columns left out are named", () => {
  it.each([
    ["dates", ["2024-01-02", "2024-01-03", "2024-02-01", "2025-01-01"], "date"],
    ["dates of another form", ["1/2/2024", "13/2/2024", "1.2.24", "03-04-2024"], "date"],
    ["times", ["2024-01-02T10:00:00Z", "2024-01-02 10:00", "2024-01-03", "2024-01-04"], "date"],
    ["Chinese dates", ["2024年1月2日", "2024年1月", "2024年3月2日", "2024年4月2日"], "date"],
    ["one number", [2, 2, 2.0, "2.0"], "constant"],
    ["one text", ["a", "a", " a", "a"], "constant"],
    ["nothing", ["", "NA", "?", "null"], "all-missing"],
  ])("%s", (_, x, reason) => {
    const { features, report } = prepare(tableOf({ x, z: [4, 3, 2, 2], y }), { target: "y" });
    expect(features).toEqual(["z"]);
    expect(report.columnsLeftOut).toEqual([{ column: "x", reason }]);
  });

  it("text with more than 20 levels, unless declared text", () => {
    const table = (levels: number) =>
      tableOf({ x: count(60).map((row) => `t${row % levels}`), y: count(60), z: count(60) });
    expect(prepare(table(20), { target: "y" }).features.length).toBe(20);
    const { features, report } = prepare(table(21), { target: "y" });
    expect(features).toEqual(["z"]);
    expect(report.columnsLeftOut).toEqual([{ column: "x", reason: "text-with-many-levels", levels: 21 }]);
    expect(prepare(table(21), { target: "y", text: ["x"] }).features.length).toBe(21);
  });

  it("lists, columns dropped by name, and columns constant on the training rows", async () => {
    const text = JSON.stringify(
      count(4).map((row) => ({ list: [row], gone: row, late: Number(row === 3), z: row, y: row })),
    );
    const table = await readTable({ name: "t.json", text });
    const split: Splitter = () => ({ train: Int32Array.of(0, 1, 2), validation: Int32Array.of(3) });
    const { features, report } = prepare(table, { target: "y", drop: ["gone"], validation: 0.25, split });
    expect(features).toEqual(["z"]);
    expect(report.columnsLeftOut).toEqual([
      { column: "gone", reason: "dropped" },
      { column: "list", reason: "nested" },
      { column: "late", reason: "constant" },
    ]);
  });

  it("nothing left to predict from is an error with the reasons", () => {
    const error = errorOf(() => prepare(tableOf({ x: [1, 1, 1, 1], y }), { target: "y" }));
    expect(error.code).toBe("no-features");
    expect(error.details).toMatchObject({ leftOut: [{ column: "x", reason: "constant" }] });
    expect(errorOf(() => prepare(tableOf({ y }), { target: "y" })).code).toBe("no-features");
  });
});

describe("text", () => {
  it("has one feature for each level but the first, sorted by code units", () => {
    const table = tableOf({ x: ["b", "Z", "é", "a"], y });
    const { features, x, report } = prepare(table, { target: "y", scale: "none" });
    expect(features).toEqual(["x=a", "x=b", "x=é"]);
    expect([...x]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect(report.columnsUsed).toEqual([{ column: "x", kind: "text", missing: 0, levels: ["Z", "a", "b", "é"] }]);
  });

  it("true and false of JSON are two levels", async () => {
    const text = '[{"x": true, "y": 1}, {"x": false, "y": 2}, {"x": true, "y": 3}]';
    const { features, x } = prepare(await readTable({ name: "t.json", text }), { target: "y", scale: "none" });
    expect([features, [...x]]).toEqual([["x=true"], [1, 0, 1]]);
  });
});

describe("the task", () => {
  const guess = (target: unknown[]) => {
    const { task, report, classes } = prepare(tableOf({ x: count(target.length), y: target }), { target: "y" });
    return [task, report.task.why, classes];
  };

  it("is guessed, with the reason", () => {
    expect(guess(["no", "yes", "no", "yes"])).toEqual(["classification", "text-target", ["no", "yes"]]);
    expect(guess([0, 1, 0, 1])).toEqual(["classification", "few-whole-numbers", ["0", "1"]]);
    expect(guess(count(50).map((row) => (row % 10) + 1))[0]).toBe("classification");
    expect(guess(count(49).map((row) => (row % 10) + 1))[0]).toBe("regression");
    expect(guess(count(10).map((row) => (row % 2 ? 10 : -1)))).toEqual([
      "classification",
      "few-whole-numbers",
      ["-1", "10"],
    ]);
    expect(guess(count(60).map((row) => [3, 4, 5, 6, 8][row % 5]))).toEqual([
      "regression",
      "numeric-target",
      undefined,
    ]);
    expect(guess(count(60).map((row) => (row % 3) / 2))[0]).toBe("regression");
  });

  it("is what is asked for", () => {
    const table = tableOf({ x: count(12), y: count(12).map((row) => [8, 4, 10][row % 3]) });
    const prepared = prepare(table, { target: "y", task: "classification" });
    expect(prepared.classes).toEqual(["4", "8", "10"]);
    expect([...prepared.y.slice(0, 3)]).toEqual([1, 0, 2]);
    expect(prepare(tableOf({ x: [1, 2, 3], y: [0, 1, 0] }), { target: "y", task: "regression" }).classes).toBe(
      undefined,
    );
  });

  it("class numbers follow the classes of the rows that are used", () => {
    const table = tableOf({ x: [1, "", 3, 4, 5, 6], y: ["b", "a", "c", "b", "c", "b"] });
    const prepared = prepare(table, { target: "y", missing: "drop" });
    expect(prepared.classes).toEqual(["b", "c"]);
    expect([...prepared.y]).toEqual([0, 1, 0, 1, 0]);
  });
});
