import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Curve, CurvesFigure } from "../src/figures/CurvesFigure.tsx";
import { csvOf } from "../src/figures/drawnTable.ts";
import { columnPath, denseArea } from "../src/figures/pixelColumns.ts";
import { linearAxis } from "../src/figures/scale.ts";
import { batchLook } from "../src/lanes/lane.ts";

const plain = (values: readonly number[]): string[] => values.map(String);
const horizontal = linearAxis([0, 1000], [0, 20], 4, plain, false);
const vertical = linearAxis([0, 1], [0, 100], 4, plain, false);

/** As figures have it: the higher, the fewer pixels from the top. */
const upwards = linearAxis([0, 1], [100, 0], 4, plain, false);

const curveOf = (heights: readonly number[]): Curve => ({
  name: "curve",
  look: batchLook,
  times: (index) => index,
  heights: (index) => heights[index],
  length: heights.length,
  until: heights.length - 1,
});

const pointsOf = (path: string): (readonly [number, number])[] =>
  path
    .slice(1)
    .split("L")
    .map((pair) => {
      const [x, y] = pair.split(",").map(Number);
      return [x, y] as const;
    });

describe("the line of a long curve", () => {
  it("keeps the first, the last, the highest and the lowest point of every column of pixels", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 1000 }),
        (heights) => {
          const drawn = pointsOf(columnPath(curveOf(heights), 0, heights.length - 1, horizontal, vertical));
          const columns = new Map<number, number[]>();
          heights.forEach((height, i) => {
            const column = Math.round(horizontal.position(i));
            columns.set(column, [...(columns.get(column) ?? []), Number(vertical.position(height).toFixed(1))]);
          });
          for (const [column, ys] of columns) {
            const shown = drawn
              .filter(([x]) => Math.round(x) === column || Math.abs(x - column) <= 0.5)
              .map(([, y]) => y);
            for (const y of [Math.min(...ys), Math.max(...ys), ys[0], ys[ys.length - 1]]) expect(shown).toContain(y);
          }
          expect(drawn.length).toBeLessThanOrEqual(4 * columns.size);
        },
      ),
    );
  });

  it("is an area that covers every point, without a gap, and no more than a line would", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 1000 }),
        (heights) => {
          const corners = pointsOf(
            denseArea(curveOf(heights), 0, heights.length - 1, horizontal, upwards).slice(0, -1),
          );
          const upper = corners.slice(0, corners.length / 2);
          const lower = corners.slice(corners.length / 2).reverse();
          expect(upper.map(([x]) => x)).toEqual(lower.map(([x]) => x));
          heights.forEach((height, i) => {
            const column = upper.findLastIndex(([x]) => Math.round(x) <= Math.round(horizontal.position(i)));
            const y = upwards.position(height);
            expect(upper[column][1]).toBeLessThanOrEqual(y);
            expect(lower[column][1]).toBeGreaterThanOrEqual(y);
          });
          for (let column = 1; column < upper.length; column++) {
            expect(upper[column][1]).toBeLessThan(lower[column - 1][1]);
            expect(lower[column][1]).toBeGreaterThan(upper[column - 1][1]);
          }
          const [most, least] = [Math.max(...heights), Math.min(...heights)].map(upwards.position);
          for (const [, y] of corners) {
            expect(y).toBeGreaterThan(most - 1);
            expect(y).toBeLessThan(least + 1);
          }
        },
      ),
    );
  });

  it("draws nothing where there is nothing to draw", () => {
    expect(denseArea(curveOf([0.5]), 1, 0, horizontal, vertical)).toBe("");
    expect(columnPath(curveOf([0.5]), 1, 0, horizontal, vertical)).toBe("");
  });
});

describe("the table behind a figure", () => {
  it("keeps every digit, quotes what must be quoted, and leaves what is not finite empty", () => {
    const rows = [
      ["a, b", 0.1 + 0.2, null],
      ['say "x"', Number.NaN, Number.NEGATIVE_INFINITY],
    ];
    const csv = 'name,x,loss\n"a, b",0.30000000000000004,\n"say ""x""",,\n';
    expect(csvOf({ columns: ["name", "x", "loss"], rows })).toBe(csv);
  });

  it("has every point of every curve", () => {
    const curves = [curveOf([1, 0.5, 0.25])];
    const props = { curves, clock: "steps", shows: "loss", floor: 0.1, ceiling: 1, end: 20, cursor: 0 } as const;
    expect([...CurvesFigure.table({ ...props, language: "en" }).rows]).toEqual([
      ["curve", 0, 1],
      ["curve", 1, 0.5],
      ["curve", 2, 0.25],
    ]);
  });
});
