import { describe, expect, it } from "vitest";
import { reference } from "../../src/backends/reference/index.ts";
import { jit } from "../../src/jit/jit.ts";
import * as math from "../../src/trace/math.ts";
import type { Tensor } from "../../src/trace/tensor.ts";
import { grad } from "../../src/transform/grad.ts";

type Scalar = (x: number) => number;
const run = (f: (x: Tensor) => Tensor) => jit(f, { backend: reference.name }) as Scalar;
const first = (f: (x: Tensor) => Tensor) => run(grad(f));
const second = (f: (x: Tensor) => Tensor) => run(grad(grad(f)));
const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

/** The logistic function for x ≤ 0, where the formula has no cancellation. */
const logisticLow = (x: number) => Math.exp(x) / (1 + Math.exp(x));

describe("sigmoid", () => {
  it("is accurate in both tails", () => {
    const sigmoid = run(math.sigmoid);
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(-745)).toBeGreaterThan(0);
    expect(sigmoid(-1000)).toBe(0);
    expect(sigmoid(1000)).toBe(1);
    expect(sigmoid(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(sigmoid(Number.NaN)).toBeNaN();
    for (const x of [-700, -100, -37, -5, -0.1]) expect(relative(sigmoid(x), logisticLow(x))).toBeLessThan(1e-15);
    for (const x of [0.1, 1, 5, 20]) expect(relative(sigmoid(x), 1 - logisticLow(-x))).toBeLessThan(1e-15);
  });

  it("has derivatives that do not cancel", () => {
    for (const x of [-700, -37, -1, 0, 1, 37, 700]) {
      const low = logisticLow(-Math.abs(x));
      expect(relative(first(math.sigmoid)(x), low * (1 - low))).toBeLessThan(1e-15);
    }
    // σ'' = σ(1 − σ)(1 − 2σ), by hand at points where it is not 0.
    for (const x of [-30, -1, 2, 30]) {
      const low = logisticLow(-Math.abs(x));
      const expected = -Math.sign(x) * low * (1 - low) * (1 - 2 * low);
      expect(relative(second(math.sigmoid)(x), expected)).toBeLessThan(1e-13);
    }
    expect(second(math.sigmoid)(0)).toBe(0);
  });
});

describe("softplus", () => {
  it("neither overflows nor is lost", () => {
    const softplus = run(math.softplus);
    expect(softplus(0)).toBe(Math.LN2);
    expect(softplus(1000)).toBe(1000);
    expect(softplus(-1000)).toBe(0);
    expect(relative(softplus(-40), Math.exp(-40))).toBeLessThan(1e-15);
  });

  it("has the logistic function as its derivative, in the tails too", () => {
    // The gradient of the logistic loss at y = 1, z = 37: −σ(−37), which σ(37) − 1 would round to 0.
    const loss = (z: Tensor) => math.softplus(z.neg());
    expect(relative(first(loss)(37), -logisticLow(-37))).toBeLessThan(1e-12);
    expect(first(loss)(37)).toBeCloseTo(-8.533047625744066e-17, 30);
    expect(first(loss)(-1000)).toBe(-1);
    expect(first(math.softplus)(0)).toBe(0.5);
    expect(second(math.softplus)(0)).toBe(0.25);
    expect(first(math.logSigmoid)(1000)).toBe(0);
  });
});

describe("rectifiers", () => {
  it("have the stated derivative at 0 and keep NaN", () => {
    expect(first(math.relu)(0)).toBe(0);
    expect(first(math.relu)(2)).toBe(1);
    expect(run(math.relu)(Number.NaN)).toBeNaN();
    expect(run((x) => math.leakyRelu(x, 0.1))(-2)).toBe(-0.2);
    expect(first((x) => math.leakyRelu(x, 0.1))(0)).toBe(0.1);
    expect(run(math.elu)(-1)).toBe(Math.expm1(-1));
    expect(run(math.elu)(1000)).toBe(1000);
    expect(first(math.elu)(1000)).toBe(1);
    expect(first(math.elu)(0)).toBe(1);
    expect(first((x) => math.elu(x, 2))(-1)).toBe(2 * Math.exp(-1));
  });

  it("silu and gelu follow their formulas", () => {
    for (const x of [-3, -0.5, 0, 1, 4]) {
      expect(run(math.silu)(x)).toBeCloseTo(x / (1 + Math.exp(-x)), 14);
      const cubic = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
      expect(run(math.gelu)(x)).toBeCloseTo(0.5 * x * (1 + Math.tanh(cubic)), 14);
    }
  });
});

describe("second derivatives that are easily wrong", () => {
  // d²/dx² f(x)² = 2(f'² + f·f''), with f' and f'' in closed form.
  const t = Math.tanh(0.5);
  const s = 1 / (1 + Math.exp(-0.5));
  const cases: [string, (x: Tensor) => Tensor, number, number][] = [
    ["tanh(x)²", math.tanh, 2 * ((1 - t * t) ** 2 + t * (-2 * t * (1 - t * t))), 0.5652],
    ["exp(x)²", math.exp, 4 * Math.E, 10.8731],
    ["sigmoid(x)²", math.sigmoid, 2 * ((s * (1 - s)) ** 2 + s * s * (1 - s) * (1 - 2 * s)), 0.0388],
  ];
  it.each(cases)("%s at 0.5", (_, f, closed, digits) => {
    const found = second((x) => math.square(f(x)))(0.5);
    expect(relative(found, closed)).toBeLessThan(1e-14);
    expect(found).toBeCloseTo(digits, 4);
  });
});
