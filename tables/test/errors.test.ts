import { describe, expect, it } from "vitest";
import { type PrepareOptions, prepare } from "../src/index.ts";
import { csv, errorOf, tableOf } from "./support.ts";

const cars = tableOf({
  mpg: [18, 15.5, 36, 30],
  weight: [3504, 3693, 2130, 2372],
  origin: ["USA", "USA", "Japan", "Japan"],
});
const refused = (options: PrepareOptions, table = cars) => errorOf(() => prepare(table, options));

describe("names", () => {
  it("an unknown column: the nearest names", () => {
    const error = refused({ target: "mpg", features: ["weigth"] });
    expect(error.code).toBe("unknown-column");
    expect(error.details).toMatchObject({ table: "t.csv", column: "weigth", role: "feature", nearest: ["weight"] });
    expect(error.message).toContain('did you mean "weight"?');
    expect(error.message).toContain("mpg, weight, origin");
  });

  it.each(["target", "weights"] as const)("an unknown column as %s", (role) => {
    expect(refused({ target: "mpg", [role]: "orgin" }).details).toMatchObject({ role, nearest: ["origin"] });
  });

  it("nothing near: no suggestion", () => {
    const error = refused({ target: "temperature" });
    expect(error.details.nearest).toEqual([]);
    expect(error.message).not.toContain("did you mean");
  });

  it("upper and lower case alone may differ, and that is reported", () => {
    const { report, features } = prepare(cars, { target: "MPG", features: ["Weight"] });
    expect(features).toEqual(["weight"]);
    expect(report.matchedNames).toEqual([
      { given: "MPG", used: "mpg" },
      { given: "Weight", used: "weight" },
    ]);
    const table = tableOf({ X: [1, 2], x: [1, 2], y: [1, 2] });
    expect(refused({ target: "y", features: ["x", "X"] }, tableOf({ a: [1] })).code).toBe("unknown-column");
    expect(prepare(table, { target: "y", features: ["X"] }).features).toEqual(["X"]);
  });
});

describe("roles", () => {
  it.each([
    [{ target: "mpg", features: ["weight", "mpg"] }, "target-is-feature", "mpg"],
    [{ target: "mpg", drop: ["MPG"] }, "target-is-dropped", "mpg"],
    [{ target: "mpg", weights: "mpg" }, "target-is-weights", "mpg"],
    [{ target: "mpg", features: ["weight"], drop: ["weight"] }, "feature-is-dropped", "weight"],
    [{ target: "mpg", features: ["weight"], weights: "weight" }, "weights-are-feature", "weight"],
  ])("%j: %s", (options, code, column) => {
    const error = refused(options);
    expect([error.code, error.details.column]).toEqual([code, column]);
  });
});

describe("options", () => {
  it.each([
    [{ missing: "dorp" }, "missing", "drop"],
    [{ scale: "standart" }, "scale", "standard"],
    [{ task: "regresion" }, "task", "regression"],
    [{ validation: 1 }, "validation", "below 1"],
    [{ validation: -0.1 }, "validation", "from 0"],
    [{ validation: Number.NaN }, "validation", "from 0"],
    [{ seed: 0.5 }, "seed", "whole number"],
    [{ numeric: ["weight"], text: ["weight"] }, "text", "only one"],
  ])("%j is refused", (options, option, hint) => {
    const error = errorOf(() => prepare(cars, Object.assign<PrepareOptions, object>({ target: "mpg" }, options)));
    expect([error.code, error.details.option]).toEqual(["invalid-option", option]);
    expect(error.message).toContain(hint);
  });
});

describe("targets", () => {
  it.each([
    [[2, 2, 2, 2], {}, "constant-target"],
    [["a", "a", "a", "a"], {}, "one-class"],
    [[1, 1, 1, 1], { task: "classification" }, "one-class"],
    [["a", "b", "a", "b"], { task: "regression" }, "text-target"],
    [["a", "b", "c", "d"], {}, "too-many-classes"],
    [[1.5, 2.5, 3.5, 4.5], { task: "classification" }, "too-many-classes"],
    [["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], {}, "unusable-target"],
    [["", "", "", ""], { missing: "drop" }, "unusable-target"],
  ] as const)("%j with %j: %s", (y, options, code) => {
    expect(refused({ target: "y", ...options }, tableOf({ x: [1, 2, 3, 4], y })).code).toBe(code);
  });

  it("a class that only held-out rows have", () => {
    const table = tableOf({ x: [1, 2, 3, 4, 5, 6], y: ["a", "b", "a", "b", "c", "c"] });
    const split = () => ({ train: Int32Array.of(0, 1, 2, 3), validation: Int32Array.of(4, 5) });
    const error = refused({ target: "y", validation: 0.3, split }, table);
    expect([error.code, error.details.class]).toEqual(["class-not-in-training", "c"]);
  });
});

describe("rows", () => {
  it.each([
    ["a single row", "x,y\n1,2\n", {}, "one-row"],
    ["a single row with all its cells", "x,y\n1,2\n,3\n2,\n", { missing: "drop" }, "one-row"],
    ["no row with all its cells", "x,z,y\n1,,2\n,1,3\n2,,3\n,3,5\n", { missing: "drop" }, "no-rows-left"],
    ["too few rows for training", "x,y\n1,2\n2,3\n", { validation: 0.5 }, "too-few-training-rows"],
  ] as const)("%s", (_, text, options, code) => {
    expect(refused({ target: "y", ...options }, csv(text)).code).toBe(code);
  });
});

describe("weights", () => {
  const weighted = (weights: unknown[]) => tableOf({ x: [1, 2, 3], w: weights, y: [1, 2, 4] });

  it("are no feature, and come with their rows", () => {
    const prepared = prepare(weighted([1, "", 0.5]), { target: "y", weights: "w", missing: "mean" });
    expect(prepared.features).toEqual(["x"]);
    expect([...(prepared.weights ?? [])]).toEqual([1, 0.5]);
    expect(prepared.report.rowsDropped).toEqual([
      { reason: "missing-weight", count: 1, examples: [3], columns: [{ column: "w", count: 1 }] },
    ]);
  });

  it.each([
    [[1, -1, 1], "negative-weight", { line: 3, column: "w", value: -1 }],
    [[0, 0, 0], "zero-weights", { column: "w" }],
    [["a", 1, 1], "not-a-number", { line: 2, column: "w" }],
    [[1, "", 1], "missing-values", { columns: [{ column: "w", count: 1 }] }],
  ])("%j: %s", (weights, code, details) => {
    const error = refused({ target: "y", weights: "w" }, weighted(weights));
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject(details);
  });
});
