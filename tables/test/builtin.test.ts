import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtin, builtinTables, prepare } from "../src/index.ts";
import { errorOf } from "./support.ts";

const measurements = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];

describe("built-in tables", () => {
  it.each(Object.entries(builtinTables))("%s is the file in data/, to the letter", (name, { csv }) => {
    expect(csv).toBe(readFileSync(new URL(`../data/${name}.csv`, import.meta.url), "utf8"));
  });

  it("penguins: 344 rows, 342 measured, 152 + 68 + 124 of the three species", () => {
    const table = builtin("penguins");
    expect(table.rows).toBe(344);
    const species = table.columns[0].cells;
    expect(["Adelie", "Chinstrap", "Gentoo"].map((name) => species.filter((cell) => cell === name).length)).toEqual([
      152, 68, 124,
    ]);
    const prepared = prepare(table, { target: "species", features: measurements, missing: "drop" });
    expect([prepared.rows, prepared.features.length, prepared.task]).toEqual([342, 4, "classification"]);
    expect(prepared.classes).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
    expect([...prepared.y].filter((id) => id === 1).length).toBe(68);
  });

  it("cars: 406 rows, 398 with mpg, 392 complete; model years 1970 to 1982", () => {
    const table = builtin("cars");
    expect(table.rows).toBe(406);
    expect(table.columns.find(({ name }) => name === "mpg")?.cells.filter((cell) => cell !== "").length).toBe(398);
    const prepared = prepare(table, { target: "mpg", missing: "drop" });
    expect(prepared.rows).toBe(392);
    expect(prepared.task).toBe("regression");
    expect(prepared.report.columnsLeftOut).toEqual([{ column: "name", reason: "text-with-many-levels", levels: 311 }]);
    const years = table.columns.find(({ name }) => name === "year")?.cells ?? [];
    const perYear = Array.from(
      { length: 13 },
      (_, year) => years.filter((cell) => cell === String(1970 + year)).length,
    );
    expect(perYear).toEqual([35, 29, 28, 40, 27, 30, 34, 28, 36, 29, 29, 30, 31]);
  });

  it("an unknown table is refused with the nearest name", () => {
    const error = errorOf(() => builtin("pinguins"));
    expect(error.code).toBe("unknown-table");
    expect(error.details).toMatchObject({ nearest: ["penguins"] });
    expect(errorOf(() => builtin("toString")).code).toBe("unknown-table");
  });
});
