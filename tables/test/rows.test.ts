import { describe, expect, it } from "vitest";
import { prepare, type Splitter, seededSplit } from "../src/index.ts";
import { csv, errorOf } from "./support.ts";

const count = (length: number) => Array.from({ length }, (_, index) => index);

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
