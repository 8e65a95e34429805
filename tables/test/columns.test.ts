import { describe, expect, it } from "vitest";
import { prepare, readTable, type Splitter, seededSplit } from "../src/index.ts";
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

describe("missing cells", () => {
  const table = csv("a,b,y\n1,u,1\n,v,2\n3,,3\n5,u,\n7,v,5\n9,v,6\n");

  it("are refused by default, with columns and counts", () => {
    const error = errorOf(() => prepare(table, { target: "y" }));
    expect(error.code).toBe("missing-values");
    expect(error.details).toMatchObject({
      columns: [
        { column: "y", count: 1 },
        { column: "a", count: 1 },
        { column: "b", count: 1 },
      ],
      rows: 3,
      of: 6,
      line: 3,
    });
    expect(error.message).toMatch(/--missing drop.*--missing mean/);
  });

  it("do not matter in columns that are not used", () => {
    expect(prepare(csv("a,b,y\n1,,1\n2,,2\n3,x,3\n"), { target: "y", features: ["a"] }).rows).toBe(3);
  });

  it("drop: their rows are left out, with lines and columns", () => {
    const prepared = prepare(table, { target: "y", missing: "drop" });
    expect([...prepared.tableRows]).toEqual([0, 4, 5]);
    expect(prepared.report.rowsDropped).toEqual([
      { reason: "missing-target", count: 1, examples: [5], columns: [{ column: "y", count: 1 }] },
      {
        reason: "missing-feature",
        count: 2,
        examples: [3, 4],
        columns: [
          { column: "a", count: 1 },
          { column: "b", count: 1 },
        ],
      },
    ]);
  });

  it("mean: numbers get the training mean, levels their shares, the target is never filled", () => {
    const prepared = prepare(table, { target: "y", missing: "mean", scale: "none" });
    expect([...prepared.tableRows]).toEqual([0, 1, 2, 4, 5]);
    expect([...prepared.x]).toEqual([1, 0, 5, 1, 3, 0.75, 7, 1, 9, 1]);
    expect(prepared.report.imputed).toEqual([
      { column: "a", count: 1, fill: 5 },
      { column: "b", count: 1, fill: [0.25, 0.75] },
    ]);
    expect(prepared.report.rowsDropped.map(({ reason }) => reason)).toEqual(["missing-target"]);
  });

  it("what stands for missing can be declared, also as a number", () => {
    const text = "a,y\n.,1\n-999,2\n3,3\n4,4\n";
    const kept = prepare(csv(text), { target: "y", na: [".", "-999"], missing: "drop" });
    expect([...kept.tableRows]).toEqual([2, 3]);
    expect(prepare(csv("a,y\n-999.0,1\n2,2\n3,3\n"), { target: "y" }).rows).toBe(3);
  });
});

describe("rows held out", () => {
  it("statistics and levels are learned without them; a level of theirs alone drops its row, by name", () => {
    const table = csv("a,b,y\n1,u,1\n3,v,2\n100,u,3\n200,w,4\n");
    const split: Splitter = () => ({ train: Int32Array.of(0, 1), validation: Int32Array.of(2, 3) });
    const { features, encoder, validation, report } = prepare(table, { target: "y", validation: 0.5, split });
    expect(features).toEqual(["a", "b=v"]);
    expect(encoder.features[0]).toEqual({ name: "a", mean: 2, scale: 1 });
    expect([...(validation?.x ?? [])]).toEqual([98, -1]);
    expect([...(validation?.tableRows ?? [])]).toEqual([2]);
    expect(report.rowsDropped).toEqual([
      { reason: "level-not-in-training", count: 1, examples: [5], columns: [{ column: "b", count: 1 }] },
    ]);
    expect([report.rowsTrain, report.rowsValidation]).toEqual([2, 1]);
  });

  it("the seeded split is a partition, ascending, repeatable, different for other seeds, and fair", () => {
    const times = new Float64Array(10);
    const seen = new Set<string>();
    for (const seed of count(2000)) {
      const { train, validation } = seededSplit(10, 0.3, seed);
      expect([train.length, validation.length]).toEqual([7, 3]);
      expect([...train, ...validation].sort((a, b) => a - b)).toEqual(count(10));
      expect([...train]).toEqual([...train].sort((a, b) => a - b));
      for (const row of validation) times[row] += 1;
      seen.add(validation.join());
    }
    expect(seededSplit(10, 0.3, 7)).toEqual(seededSplit(10, 0.3, 7));
    expect(seen.size).toBe(120);
    // Binomial(2000, 0.3): mean 600, standard deviation 20.5; five of them.
    for (const time of times) expect(Math.abs(time - 600)).toBeLessThan(103);
  });

  it("large seeds differ from small ones, and no share holds out nothing or everything by rounding", () => {
    expect(seededSplit(50, 0.5, 1)).not.toEqual(seededSplit(50, 0.5, 1 + 2 ** 32));
    expect(seededSplit(50, 0.5, 1)).not.toEqual(seededSplit(50, 0.5, -1));
    expect(seededSplit(5, 0, 0).validation.length).toBe(0);
    expect(seededSplit(5, 0.01, 0).validation.length).toBe(1);
    expect(seededSplit(5, 0.99, 0).train.length).toBe(1);
  });
});
