import { describe, expect, it } from "vitest";
import { exactly, type Real, truth, ulps } from "./truth.ts";

/** The first digits after the point, cut off. */
function digits({ mantissa, scale }: Real, count: number): string {
  const size = mantissa < 0n ? -mantissa : mantissa;
  const scaled = (size * 10n ** BigInt(count)) >> BigInt(scale);
  const text = scaled.toString().padStart(count + 1, "0");
  return `${mantissa < 0n ? "-" : ""}${text.slice(0, -count)}.${text.slice(-count)}`;
}

describe("the truth the routines are measured against", () => {
  it("agrees with published digits", () => {
    // OEIS A001113, A002162, A049469, A049470, A002392, A073744.
    expect(digits(truth.exp(1), 50)).toBe("2.71828182845904523536028747135266249775724709369995");
    expect(digits(truth.log(2), 50)).toBe("0.69314718055994530941723212145817656807550013436025");
    expect(digits(truth.log1p(1), 50)).toBe("0.69314718055994530941723212145817656807550013436025");
    expect(digits(truth.sin(1), 50)).toBe("0.84147098480789650665250232163029899962256306079837");
    expect(digits(truth.cos(1), 50)).toBe("0.54030230586813971740093660744297660373231042061792");
    expect(digits(truth.log(10), 50)).toBe("2.30258509299404568401799145468436420760110148862877");
    expect(digits(truth.tanh(1), 50)).toBe("0.76159415595576488811945828260479359041276859725793");
    expect(digits(truth.pow(2, 0.5), 50)).toBe("1.41421356237309504880168872420969807856967187537694");
    expect(digits(truth.expm1(1), 50)).toBe("1.71828182845904523536028747135266249775724709369995");
    // Ng 1992, Argument Reduction for Huge Arguments: Good to the Last Bit.
    expect(digits(truth.sin(1e22), 16)).toBe("-0.8522008497671888");
  });

  it("satisfies the identities of the functions far beyond float64", () => {
    const close = (left: Real, right: Real) => {
      const scale = Math.max(left.scale, right.scale);
      const difference =
        (left.mantissa << BigInt(scale - left.scale)) - (right.mantissa << BigInt(scale - right.scale));
      const size = left.mantissa << BigInt(scale - left.scale);
      const limit = (size < 0n ? -size : size) >> 120n;
      expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(limit);
    };
    const product = (a: Real, b: Real): Real => ({ mantissa: a.mantissa * b.mantissa, scale: a.scale + b.scale });
    const sum = (a: Real, b: Real): Real => {
      const scale = Math.max(a.scale, b.scale);
      return {
        mantissa: (a.mantissa << BigInt(scale - a.scale)) + (b.mantissa << BigInt(scale - b.scale)),
        scale,
      };
    };
    const one = exactly(1);
    for (const x of [2 ** -1070, 2 ** -300, 2 ** -30, 0.125, 0.375, 0.75, 3.5, 40.25, 300]) {
      close(product(truth.exp(x), truth.exp(-x)), one);
      close(sum(truth.expm1(x), one), truth.exp(x));
      close(sum(product(truth.sin(x), truth.sin(x)), product(truth.cos(x), truth.cos(x))), one);
      close(product(exactly(2), product(truth.sin(x), truth.cos(x))), truth.sin(2 * x));
      close(product(truth.tanh(x), sum(truth.exp(2 * x), one)), truth.expm1(2 * x));
      close(truth.pow(x, 3), product(exactly(x), product(exactly(x), exactly(x))));
      close(sum(truth.log(3 * x), product(exactly(-1), truth.log(x))), truth.log(3));
      if (1 + x - 1 === x) close(truth.log1p(x), truth.log(1 + x));
    }
  });

  it("counts units in the last place", () => {
    expect(ulps(1, exactly(1), "float64")).toBe(0);
    expect(ulps(1 + 2 ** -52, exactly(1), "float64")).toBe(1);
    expect(ulps(1 + 2 ** -23, exactly(1), "float32")).toBe(1);
    expect(ulps(5e-324, exactly(1.5e-323), "float64")).toBe(2);
    expect(ulps(0, { mantissa: 1n, scale: 1075 }, "float64")).toBe(0.5);
    expect(ulps(Number.POSITIVE_INFINITY, { mantissa: 1n, scale: -2000 }, "float64")).toBe(0);
    expect(ulps(Number.POSITIVE_INFINITY, exactly(Number.MAX_VALUE), "float64")).toBe(1);
    expect(ulps(Number.NEGATIVE_INFINITY, { mantissa: 1n, scale: -2000 }, "float64")).toBeGreaterThan(1e15);
    expect(ulps(Number.NaN, exactly(1), "float64")).toBe(Number.POSITIVE_INFINITY);
  });
});
