import { describe, expect, it } from "vitest";
import * as datasets from "../../../src/doors/datasets.ts";

const { blobs, circles, line, moons, spirals, xor } = datasets;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: readonly number[], power: number) => mean(values.map((value) => value ** power));

describe("every generator", () => {
  it.each(Object.entries(datasets))(
    "%s gives the same data for the same seed, other data for another",
    (name, make) => {
      const given = { rows: 60, seed: 3 };
      const { x, y } = make(given);
      expect(x).toHaveLength(60);
      expect(y).toHaveLength(60);
      expect([...x.flat(), ...y].every(Number.isFinite)).toBe(true);
      expect(make(given)).toEqual({ x, y });
      expect(make({ rows: 60, seed: 4 }).x).not.toEqual(x);
      expect(make().x).toHaveLength(make.info.options.find((option) => option.name === "rows")?.default ?? 0);
      expect(make.info.id).toBe(name);
      for (const words of Object.values(make.info.name)) expect(words).toMatch(/\S/);
    },
  );

  it.each(Object.entries(datasets))("%s refuses what means nothing", (name, make) => {
    expect(() => make({ rows: 0 })).toThrow(new RegExp(`${name}: rows is 0; expected a whole number`));
    expect(() => make({ rows: 2.5 })).toThrow(/rows is 2.5/);
    expect(() => make({ seed: -1 })).toThrow(/seed is -1/);
    expect(() => make({ row: 5 } as never)).toThrow(/no option "row".*did you mean "rows"/);
  });
});

describe("line", () => {
  it("lies on the line where there is no noise", () => {
    const { x, y } = line({ rows: 50, slope: -3, intercept: 2, noise: 0 });
    for (const [i, [value]] of x.entries()) expect(y[i]).toBeCloseTo(2 - 3 * value, 14);
    expect(Math.min(...x.flat())).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...x.flat())).toBeLessThan(1);
  });

  it("has normal noise: its moments and its share beyond two deviations", () => {
    const { x, y } = line({ rows: 40_000, slope: 1, intercept: 0, noise: 0.5, seed: 2 });
    const z = y.map((value, i) => (value - x[i][0]) / 0.5);
    // Standard errors of the sample moments of 40,000 normal numbers: 0.005, 0.007, 0.019, 0.049.
    expect(Math.abs(mean(z))).toBeLessThan(0.02);
    expect(Math.abs(moment(z, 2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(z, 3))).toBeLessThan(0.08);
    expect(Math.abs(moment(z, 4) - 3)).toBeLessThan(0.2);
    const beyond = z.filter((value) => Math.abs(value) > 2).length / z.length;
    expect(Math.abs(beyond - 0.0455)).toBeLessThan(0.005);
  });
});

describe("classes", () => {
  it("come in turn, so that every stretch of rows is balanced", () => {
    expect(blobs({ rows: 7, classes: 3 }).y).toEqual([0, 1, 2, 0, 1, 2, 0]);
    for (const make of [moons, circles, spirals, xor]) expect(make({ rows: 4 }).y).toEqual([0, 1, 0, 1]);
  });

  it("of blobs lie around their centres with the spread", () => {
    const { x, y } = blobs({ rows: 9000, classes: 3, columns: 4, spread: 0.5, seed: 1 });
    for (const id of [0, 1, 2]) {
      const own = x.filter((_, i) => y[i] === id);
      for (const j of [0, 1, 2, 3]) {
        const column = own.map((row) => row[j]);
        const centre = mean(column);
        expect(Math.abs(centre)).toBeLessThan(5.1);
        expect(
          moment(
            column.map((value) => value - centre),
            2,
          ),
        ).toBeCloseTo(0.25, 1);
      }
    }
  });

  it("of moons are half circles", () => {
    const { x, y } = moons({ rows: 400, noise: 0 });
    for (const [i, [a, b]] of x.entries()) {
      const [u, v] = y[i] === 0 ? [a, b] : [1 - a, 0.5 - b];
      expect(Math.hypot(u, v)).toBeCloseTo(1, 12);
      expect(v).toBeGreaterThanOrEqual(0);
    }
  });

  it("of circles have the two radii", () => {
    const { x, y } = circles({ rows: 400, noise: 0, factor: 0.3 });
    for (const [i, point] of x.entries()) expect(Math.hypot(...point)).toBeCloseTo(y[i] === 0 ? 1 : 0.3, 12);
    for (const sign of [-1, 1]) for (const j of [0, 1]) expect(x.some((point) => point[j] * sign > 0.9)).toBe(true);
  });

  it("of spirals turn with the radius", () => {
    const { x, y } = spirals({ rows: 300, classes: 3, turns: 2, noise: 0 });
    for (const [i, [a, b]] of x.entries()) {
      const radius = Math.hypot(a, b);
      const angle = 2 * Math.PI * (2 * radius + y[i] / 3);
      expect(a).toBeCloseTo(radius * Math.cos(angle), 10);
      expect(b).toBeCloseTo(radius * Math.sin(angle), 10);
    }
  });

  it("of xor are told by the signs", () => {
    const { x, y } = xor({ rows: 500 });
    for (const [i, [a, b]] of x.entries()) expect(a < 0 !== b < 0).toBe(y[i] === 1);
    for (const quarter of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ]) {
      expect(x.filter((point) => point.every((value, j) => value * quarter[j] > 0)).length).toBeGreaterThan(80);
    }
  });
});
