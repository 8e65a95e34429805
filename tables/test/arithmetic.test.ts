import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtin, equation, nearestNames, prepare } from "../src/index.ts";
import { Sha256 } from "../src/prepare/sha256.ts";
import { moments } from "../src/prepare/statistics.ts";
import { csv, errorOf } from "./support.ts";

describe("mean and standard deviation", () => {
  const of = (values: readonly number[]) => moments(values.length, (index) => values[index]);

  it("of known numbers, divided by n", () => {
    expect(of([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, sd: 2 });
    expect(of([-0, -0])).toEqual({ mean: 0, sd: 0 });
  });

  it("keep their digits far from zero, where the textbook formula loses them all", () => {
    expect(of([1e15 + 1, 1e15 + 3, 1e15 + 5, 1e15 + 7])).toEqual({ mean: 1e15 + 4, sd: Math.sqrt(5) });
    expect(of([1e16, 1, -1e16, 3]).mean).toBe(1);
  });

  it("of a number many times is that number, to the last bit", () => {
    expect(of(new Array(100_000).fill(0.1))).toEqual({ mean: 0.1, sd: 0 });
  });

  it("follow a factor of two exactly; the mean of whole numbers is rounded once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
        const { mean, sd } = of(values);
        expect(of(values.map((value) => value * 2 ** -300))).toEqual({ mean: mean * 2 ** -300, sd: sd * 2 ** -300 });
        const exact = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(mean).toBe(exact + 0);
      }),
    );
  });
});

describe("SHA-256", () => {
  it("agrees with another implementation for every length and every cut", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (pieces) => {
        const own = new Sha256();
        const other = createHash("sha256");
        for (const piece of pieces) {
          own.update(piece);
          other.update(piece);
        }
        expect(own.digest()).toBe(other.digest("hex"));
      }),
    );
    for (let length = 0; length <= 130; length++) {
      const bytes = new Uint8Array(length).fill(length);
      expect(new Sha256().update(bytes).digest()).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });
});

describe("equation", () => {
  it("gives the output of the scaled model from the raw cells", () => {
    const table = builtin("cars");
    const { encoder, x, features, rows, tableRows } = prepare(table, { target: "mpg", missing: "drop" });
    const weights = features.map((_, index) => (index % 2 ? 1 : -1) * (index + 0.5));
    const [{ output, intercept, terms }] = equation(encoder, weights, 23.4);
    expect(output).toBe("mpg");
    expect(terms.map(({ name }) => name)).toEqual(features);
    const cell = (row: number, name: string) => table.columns.find((column) => column.name === name)?.cells[row];
    for (let row = 0; row < rows; row++) {
      const scaled = weights.reduce((sum, weight, index) => sum + weight * x[row * features.length + index], 23.4);
      const original = terms.reduce((sum, { name, coefficient }) => {
        const [column, level] = name.split("=");
        const value = cell(tableRows[row], column);
        return sum + coefficient * (level === undefined ? Number(value) : Number(value === level));
      }, intercept);
      expect(Math.abs(scaled - original)).toBeLessThan(1e-9);
    }
  });

  it("names an output for each class", () => {
    const { encoder } = prepare(csv("a,b,y\n0,0,u\n2,4,v\n0,0,w\n2,4,u\n0,0,v\n2,4,w\n"), { target: "y" });
    const equations = equation(encoder, [1, 2, 3, 10, 20, 30], [0, 100, 200]);
    expect(equations.map(({ output }) => output)).toEqual(["u", "v", "w"]);
    expect(equations[1]).toEqual({
      output: "v",
      intercept: 100 - 2 - 20,
      terms: [
        { name: "a", coefficient: 2 },
        { name: "b", coefficient: 10 },
      ],
    });
    expect(errorOf(() => equation(encoder, [1, 2, 3], [0])).code).toBe("wrong-weights");
  });
});

describe("nearest names", () => {
  const known = ["mpg", "weight", "horsepower", "Weight_in_lbs"];
  it.each([
    ["weigth", ["weight"]],
    ["WEIGHT", ["weight", "Weight_in_lbs"]],
    ["power", ["horsepower"]],
    ["mgp", ["mpg"]],
    ["temperature", []],
  ])("%s: %j", (given, nearest) => {
    expect(nearestNames(given, known)).toEqual(nearest);
  });
});
