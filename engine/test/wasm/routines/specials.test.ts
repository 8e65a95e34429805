import { describe, expect, it } from "vitest";
import type { RoutineName } from "../../../src/backends/wasm/routines/index.ts";
import { call } from "./call.ts";

const infinity = Number.POSITIVE_INFINITY;
const nan = Number.NaN;
const smallest = { f64x2: 5e-324, f32x4: 2 ** -149 };
const widths = ["f64x2", "f32x4"] as const;

/** Argument, result. */
const exact: Partial<Record<RoutineName, readonly (readonly [number, number])[]>> = {
  exp: [
    [0, 1],
    [-0, 1],
    [infinity, infinity],
    [-infinity, 0],
    [1e4, infinity],
    [-1e4, 0],
  ],
  expm1: [
    [0, 0],
    [-0, -0],
    [infinity, infinity],
    [-infinity, -1],
    [1e4, infinity],
    [-1e4, -1],
  ],
  log: [
    [1, 0],
    [0, -infinity],
    [-0, -infinity],
    [infinity, infinity],
    [-1, nan],
    [-1e-40, nan],
    [-infinity, nan],
  ],
  log1p: [
    [0, 0],
    [-0, -0],
    [-1, -infinity],
    [infinity, infinity],
    [-1.5, nan],
    [-1e30, nan],
    [-infinity, nan],
  ],
  tanh: [
    [0, 0],
    [-0, -0],
    [infinity, 1],
    [-infinity, -1],
    [30, 1],
    [-30, -1],
  ],
  sin: [
    [0, 0],
    [-0, -0],
    [infinity, nan],
    [-infinity, nan],
  ],
  cos: [
    [0, 1],
    [-0, 1],
    [infinity, nan],
    [-infinity, nan],
  ],
};

describe.each(widths)("special arguments in %s", (width) => {
  it.each(Object.entries(exact))("of %s", (name, cases) => {
    const results = call(name as RoutineName, width, [...cases.map(([x]) => x), nan]);
    expect([...results]).toEqual([...cases.map(([, result]) => result), nan]);
  });

  it.each(["expm1", "log1p", "tanh", "sin"] as const)("%s keeps the smallest numbers, with their sign", (name) => {
    const tiny = [smallest[width], -smallest[width], 3 * smallest[width], -(2 ** -130), 2 ** -126];
    expect([...call(name, width, tiny)]).toEqual(tiny);
  });
});

describe("results known to the last bit", () => {
  it("exp, log and powers that are exact or correctly rounded", () => {
    expect([...call("exp", "f64x2", [1])]).toEqual([Math.E]);
    const logs = [...call("log", "f64x2", [0.6, 0.7, 0.8])].map((value) => -value);
    expect(logs).toEqual([0.5108256237659907, 0.35667494393873245, 0.2231435513142097]);
    const x = [2, 3, 10, 10, 0.5, 4, 2, 2, 2, 708.4, 5e-324, 9];
    const y = [10, 4, 15, 22, 1074, 0.5, -1074, 1023, -1, 1, 1, -0.5];
    const powers = [1024, 81, 1e15, 1e22, 5e-324, 2, 5e-324, 2 ** 1023, 0.5, 708.4, 5e-324, 1 / 3];
    expect([...call("pow", "f64x2", x, y)]).toEqual(powers);
  });

  it("exp overflows and underflows where the format ends", () => {
    // log(2¹⁰²⁴) = 709.782712893384 rounds to a number below it; half the smallest number is e^−745.1332….
    const [last, over, least, under] = call(
      "exp",
      "f64x2",
      [709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412],
    );
    expect(last).toBeLessThan(infinity);
    expect([over, least, under]).toEqual([infinity, 5e-324, 0]);
  });
});

describe.each(widths)("pow in %s", (width) => {
  const pow = (...pairs: readonly (readonly [number, number])[]): number[] => [
    ...call(
      "pow",
      width,
      pairs.map(([x]) => x),
      pairs.map(([, y]) => y),
    ),
  ];
  const numbers = [0, -0, 1, -1, 2.5, -2.5, 3, -3, 0.5, -0.5, 1e-40, -1e-40, 1e30, -1e30, infinity, -infinity];

  it("is 1 for the exponent 0 and for the base 1, whatever the other", () => {
    for (const any of [...numbers, nan]) expect(pow([any, 0], [any, -0], [1, any])).toEqual([1, 1, 1]);
  });

  it("is unknown for NaN otherwise", () => {
    for (const any of numbers.filter((x) => x !== 0)) expect(pow([nan, any])).toEqual([nan]);
    for (const any of numbers.filter((x) => x !== 1)) expect(pow([any, nan])).toEqual([nan]);
  });

  it("of zeros: sign kept by odd integers only, infinite for negative exponents", () => {
    expect(pow([0, 3], [-0, 3], [0, 2], [-0, 2], [0, 2.5], [-0, 2.5])).toEqual([0, -0, 0, 0, 0, 0]);
    expect(pow([0, -3], [-0, -3], [0, -2], [-0, -2])).toEqual([infinity, -infinity, infinity, infinity]);
    expect(pow([0, -2.5], [-0, -2.5], [0, infinity], [-0, infinity])).toEqual([infinity, infinity, 0, 0]);
    expect(pow([0, -infinity], [-0, -infinity])).toEqual([infinity, infinity]);
  });

  it("of infinities: as of the zeros they are the inverse of", () => {
    expect(pow([infinity, 0.5], [infinity, -0.5], [infinity, infinity], [infinity, -infinity])).toEqual([
      infinity,
      0,
      infinity,
      0,
    ]);
    expect(pow([-infinity, 3], [-infinity, 2], [-infinity, 2.5])).toEqual([-infinity, infinity, infinity]);
    expect(pow([-infinity, -3], [-infinity, -2], [-infinity, -2.5])).toEqual([-0, 0, 0]);
    expect(pow([-infinity, infinity], [-infinity, -infinity])).toEqual([infinity, 0]);
  });

  it("with infinite exponents: decided by the size of the base", () => {
    expect(pow([-1, infinity], [-1, -infinity])).toEqual([1, 1]);
    expect(pow([2, infinity], [-2, infinity], [0.5, infinity], [-0.5, infinity])).toEqual([infinity, infinity, 0, 0]);
    expect(pow([2, -infinity], [-2, -infinity], [0.5, -infinity], [-0.5, -infinity])).toEqual([
      0,
      0,
      infinity,
      infinity,
    ]);
  });

  it("of negative bases: sign by the parity of the exponent, none between integers", () => {
    expect(pow([-2, 3], [-2, 2], [-2, -3], [-2, -2], [-1, 3], [-1, 4])).toEqual([-8, 4, -0.125, 0.25, -1, 1]);
    expect(pow([-2, 0.5], [-2, 1 / 3], [-1e30, -1.5], [-1e-40, 2.25])).toEqual([nan, nan, nan, nan]);
    // The largest odd integers of the formats, and the even ones beyond.
    const odd = width === "f64x2" ? 2 ** 53 - 1 : 2 ** 24 - 1;
    expect(pow([-1, odd], [-1, odd + 1], [-1, 2 * odd], [-2, odd], [-2, -odd])).toEqual([-1, 1, 1, -infinity, -0]);
  });

  it("with enormous exponents and bases", () => {
    const most = width === "f64x2" ? Number.MAX_VALUE : 2 ** 127;
    const least = smallest[width];
    expect(pow([2, most], [2, -most], [0.5, most], [most, most], [most, -most], [least, most])).toEqual([
      infinity,
      0,
      0,
      infinity,
      0,
      0,
    ]);
    const above = width === "f64x2" ? 1 + 2 ** -52 : 1 + 2 ** -23;
    expect(pow([least, -most], [-2, most], [1.5, least], [above, most], [above, -most])).toEqual([
      infinity,
      infinity,
      1,
      infinity,
      0,
    ]);
  });

  it("gives the base back for the exponent 1", () => {
    const bases = Array.from({ length: 4000 }, (_, i) =>
      Math.fround((1 + ((i * 0.618033988749895) % 1)) * 2 ** ((i % 250) - 125)),
    );
    expect(pow(...bases.map((x) => [x, 1] as const))).toEqual(bases);
  });
});
