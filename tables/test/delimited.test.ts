import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { cellsOf, csv, errorOf } from "./support.ts";

describe("CSV", () => {
  it("reads names, cells and the line of every row", () => {
    const table = csv("x, y\n1,2\n\n3,4\n");
    expect(table.columns.map(({ name }) => name)).toEqual(["x", "y"]);
    expect(cellsOf(table)).toEqual([
      ["1", "3"],
      ["2", "4"],
    ]);
    expect([table.line(0), table.line(1)]).toEqual([2, 4]);
  });

  it("counts lines through quoted line breaks", () => {
    const table = csv('x,y\n"a\nb",1\n"c ""d""",2\n"e,f",3');
    expect(cellsOf(table)[0]).toEqual(["a\nb", 'c "d"', "e,f"]);
    expect([0, 1, 2].map((row) => table.line(row))).toEqual([2, 4, 5]);
  });

  it.each([",", ";", "\t", "|"])("finds the delimiter %j from the line of names", (delimiter) => {
    const table = csv(
      [`a${delimiter}b${delimiter}c`, ["1,5", "2", "3"].map((cell) => `"${cell}"`).join(delimiter)].join("\n"),
    );
    expect(table.delimiter).toBe(delimiter);
    expect(cellsOf(table)).toEqual([["1,5"], ["2"], ["3"]]);
  });

  it("is not misled by decimal commas or by commas in quoted names", () => {
    expect(csv("a;b\n1,5;2,5\n").delimiter).toBe(";");
    expect(csv('"a,b,c";d\n1;2\n').delimiter).toBe(";");
  });

  it.each(["\n", "\r\n", "\r"])(
    "reads line breaks %j, with and without a last one, after a byte order mark",
    (newline) => {
      for (const end of ["", newline]) {
        const table = csv(`\uFEFFx,y${newline}1,2${newline}3,4${end}`);
        expect(table.columns.map(({ name }) => name)).toEqual(["x", "y"]);
        expect(cellsOf(table)[1]).toEqual(["2", "4"]);
        expect(table.line(1)).toBe(3);
      }
    },
  );

  it("reads back what another writer quoted", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "1", '"', ",", ";", "\n", " ", "é", "中") });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
        const text = Papa.unparse([["first", "second", "third"], ...rows], { quotes: true, newline: "\n" });
        const table = csv(text);
        expect(cellsOf(table)).toEqual([0, 1, 2].map((column) => rows.map((row) => row[column])));
        const lines = text.split("\n");
        rows.forEach((row, index) => {
          expect(lines[table.line(index) - 1].startsWith(`"${row[0].split("\n")[0].replaceAll('"', '""')}`)).toBe(true);
        });
      }),
    );
  });

  it("names a column without a name by its position", () => {
    expect(csv(",y\n0,1\n").columns.map(({ name }) => name)).toEqual(["column_1", "y"]);
  });
});

describe("CSV that is refused", () => {
  it("a quote that is never closed, with the line where it opens", () => {
    const error = errorOf(() => csv('x,y\n1,2\n3,"four\n5,6\n'));
    expect(error.code).toBe("broken-quotes");
    expect(error.details).toMatchObject({ table: "t.csv", line: 3, unclosed: true });
    expect(error.message).toContain("t.csv, line 3");
  });

  it("text after a closing quote", () => {
    const error = errorOf(() => csv('x,y\n"one" two,2\n3,4\n'));
    expect(error.code).toBe("broken-quotes");
    expect(error.details).toMatchObject({ line: 2, unclosed: false });
  });

  it.each([
    ["too few cells", "x,y\n1,2\n3\n", 3, 1],
    ["too many cells", "x,y\n1,2\n\n3,4,5\n", 4, 3],
  ])("a row with %s", (_, text, line, found) => {
    const error = errorOf(() => csv(text));
    expect(error.code).toBe("ragged-row");
    expect(error.details).toMatchObject({ line, found, expected: 2 });
    expect(error.message).toContain(`line ${line}`);
  });

  it("two columns of one name", () => {
    const error = errorOf(() => csv("x,y, x\n1,2,3\n"));
    expect(error.code).toBe("duplicate-columns");
    expect(error.details).toMatchObject({ columns: ["x"], positions: [[1, 3]] });
  });

  it.each([
    ["nothing", "", "empty-table"],
    ["blank lines", " \n\n", "empty-table"],
    ["names without rows", "x,y\n", "header-only"],
    ["numbers where names should be", "1,2\n3,4\n", "no-header"],
  ])("%s", (_, text, code) => {
    expect(errorOf(() => csv(text)).code).toBe(code);
  });
});
