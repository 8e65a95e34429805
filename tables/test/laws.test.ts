import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtin, decodeTarget, type Encoder, encode, prepare, readTable } from "../src/index.ts";
import { bytesOf, csv, errorOf, tableOf } from "./support.ts";

/** Tables of two number columns, a text column and a target, with missing cells. */
const tables = fc
  .array(
    fc.record({
      a: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), { nil: "", freq: 8 }),
      b: fc.integer({ min: -1000, max: 1000 }),
      c: fc.option(fc.constantFrom("red", "green", "blue"), { nil: "NA", freq: 8 }),
      y: fc.double({ noNaN: true, min: -100, max: 100 }),
    }),
    { minLength: 12, maxLength: 40 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, b: row.b + index / 8, y: row.y + index })));

type Row = Readonly<Record<"a" | "b" | "c" | "y", string | number>>;
const asTable = (rows: readonly Row[]) =>
  tableOf({
    a: rows.map(({ a }) => a),
    b: rows.map(({ b }) => b),
    c: rows.map(({ c }) => c),
    y: rows.map(({ y }) => y),
  });

const missingRules = ["drop", "mean"] as const;

describe("encode", () => {
  it("gives the training rows and the rows held out to the bit, also after the encoder was written to JSON", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(...missingRules), fc.integer(), (rows, missing, seed) => {
        const table = asTable(rows);
        const prepared = prepare(table, { target: "y", missing, validation: 0.25, seed });
        const encoder: Encoder = JSON.parse(JSON.stringify(prepared.encoder));
        const encoded = encode(encoder, table);
        const width = prepared.features.length;
        for (const part of [prepared, prepared.validation]) {
          if (part === undefined) continue;
          part.tableRows.forEach((tableRow, index) => {
            const at = encoded.tableRows.indexOf(tableRow) * width;
            const again = encoded.x.slice(at, at + width);
            expect(bytesOf(again)).toEqual(bytesOf(part.x.slice(index * width, (index + 1) * width)));
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does the same for both built-in tables", () => {
    for (const [name, target] of [
      ["penguins", "species"],
      ["cars", "mpg"],
    ] as const) {
      const prepared = prepare(builtin(name), { target, missing: "mean" });
      const { x, tableRows } = encode(prepared.encoder, builtin(name));
      const width = prepared.features.length;
      prepared.tableRows.forEach((row, index) => {
        const at = tableRows.indexOf(row) * width;
        expect(x.slice(at, at + width)).toEqual(prepared.x.slice(index * width, (index + 1) * width));
      });
    }
  });

  const trained = prepare(csv("a,c,y\n1,u,1\n3,v,2\n5,u,4\n"), { target: "y" });

  it("finds columns by name in any order and case, needs no target, ignores the rest", () => {
    const { x } = encode(trained.encoder, csv("other,C,A\nz,u,1\nz,v,3\nz,u,5\n"));
    expect(x).toEqual(trained.x);
  });

  it("reads typed cells as it reads text", async () => {
    const text = '[{"a": 1, "c": "u"}, {"a": 3, "c": "v"}, {"a": 5, "c": "u"}]';
    expect(encode(trained.encoder, await readTable({ name: "t.json", text })).x).toEqual(trained.x);
  });

  it("skips rows it cannot encode, and names line, column and level", () => {
    const { rows, tableRows, skipped } = encode(trained.encoder, csv("a,c\n1,w\n3,v\n,u\n4,\n"));
    expect([rows, [...tableRows]]).toEqual([1, [1]]);
    expect(skipped).toEqual([
      { row: 0, line: 2, column: "c", reason: "unknown-level", value: "w", known: ["u", "v"] },
      { row: 2, line: 4, column: "a", reason: "missing" },
      { row: 3, line: 5, column: "c", reason: "missing" },
    ]);
  });

  it("takes a column without any number, and a level in digits", () => {
    expect(encode(trained.encoder, csv("a,c\n,u\nNA,v\n")).skipped.length).toBe(2);
    const digits = prepare(csv("a,y\n1,2\n2,3\n3,5\n"), { target: "y", text: ["a"], scale: "none" });
    expect([...encode(digits.encoder, csv("a,b\n3,0\n1,0\n")).x]).toEqual([0, 1, 0, 0]);
  });

  it("refuses a column that is absent, with the nearest names, and a cell that is no number", () => {
    const absent = errorOf(() => encode(trained.encoder, csv("aa,c\n1,u\n")));
    expect(absent.code).toBe("missing-columns");
    expect(absent.details).toMatchObject({ absent: ["a"], nearest: ["aa", "c"] });
    const text = errorOf(() => encode(trained.encoder, csv("a,c\n1,u\nx,u\n")));
    expect([text.code, text.details.line, text.details.column]).toEqual(["not-a-number", 3, "a"]);
  });

  it("decodes classes", () => {
    const { encoder, y } = prepare(builtin("penguins"), {
      target: "island",
      features: ["body_mass_g"],
      missing: "drop",
    });
    expect([...y.slice(0, 1)].map((id) => decodeTarget(encoder, id))).toEqual(["Torgersen"]);
    expect(errorOf(() => decodeTarget(encoder, 3)).code).toBe("unknown-class");
    expect(decodeTarget(trained.encoder, 1.5)).toBe(1.5);
  });
});

describe("x", () => {
  it("has mean 0 and standard deviation 1 in every column of the training rows", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(...missingRules), fc.integer(), (rows, missing, seed) => {
        const { x, rows: count, features } = prepare(asTable(rows), { target: "y", missing, validation: 0.25, seed });
        for (let column = 0; column < features.length; column++) {
          const values = Array.from({ length: count }, (_, row) => x[row * features.length + column]);
          const mean = values.reduce((sum, value) => sum + value, 0) / count;
          const variance = values.reduce((sum, value) => sum + value * value, 0) / count;
          expect(Math.abs(mean)).toBeLessThan(1e-9);
          expect(Math.abs(variance - 1)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has full rank together with a constant column: one level of every text column is left out", () => {
    const p = count(24).map((row) => "abcd"[row % 4]);
    const q = count(24).map((row) => "xyz"[row % 3]);
    const { x, features, rows } = prepare(tableOf({ p, q, y: count(24) }), { target: "y", scale: "none" });
    expect(features).toEqual(["p=b", "p=c", "p=d", "q=y", "q=z"]);
    const design = count(rows).map((row) => [1, ...x.slice(row * 5, row * 5 + 5)]);
    expect(rank(design)).toBe(6);
    expect(rank(design.map((row, index) => [...row, Number(p[index] === "a")]))).toBe(6);
  });

  it("follows the rows: a permuted table gives permuted rows", () => {
    fc.assert(
      fc.property(tables, fc.integer(), (rows, seed) => {
        const order = rows.map((_, index) => index).sort((i, j) => mixed(i, seed) - mixed(j, seed) || i - j);
        const straight = prepare(asTable(rows), { target: "y", missing: "drop" });
        const permuted = prepare(asTable(order.map((index) => rows[index])), { target: "y", missing: "drop" });
        const width = straight.features.length;
        expect(permuted.features).toEqual(straight.features);
        permuted.tableRows.forEach((row, index) => {
          const original = straight.tableRows.indexOf(order[row]);
          expect(permuted.y[index]).toBe(straight.y[original]);
          for (let column = 0; column < width; column++) {
            const value = permuted.x[index * width + column];
            expect(value).toBeCloseTo(straight.x[original * width + column], 9);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it("keeps its units without scaling; the scaling is reported all the same", () => {
    const { x, report, encoder } = prepare(csv("a,y\n1,1\n3,2\n"), { target: "y", scale: "none" });
    expect([...x]).toEqual([1, 3]);
    expect(encoder.features).toEqual([{ name: "a", mean: 0, scale: 1 }]);
    expect(report.scaling).toEqual([{ feature: "a", mean: 2, sd: 1 }]);
  });
});

describe("the hash", () => {
  const text = "a,b,y\n1,u,1\n2,v,2\n3,u,4\n4,v,8\n";
  const hash = (source: string, options = {}) => prepare(csv(source), { target: "y", ...options }).hash;

  it("is the same for the same data, however it is written or scaled", async () => {
    expect(hash(text)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(text.replaceAll("\n", "\r\n").replace("1,u", '1.0,"u"'))).toBe(hash(text));
    expect(hash(text, { scale: "none" })).toBe(hash(text));
    const json = await readTable({
      name: "t",
      text: JSON.stringify({ a: [1, 2, 3, 4], b: ["u", "v", "u", "v"], y: [1, 2, 4, 8] }),
    });
    expect(prepare(json, { target: "y" }).hash).toBe(hash(text));
  });

  it("changes with a value, a name, the order of rows, and the split", () => {
    const others = [
      hash(text.replace("8", "9")),
      hash(text.replace("a,b", "a,c")),
      hash("a,b,y\n2,v,2\n1,u,1\n3,u,4\n4,v,8\n"),
      hash(text, { validation: 0.25, seed: 1 }),
      hash(text, { features: ["a"] }),
    ];
    expect(new Set([hash(text), ...others]).size).toBe(6);
  });
});

const count = (length: number) => Array.from({ length }, (_, index) => index);
const mixed = (index: number, seed: number) => Math.imul(index + 1, seed | 1) % 101;

/** Gaussian elimination with pivots. */
function rank(matrix: number[][]): number {
  const rows = matrix.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < rows[0].length; column++) {
    const pivot = rows.findIndex((row, index) => index >= found && Math.abs(row[column]) > 1e-9);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot], rows[found]];
    for (let row = found + 1; row < rows.length; row++) {
      const factor = rows[row][column] / rows[found][column];
      rows[row] = rows[row].map((value, index) => value - factor * rows[found][index]);
    }
    found += 1;
  }
  return found;
}
