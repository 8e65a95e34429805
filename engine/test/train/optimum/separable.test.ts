import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { separable } from "../../../src/train/separable.ts";
import { normals } from "../support/affine.ts";

const ask = (x: readonly (readonly number[])[], classes: readonly number[], count = 2) =>
  separable(Float64Array.from(x.flat()), x.length, x[0].length, classes, count);

describe("separable", () => {
  it("tells rows on a line apart exactly when the classes do not interleave", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 12 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (places, sides) => {
          const classes = places.map((_, i) => (sides[i] ? 1 : 0));
          const of = (side: number) => places.filter((_, i) => classes[i] === side);
          const apart = (a: number[], b: number[]) => Math.max(...a) < Math.min(...b);
          const expected = apart(of(0), of(1)) || apart(of(1), of(0));
          expect(
            ask(
              places.map((place) => [place]),
              classes,
            ),
          ).toBe(expected);
        },
      ),
    );
  });

  it("needs the bias, and does not care for units", () => {
    expect(ask([[1e9], [1e9 + 1], [1e9 + 2], [1e9 + 3]], [0, 0, 1, 1])).toBe(true);
    expect(ask([[1e-9], [2e-9], [3e-9], [4e-9]], [0, 0, 1, 1])).toBe(true);
  });

  it("knows exclusive or", () => {
    expect(
      ask(
        [
          [0, 0],
          [1, 1],
          [0, 1],
          [1, 0],
        ],
        [0, 0, 1, 1],
      ),
    ).toBe(false);
    expect(
      ask(
        [
          [0, 0, 0],
          [1, 1, 1],
          [0, 1, 0],
          [1, 0, 0],
        ],
        [0, 0, 1, 1],
      ),
    ).toBe(true);
  });

  it("counts classes that share a point as not separable", () => {
    expect(ask([[0], [1], [1], [2]], [0, 0, 1, 1])).toBe(false);
  });

  it("finds a thin margin in many dimensions", () => {
    const next = normals(5);
    const direction = Array.from({ length: 8 }, next);
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 8 }, next));
    const score = (row: readonly number[]) => row.reduce((sum, value, j) => sum + value * direction[j], 0.3);
    const classes = rows.map((row) => (score(row) > 0 ? 1 : 0));
    expect(ask(rows, classes)).toBe(true);
    const nearest = rows.findIndex((row) => Math.abs(score(row)) > 2);
    expect(
      ask(
        rows,
        classes.map((side, i) => (i === nearest ? 1 - side : side)),
      ),
    ).toBe(false);
  });

  it("handles three classes and constant columns", () => {
    const x = [
      [0, 0, 7],
      [0, 1, 7],
      [9, 0, 7],
      [9, 1, 7],
      [4, 9, 7],
      [5, 9, 7],
    ];
    expect(ask(x, [0, 0, 1, 1, 2, 2], 3)).toBe(true);
    expect(ask(x, [0, 1, 1, 0, 2, 2], 3)).toBe(false);
    // The middle of three classes on a line has the top score in the middle: linear scores can do that.
    expect(ask([[0], [1], [2], [3], [4], [5]], [0, 0, 1, 1, 2, 2], 3)).toBe(true);
    expect(ask([[0], [1], [2], [3], [4], [5]], [0, 1, 0, 1, 2, 2], 3)).toBe(false);
  });

  it("decides wide tables too", () => {
    const next = normals(2);
    const rows = Array.from({ length: 60 }, () => Array.from({ length: 300 }, next));
    expect(
      ask(
        rows,
        rows.map((_, i) => i % 2),
      ),
    ).toBe(true);
    const twice = [...rows.slice(0, 30), ...rows.slice(0, 30)];
    expect(
      ask(
        twice,
        twice.map((_, i) => (i < 30 ? 0 : 1)),
      ),
    ).toBe(false);
  });

  it("does not answer what is not finite", () => {
    expect(ask([[Number.NaN], [1]], [0, 1])).toBeNull();
  });
});
