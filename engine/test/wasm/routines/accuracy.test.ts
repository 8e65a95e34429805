import { describe, expect, it } from "vitest";
import type { RoutineName } from "../../../src/backends/wasm/routines/index.ts";
import { call, routineNames } from "./call.ts";
import { type Point, points } from "./points.ts";
import { truth, ulps } from "./truth.ts";

interface Worst {
  readonly error: number;
  readonly at: Point;
  readonly result: number;
}

function worst(name: RoutineName, format: "float64" | "float32", list: readonly Point[]): Worst {
  const results = call(
    name,
    format === "float64" ? "f64x2" : "f32x4",
    list.map(({ x }) => x),
    list.map(({ y }) => y),
  );
  let found: Worst = { error: -1, at: { x: 0, y: 0 }, result: 0 };
  list.forEach((at, i) => {
    const error = ulps(results[i], truth[name](at.x, at.y), format);
    if (error > found.error) found = { error, at, result: results[i] };
  });
  return found;
}

/** The points of a routine that stay in its domain when rounded to float32. */
function narrow(name: RoutineName, list: readonly Point[]): Point[] {
  return list
    .map(({ x, y }) => ({ x: Math.fround(x), y: Math.fround(y) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .filter(({ x }) => (name === "log1p" ? x > -1 : name === "log" || name === "pow" ? x > 0 : true));
}

describe("routines stay within their bounds of the true value", () => {
  it.each(routineNames)("%s in float64", (name) => {
    const bound = name === "exp" || name === "log" ? 1 : 2;
    const { error, at, result } = worst(name, "float64", points(name, 4000));
    expect(error, `${name}(${at.x}, ${at.y}) = ${result}`).toBeLessThanOrEqual(bound);
  });

  it.each(routineNames)("%s in float32", (name) => {
    const { error, at, result } = worst(name, "float32", narrow(name, points(name, 2000)));
    expect(error, `${name}(${at.x}, ${at.y}) = ${result}`).toBeLessThanOrEqual(2);
  });
});
