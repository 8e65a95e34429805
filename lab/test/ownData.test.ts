/** A race on a table of one's own: the rows of the built-in race, a rate that holds, and a tape that fits. */

import { builtin, readTable } from "@nabla/tables";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { raceableOf } from "../src/data/raceable.ts";
import { headOf, readFile } from "../src/data/training.ts";
import { keepOwn, type OwnData } from "../src/engine/ownData.ts";
import { record } from "../src/engine/recorder.ts";
import { tableNames, targets } from "../src/engine/sourceNames.ts";
import { fitOf } from "../src/engine/sources.ts";
import { presetOf } from "../src/race/presets.ts";
import { readState, writeState } from "../src/race/raceState.ts";

const ownFrom = (rows: number, features: number): OwnData => ({
  id: "own-00000000",
  table: "own.csv",
  target: "y",
  loss: "meanSquaredError",
  rows,
  features,
  x: new Float64Array(0),
  y: new Float64Array(0),
  stableRate: 0.1,
});

afterEach(() => keepOwn(ownFrom(1, 1)));

/** Standardized rows of a table whose columns have tails of any weight. */
const table = fc
  .record({
    rows: fc.integer({ min: 20, max: 80 }),
    width: fc.integer({ min: 1, max: 4 }),
    tail: fc.double({ min: 0.5, max: 3, noNaN: true }),
    seed: fc.nat(),
  })
  .map(({ rows, width, tail, seed }) => {
    let state = seed % 2147483647 || 1;
    const uniform = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647 - 0.5;
    };
    const cell = () => {
      const value = uniform();
      return Math.sign(value) * Math.abs(2 * value) ** tail;
    };
    const lines = Array.from({ length: rows }, () => Array.from({ length: width + 1 }, cell).join(","));
    return [Array.from({ length: width + 1 }, (_, i) => `c${i}`).join(","), ...lines].join("\n");
  });

describe("the head of a large file", () => {
  const lines = Array.from({ length: 400_000 }, (_, i) => `${i},${2 * i},${i % 7}`);

  it("has the first rows of the whole table", async () => {
    const file = new File([["x,y,z", ...lines].join("\n")], "large.csv");
    const head = await headOf(file);
    const whole = await readFile(file);
    if (head === null) throw new Error("there is no head");
    expect(whole.rows).toBe(lines.length);
    expect(head.rows).toBeGreaterThan(1000);
    expect(head.rows).toBeLessThan(whole.rows / 3);
    for (const [i, { name, cells }] of head.columns.entries()) {
      expect(name).toBe(whole.columns[i].name);
      expect(cells).toEqual(whole.columns[i].cells.slice(0, head.rows));
    }
  });

  it("is none where it would not be a table, or the whole is there at once", async () => {
    expect(await headOf(new File(["x,y\n1,2\n"], "small.csv"))).toBeNull();
    expect(await headOf(new File([JSON.stringify(lines.map((line) => ({ line })))], "large.json"))).toBeNull();
    expect(await headOf(new File([`x,y\n1,"${lines.join("\n")}"\n`], "quoted.csv"))).toBeNull();
  });
});

describe("a race on a table of one's own", () => {
  it.each(tableNames)("trains on the rows of the built-in race: %s", (name) => {
    const own = raceableOf(builtin(name), targets[name].column);
    keepOwn(own);
    expect(fitOf(own.id).data).toEqual(fitOf(name).data);
    expect(own.loss).toBe(targets[name].loss);
  });

  it("names its numbers, not its file", async () => {
    const [one, other, third] = await Promise.all(
      ["x,y\n1,2\n2,3\n3,5", "x,y\n1,2\n2,3\n3,5", "x,y\n1,2\n2,3\n3,6"].map(async (text, i) =>
        raceableOf(await readTable({ name: `${i}.csv`, text }), "y"),
      ),
    );
    expect(one.id).toBe(other.id);
    expect(third.id).not.toBe(one.id);
  });

  it("begins at a rate at which no lane runs away", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (text) => {
        const own = raceableOf(await readTable({ name: "own.csv", text }), "c0");
        keepOwn(own);
        for await (const said of record({ ...presetOf(own.id), seeds: 1 })) {
          if (said.kind === "end") expect(said.end.diverged).toBeNull();
          if (said.kind === "stretch") expect(Math.max(...said.stretch.losses)).toBeLessThan(1e3);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("asks for less of a larger table, and always for lanes that differ", () => {
    let before = Number.POSITIVE_INFINITY;
    for (const rows of [2, 50, 1000, 5000, 100_000, 1_000_000]) {
      const own = ownFrom(rows, 10);
      keepOwn(own);
      const { lanes, epochs } = presetOf(own.id);
      const [, , last] = lanes;
      expect(new Set(lanes.map(({ batchSize }) => batchSize)).size).toBe(lanes.length);
      const updates = epochs / Number((last ?? lanes[1]).batchSize);
      expect(updates).toBeLessThanOrEqual(before);
      before = updates;
    }
  });

  it("is not mistaken for the table of somebody else's link", () => {
    keepOwn(ownFrom(10, 1));
    const mine = writeState(presetOf("own-00000000"));
    expect(readState(mine)).toMatchObject({ setting: { source: "own-00000000" }, ignored: [] });
    mine.set("data", "own-12345678");
    expect(readState(mine)).toMatchObject({ setting: { source: "line" }, ignored: ["data=own-12345678"] });
  });

  it("is refused before it begins where its tape would not fit", async () => {
    const recording = record({
      ...presetOf("line"),
      epochs: 200,
      lanes: Array(60).fill({ batchSize: 1, learningRate: 0.1 }),
    });
    await expect(recording.next()).rejects.toMatchObject({ code: "tape-too-long" });
  });
});
