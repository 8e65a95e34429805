import { describe, expect, it } from "vitest";
import { random } from "../../support/evaluate.ts";
import { call, routineNames } from "./call.ts";
import { points } from "./points.ts";

const companions = [0, -0, 1, -1, 5e-324, 1e-310, 0.3, -700.5, 1e6, 1e22, 2 ** 1023, Infinity, -Infinity, Number.NaN];

const bits = (values: Float64Array | Float32Array): string => Buffer.from(values.buffer).toString("hex");

describe.each([
  ["f64x2", 2],
  ["f32x4", 4],
] as const)("lanes of %s never influence one another", (width, size) => {
  it.each(routineNames)("%s", (name) => {
    const next = random(7);
    const list = points(name, 64)
      .filter(() => next() < 0.4)
      .slice(0, 120);
    const results = (x: number, y: number, lane: number, x1: number, y1: number) => {
      const place = (own: number, other: number) => Array.from({ length: size }, (_, i) => (i === lane ? own : other));
      return bits(call(name, width, place(x, x1), place(y, y1)).slice(lane, lane + 1));
    };
    for (const { x, y } of list) {
      const alone = results(x, y, 0, x, y);
      const other = companions[Math.floor(next() * companions.length)];
      const power = companions[Math.floor(next() * companions.length)];
      for (let lane = 0; lane < size; lane++) {
        expect(results(x, y, lane, other, power), `${name}(${x}, ${y}) beside (${other}, ${power})`).toBe(alone);
      }
    }
  });
});
