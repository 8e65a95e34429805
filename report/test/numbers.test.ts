import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatCount,
  formatDuration,
  formatNumber,
  formatShare,
  powerOfTen,
} from "../src/words/number.ts";
import { displayWidth } from "../src/words/width.ts";

/** What a reader understands: "1.2×10⁻³", "1,234", "−0.5". */
function read(text: string): number {
  const [mantissa, power] = text.replaceAll(",", "").replace("−", "-").split("×10");
  const digits = [...(power ?? "")].map((each) => (each === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(each)));
  return Number(mantissa) * 10 ** Number(digits.join("") || 0);
}

describe("numbers", () => {
  it("are read as what was written, to the digits shown", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 });
    fc.assert(
      fc.property(finite, (value) => {
        const shown = read(formatNumber(value, 4));
        return Math.abs(value) < 1e-300 ? Math.abs(shown) <= 1e-300 : Math.abs(shown - value) <= Math.abs(value) * 6e-4;
      }),
    );
  });

  it("show what is not finite as infinite", () => {
    expect(formatNumber(null)).toBe("∞");
    expect(formatNumber(Infinity)).toBe("∞");
    expect(formatNumber(-Infinity)).toBe("−∞");
  });

  it.each([
    [0, "0"],
    [0.1 + 0.2, "0.3"],
    [999.9, "1,000"],
    [1234567, "1.23×10⁶"],
    [-0.00001234, "−1.23×10⁻⁵"],
    [0.00123, "0.00123"],
    [123456, "123,456"],
  ])("writes %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it("choose the unit", () => {
    expect(formatDuration(3.2e-8)).toBe("32 ns");
    expect(formatDuration(0.0042)).toBe("4.2 ms");
    expect(formatDuration(600)).toBe("10 min");
    expect(formatAmount(23_400_000)).toBe("23.4M");
    expect(formatShare(0.0512)).toBe("5.12%");
    expect(formatCount(1234567)).toBe("1,234,567");
    expect(powerOfTen(-12)).toBe("10⁻¹²");
  });
});

describe("displayWidth", () => {
  it("counts Chinese characters and marks as two columns, combining marks as none", () => {
    expect(displayWidth("学习率 0.1")).toBe(10);
    expect(displayWidth("“批量”：")).toBe(8);
    expect(displayWidth("e\u0301")).toBe(1);
    expect(displayWidth("⠉●▲■")).toBe(4);
  });
});
