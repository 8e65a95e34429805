/** Each checker finds what it is for in a small fixture, and leaves the same code alone where it is allowed. */
import { describe, expect, it } from "vitest";
import { checkCycles } from "../check/cycles.ts";
import { checkFloors } from "../check/floors.ts";
import { checkHostNames } from "../check/hostNames.ts";
import { checkLineBudgets } from "../check/lineBudgets.ts";
import { checkMathematics } from "../check/mathematics.ts";
import { importsOf, parse } from "../check/source.ts";

const dependencies = { engine: [], tables: ["papaparse"], report: ["nabla", "preact"], node: ["nabla"], lab: [] };

/** The places where a checker finds something in one file: "line message". */
function findings(check: typeof checkHostNames, path: string, text: string): string[] {
  return check([parse(path, text)]).map(({ line, message }) => `${line} ${message}`);
}

const floorFindings = (path: string, text: string): string[] =>
  findings((sources) => checkFloors(sources, dependencies), path, text);

describe("imports", () => {
  it("are read in every form", () => {
    const text = [
      'import a from "./a.ts";',
      'import type { B } from "./b.ts";',
      'import { type C, type D } from "./c.ts";',
      'import { type E, f } from "./e.ts";',
      'export * from "./g.ts";',
      'export type { H } from "./h.ts";',
      'const i = await import("./i.ts");',
      'let j: import("./j.ts").J;',
      'import "./k.ts";',
      '// import "./comment.ts"',
    ].join("\n");
    expect(importsOf(parse("x.ts", text)).map((found) => [found.specifier, found.line, found.typesOnly])).toEqual([
      ["./a.ts", 1, false],
      ["./b.ts", 2, true],
      ["./c.ts", 3, true],
      ["./e.ts", 4, false],
      ["./g.ts", 5, false],
      ["./h.ts", 6, true],
      ["./i.ts", 7, false],
      ["./j.ts", 8, true],
      ["./k.ts", 9, false],
    ]);
  });
});

describe("floors", () => {
  it("refuse an import that goes up, also of a type", () => {
    expect(floorFindings("engine/src/ops/row.ts", 'import type { Tensor } from "../trace/tensor.ts";')).toEqual([
      "1 floor 2 (ops) imports floor 3 (trace): imports go down only",
    ]);
    expect(floorFindings("engine/src/trace/tensor.ts", 'import { rowOf } from "../ops/table.ts";')).toEqual([]);
    expect(floorFindings("engine/src/trace/a.ts", 'import { b } from "./sub/b.ts";')).toEqual([]);
  });

  it.each([
    ["lower", "learn"],
    ["learn", "lower"],
    ["backends", "learn"],
    ["learn", "backends"],
  ])("keep the columns apart: %s never imports %s", (from, to) => {
    expect(floorFindings(`engine/src/${from}/a.ts`, `import "../${to}/b.ts";`)).toHaveLength(1);
  });

  it("refuse a folder without a floor", () => {
    expect(floorFindings("engine/src/utilities/a.ts", 'import "../base/b.ts";')).toHaveLength(1);
  });

  it.each([
    ["engine", "nabla"],
    ["engine", "papaparse"],
    ["tables", "nabla"],
    ["tables", "@nabla/report"],
    ["report", "@nabla/tables"],
    ["report", "nabla/race"],
    ["node", "@nabla/lab"],
    ["lab", "@nabla/node"],
    ["node", "undeclared"],
    ["tables", "node:fs"],
    ["report", "node:fs"],
    ["engine", "../../tables/src/index.ts"],
  ])("refuse the arrow from %s to %s", (workspace, specifier) => {
    expect(floorFindings(`${workspace}/src/a.ts`, `import "${specifier}";`)).toHaveLength(1);
  });

  it.each([
    ["report", 'import type { CompareRecord } from "nabla/race";'],
    ["report", 'import { h } from "preact/hooks";'],
    ["node", 'import { compare } from "nabla/race";'],
    ["node", 'import { readFile } from "node:fs/promises";'],
    ["tables", 'import Papa from "papaparse";'],
  ])("allow in %s: %s", (workspace, text) => {
    expect(floorFindings(`${workspace}/src/a.ts`, text)).toEqual([]);
  });
});

describe("cycles", () => {
  it("are found through several files, with the way around", () => {
    const files = [
      parse("engine/src/a.ts", 'import "./b.ts";'),
      parse("engine/src/b.ts", 'import "./sub/c.ts";'),
      parse("engine/src/sub/c.ts", 'import type { A } from "../a.ts";'),
      parse("engine/src/d.ts", 'import "./a.ts"; import "./b.ts";'),
    ];
    const expected = "import cycle: engine/src/a.ts -> engine/src/b.ts -> engine/src/sub/c.ts -> engine/src/a.ts";
    expect(checkCycles(files).map(({ message }) => message)).toEqual([expected]);
  });
});

describe("host names", () => {
  it.each([
    "performance.now()",
    "new WebAssembly.Module(b)",
    "process.env",
    "setTimeout(f)",
    "new Date()",
    "globalThis.x",
  ])("finds %s", (expression) => {
    const text = `const a = 1;\nexport const b = ${expression};\n`;
    expect(findings(checkHostNames, "engine/src/jit/a.ts", text)).toHaveLength(1);
    expect(findings(checkHostNames, "engine/src/jit/a.ts", text)[0]).toMatch(/^2 /);
    expect(findings(checkHostNames, "engine/src/base/host.ts", text)).toEqual([]);
    expect(findings(checkHostNames, "node/src/a.ts", text)).toEqual([]);
  });

  it("leaves properties, types, text and names of one's own alone", () => {
    const text = `
      // performance.now()
      const words = "process";
      export let memory: WebAssembly.Memory;
      export const process = (row: { performance: number }) => row.performance;
      export const window = process({ performance: 1 });
      export const last = window;
    `;
    expect(findings(checkHostNames, "engine/src/jit/a.ts", text)).toEqual([]);
  });

  it("finds what depends on the locale", () => {
    expect(findings(checkHostNames, "tables/src/a.ts", 'export const a = "a".localeCompare("b");')).toHaveLength(1);
  });
});

describe("exact mathematics", () => {
  it.each(["Math.exp(1)", "Math.random()", "2 ** x", "1.5 ** 3", "Math", "Math['sin']", "Math.hypot(1, 2)"])(
    "finds %s",
    (expression) => {
      const text = `let x = 1;\nexport const y = ${expression};\n`;
      expect(findings(checkMathematics, "engine/src/train/a.ts", text)).toHaveLength(1);
      expect(findings(checkMathematics, "engine/src/backends/reference/a.ts", text)).toEqual([]);
      expect(findings(checkMathematics, "report/src/a.ts", text)).toEqual([]);
    },
  );

  it.each(["Math.sqrt(2)", "Math.PI", "Math.imul(1, 2)", "2 ** 32", "2 ** -52", "row.Math"])(
    "allows %s",
    (expression) => {
      expect(findings(checkMathematics, "tables/src/a.ts", `export const y = ${expression};`)).toEqual([]);
    },
  );

  it("finds **=", () => {
    expect(findings(checkMathematics, "tables/src/a.ts", "let y = 2; y **= 2;")).toHaveLength(1);
  });
});

describe("line budgets", () => {
  const lines = (count: number): string => "a;\n".repeat(count);

  it("refuse a file of more than 400 lines and warn above 250", () => {
    expect(checkLineBudgets([parse("engine/src/a.ts", lines(250))])).toEqual([]);
    expect(checkLineBudgets([parse("engine/src/a.ts", lines(251))])).toMatchObject([{ line: 251, warning: true }]);
    expect(checkLineBudgets([parse("engine/src/a.ts", lines(400))])).toMatchObject([{ warning: true }]);
    const [refused] = checkLineBudgets([parse("engine/src/a.ts", lines(401))]);
    expect(refused).toMatchObject({ line: 401 });
    expect(refused.warning).toBeUndefined();
  });

  it("give an example 80 lines", () => {
    expect(checkLineBudgets([parse("examples/a.ts", lines(80))])).toEqual([]);
    expect(checkLineBudgets([parse("examples/a.ts", lines(81))])).toHaveLength(1);
  });

  it("refuse a line of more than 120 columns, with its number", () => {
    expect(checkLineBudgets([parse("engine/src/a.ts", `a;\n${"b".repeat(121)};\n`)])).toMatchObject([{ line: 2 }]);
    expect(checkLineBudgets([parse("engine/src/a.ts", `${"b".repeat(119)};\n`)])).toEqual([]);
    expect(checkLineBudgets([parse("report/src/words/en/race.ts", "b".repeat(300))])).toEqual([]);
  });
});
