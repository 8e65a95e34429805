import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTable } from "../src/index.ts";
import { cellsOf, rejectionOf } from "./support.ts";

const read = (text: string, name = "stdin") => readTable({ name, text });
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

describe("JSON", () => {
  it("reads a list of objects; a key that is absent is a missing cell", async () => {
    const table = await read('[{"x": 1, "y": "a"}, {"y": null, "z": true}]', "t.json");
    expect(table.columns.map(({ name }) => name)).toEqual(["x", "y", "z"]);
    expect(cellsOf(table)).toEqual([
      [1, null],
      ["a", null],
      [null, true],
    ]);
    expect([table.place, table.line(1)]).toEqual(["row", 2]);
  });

  it("reads an object of lists", async () => {
    const table = await read('{"x": [1, 2], "y": ["a", "b"]}', "t.json");
    expect(cellsOf(table)).toEqual([
      [1, 2],
      ["a", "b"],
    ]);
  });

  it("reads NDJSON with lines", async () => {
    const table = await read('{"x": 1}\n\n{"x": 2}\n', "t.ndjson");
    expect(cellsOf(table)).toEqual([[1, 2]]);
    expect([table.place, table.line(1)]).toEqual(["line", 3]);
  });

  it("keeps a nested cell as its text and marks the column", async () => {
    const [column] = (await read('[{"x": {"a": [1]}}]')).columns;
    expect(column).toEqual({ name: "x", cells: ['{"a":[1]}'], nested: true });
  });

  it("a key called __proto__ is a column, not a prototype", async () => {
    const table = await read('[{"__proto__": 1, "x": 2}]');
    expect(table.columns.map(({ name }) => name)).toEqual(["__proto__", "x"]);
    expect(cellsOf(table)).toEqual([[1], [2]]);
  });

  it.each([
    ["[1, 2]", "wrong-json-shape"],
    ["3", "wrong-json-shape"],
    ['{"x": [1], "y": [1, 2]}', "wrong-json-shape"],
    ['{"x": 1}', "wrong-json-shape"],
    ['[{"x": 1}', "broken-json"],
    ["[]", "empty-table"],
    ['{"x": []}', "header-only"],
    ["", "empty-table"],
  ])("%s is refused as %s", async (text, code) => {
    expect((await rejectionOf(read(text, "t.json"))).code).toBe(code);
  });

  it("names the line of a broken NDJSON object", async () => {
    const error = await rejectionOf(read('{"x": 1}\n{"x": }\n', "t.jsonl"));
    expect(error.code).toBe("broken-json");
    expect(error.details).toMatchObject({ line: 2 });
  });
});

describe("the format is guessed", () => {
  it.each([
    ["a,b\n1,2\n", "csv"],
    ["a\tb\n1\t2\n", "tsv"],
    ['[{"a": 1}]', "json"],
    ['{\n"a": [1]}', "json"],
    ['{"a": 1}\n{"a": 2}\n', "ndjson"],
  ])("%j is %s", async (text, format) => {
    expect((await read(text)).format).toBe(format);
  });

  it("the name of the file decides before its content", async () => {
    expect((await read("a\n[1]\n", "t.CSV")).format).toBe("csv");
    expect((await read("a b\tc\n1\t2\n", "t.tab")).columns.map(({ name }) => name)).toEqual(["a b", "c"]);
  });

  it("the option decides before all; an unknown one is refused with the nearest", async () => {
    expect((await readTable({ name: "t.csv", text: '[{"a": 1}]' }, { format: "json" })).rows).toBe(1);
    const options = JSON.parse('{"format": "parqet"}');
    const error = await rejectionOf(readTable({ name: "t", text: "a\n1" }, options));
    expect(error.code).toBe("unknown-format");
    expect(error.details).toMatchObject({ nearest: ["parquet"] });
  });
});

describe("Parquet", () => {
  it.each(["uncompressed", "snappy", "gzip", "zstd"])("reads a %s file of another writer", async (compression) => {
    const table = await readTable({ name: "shops", bytes: fixture(`shops-${compression}.parquet`) });
    expect(table.format).toBe("parquet");
    expect(Object.fromEntries(table.columns.map(({ name, cells }) => [name, cells]))).toEqual({
      id: [1, 2, -3],
      size: [1.5, null, 2.25],
      city: ["Osaka", "Köln", null],
      open: [true, false, null],
      day: ["2024-01-02T00:00:00.000Z", "2024-01-03T00:00:00.000Z", null],
      tags: ["[1,2]", "[3]", null],
      price: [12.25, 0.5, null],
    });
    expect(table.columns.filter(({ nested }) => nested).map(({ name }) => name)).toEqual(["tags"]);
  });

  it("refuses a truncated file, and text called Parquet", async () => {
    const bytes = fixture("shops-snappy.parquet").slice(0, 500);
    expect((await rejectionOf(readTable({ name: "t.parquet", bytes }))).code).toBe("broken-parquet");
    expect((await rejectionOf(read("a,b\n1,2\n", "t.parquet"))).code).toBe("broken-parquet");
  });
});
