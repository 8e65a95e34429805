/** The strokes of a long path: they grow with it, cover the same pixels, and hardly more than once. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ink } from "../src/figures/ink.ts";
import { linearAxis } from "../src/figures/scale.ts";

const plain = (values: readonly number[]): string[] => values.map(String);
const plot = { left: 10, right: 110, top: 20, bottom: 100 };
const horizontal = linearAxis([-1, 1], [plot.left, plot.right], 4, plain, false);
const vertical = linearAxis([-1, 1], [plot.bottom, plot.top], 4, plain, false);
const ink = () => new Ink(horizontal, vertical, plot);

const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true });
const path = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 120 })
  .map((pairs) => Float64Array.from(pairs.flat()));

/** The pixels of the plot that strokes go through. */
function pixelsOf(strokes: readonly (readonly [number, number, number, number])[]): Set<string> {
  const pixels = new Set<string>();
  for (const [x0, y0, x1, y1] of strokes) {
    const steps = Math.ceil(4 * Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
    for (let i = 0; i <= steps; i++) {
      const share = steps === 0 ? 0 : i / steps;
      const [x, y] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
      if (x > plot.left && x < plot.right && y > plot.top && y < plot.bottom) {
        pixels.add(`${Math.round(x)},${Math.round(y)}`);
      }
    }
  }
  return pixels;
}

function strokesOf(d: string): [number, number, number, number][] {
  let [x, y] = [0, 0];
  return [...d.matchAll(/([ML])(-?[\d.]+),(-?[\d.]+)/g)].flatMap(([, kind, nextX, nextY]) => {
    const stroke: [number, number, number, number] = [x, y, Number(nextX), Number(nextY)];
    [x, y] = [Number(nextX), Number(nextY)];
    return kind === "M" ? [] : [stroke];
  });
}

const allStrokes = (points: Float64Array) =>
  Array.from({ length: points.length / 2 - 1 }, (_, i) => {
    const at = (state: number) =>
      [horizontal.position(points[2 * state]), vertical.position(points[2 * state + 1])] as const;
    return [...at(i), ...at(i + 1)] as [number, number, number, number];
  });

describe("the ink of a path", () => {
  it("leaves no pixel of the path farther from a stroke than a line is broad", () => {
    fc.assert(
      fc.property(path, (points) => {
        const drawn = pixelsOf(strokesOf(ink().upTo(points, points.length / 2 - 1)));
        // Where it begins there is a mark of its own.
        drawn.add(`${Math.round(horizontal.position(points[0]))},${Math.round(vertical.position(points[1]))}`);
        for (const pixel of pixelsOf(allStrokes(points))) {
          const [x, y] = pixel.split(",").map(Number);
          const reach = [-2, -1, 0, 1, 2];
          const near = reach.some((dx) => reach.some((dy) => drawn.has(`${x + dx},${y + dy}`)));
          expect(near).toBe(true);
        }
      }),
    );
  });

  it("is the same whether the path comes at once or state by state, and each moment is a beginning of the end", () => {
    fc.assert(
      fc.property(path, (points) => {
        const [whole, growing] = [ink(), ink()];
        const end = points.length / 2 - 1;
        const last = whole.upTo(points, end);
        for (let state = 0; state <= end; state++) {
          const part = points.subarray(0, 2 * (state + 1));
          expect(growing.continues(part)).toBe(true);
          const d = growing.upTo(part, state);
          expect(last.startsWith(d)).toBe(true);
          expect(whole.upTo(points, state)).toBe(d);
        }
        expect(growing.continues(points.map((value) => value + 1))).toBe(false);
      }),
    );
  });

  it("draws a path that never comes back without a gap, however short its moves", () => {
    const move = fc.tuple(
      fc.double({ min: 0.002, max: 0.05, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(move, { minLength: 60, maxLength: 200 }), (moves) => {
        const states = [[-0.9, 0]];
        for (const [right, slope] of moves) {
          const [x, y] = states[states.length - 1];
          const up = right * slope;
          states.push([x + right, Math.abs(y + up) < 0.9 ? y + up : y - up]);
        }
        const seen = states.filter(([x]) => x < 0.9);
        const d = ink().upTo(Float64Array.from(seen.flat()), seen.length - 1);
        expect(d.match(/M/g)).toHaveLength(1);
      }),
    );
  });

  it("does not grow while a path swarms where it has been", () => {
    const swarm = (states: number) =>
      Float64Array.from({ length: 2 * states }, (_, i) => 0.2 * Math.sin(i * i * 12.9898));
    const [some, many] = [swarm(20_000), swarm(200_000)];
    const length = ink().upTo(some, 19_999).length;
    expect(length).toBeLessThan(60_000);
    expect(ink().upTo(many, 199_999).length).toBeLessThan(1.2 * length);
  });
});
