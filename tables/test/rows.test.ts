import { describe, expect, it } from "vitest";
import { prepare, type Splitter, seededSplit } from "../src/index.ts";
import { csv, errorOf, tableOf } from "./support.ts";

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

  describe("classes", () => {
    const classes = (counts: Readonly<Record<string, number>>) =>
      Object.entries(counts).flatMap(([name, rows]) => count(rows).map(() => name));
    const tally = (names: readonly string[]) =>
      Object.fromEntries(
        [...new Set(names)].sort().map((name) => [name, names.filter((each) => each === name).length]),
      );
    const heldOut = (counts: Readonly<Record<string, number>>, validation: number, seed = 0) => {
      const y = classes(counts);
      const prepared = prepare(tableOf({ x: count(y.length), y }), { target: "y", validation, seed });
      const names = (rows: Int32Array | undefined) => [...(rows ?? [])].map((row) => y[row]);
      return { prepared, train: names(prepared.tableRows), held: names(prepared.validation?.tableRows) };
    };

    it("are held out in proportion, from every seed", () => {
      for (const seed of count(50)) {
        const { held, train } = heldOut({ a: 60, b: 30, c: 10 }, 0.2, seed);
        expect(tally(held)).toEqual({ a: 12, b: 6, c: 2 });
        expect(tally(train)).toEqual({ a: 48, b: 24, c: 8 });
      }
    });

    it("share what does not divide by the largest remainders, and as many rows are held out as without classes", () => {
      expect(tally(heldOut({ a: 7, b: 3 }, 0.25).held)).toEqual({ a: 2, b: 1 });
      expect(tally(heldOut({ a: 5, b: 5 }, 0.1).held)).toEqual({ a: 1 });
      for (const validation of [0.05, 0.1, 0.33, 0.5]) {
        expect(heldOut({ a: 11, b: 6, c: 4 }, validation).held).toHaveLength(
          seededSplit(21, validation, 0).validation.length,
        );
      }
    });

    it("keep a row to learn from, and those of a single row are named", () => {
      const { train, held, prepared } = heldOut({ a: 20, b: 1, c: 2 }, 0.9);
      expect(tally(train)).toEqual({ a: 1, b: 1, c: 1 });
      expect(tally(held)).toEqual({ a: 19, c: 1 });
      expect(prepared.report.notHeldOut).toEqual(["b"]);
      expect(heldOut({ a: 20, b: 1 }, 0).prepared.report.notHeldOut).toEqual([]);
    });

    it("every row is as likely as its neighbours of the same class", () => {
      const times = new Float64Array(20);
      for (const seed of count(1000)) {
        const { prepared } = heldOut({ a: 15, b: 5 }, 0.2, seed);
        for (const row of prepared.validation?.tableRows ?? []) times[row] += 1;
      }
      // Binomial(1000, 0.2): mean 200, standard deviation 12.6; five of them.
      for (const time of times) expect(Math.abs(time - 200)).toBeLessThan(63);
    });
  });

  it("large seeds differ from small ones, and no share holds out nothing or everything by rounding", () => {
    expect(seededSplit(50, 0.5, 1)).not.toEqual(seededSplit(50, 0.5, 1 + 2 ** 32));
    expect(seededSplit(50, 0.5, 1)).not.toEqual(seededSplit(50, 0.5, -1));
    expect(seededSplit(5, 0, 0).validation.length).toBe(0);
    expect(seededSplit(5, 0.01, 0).validation.length).toBe(1);
    expect(seededSplit(5, 0.99, 0).train.length).toBe(1);
  });
});
