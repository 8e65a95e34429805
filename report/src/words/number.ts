/** Numbers as people read them, the same in both languages. A missing number is a loss that is not finite: ∞. */

import { format } from "d3-format";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10ⁿ written with superscripts: `powerOfTen(-3)` is "10⁻³". */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/**
 * A measured number with `digits` significant digits; groups of thousands from 1,000 on, powers of ten below 0.001
 * and from a million on.
 * @example formatNumber(0.00001234) // "1.23×10⁻⁵"
 */
export function formatNumber(value: number | null, digits = 3): string {
  if (value === null || value === Infinity) return "∞";
  if (value === -Infinity) return "−∞";
  if (Number.isNaN(value)) return "—";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power < -3 || power >= 6) return `${format("~f")(Number(mantissa))}×${powerOfTen(power)}`;
  if (power >= digits) return format(",.0f")(value);
  return format(`.${Math.max(0, digits - 1 - power)}~f`)(value);
}

/** A count: whole, with groups of thousands. */
export const formatCount = (value: number): string => format(",.0f")(value);

/** A share between 0 and 1 as a percentage: `formatShare(0.0512)` is "5.12%". */
export function formatShare(share: number | null): string {
  return share === null ? "—" : `${formatNumber(share * 100)}%`;
}

/** `[low, high]` with the same digits as the estimate beside it. */
export function formatInterval(interval: readonly [number, number] | null, digits = 3): string {
  return interval === null ? "" : `[${formatNumber(interval[0], digits)}, ${formatNumber(interval[1], digits)}]`;
}

export const formatShareInterval = (interval: readonly [number, number]): string =>
  `[${formatShare(interval[0])}, ${formatShare(interval[1])}]`;

const durations = [
  { unit: "ns", seconds: 1e-9 },
  { unit: "µs", seconds: 1e-6 },
  { unit: "ms", seconds: 1e-3 },
  { unit: "s", seconds: 1 },
] as const;

/** A duration in the unit that leaves one to three digits before the point: `formatDuration(3.2e-8)` is "32 ns". */
export function formatDuration(seconds: number): string {
  if (seconds === 0) return "0 s";
  if (seconds >= 120) return `${formatNumber(seconds / 60)} min`;
  const scale = durations.findLast((each) => seconds >= each.seconds) ?? durations[0];
  return `${formatNumber(seconds / scale.seconds)} ${scale.unit}`;
}

const magnitudes = [
  { suffix: "", size: 1 },
  { suffix: "k", size: 1e3 },
  { suffix: "M", size: 1e6 },
  { suffix: "G", size: 1e9 },
  { suffix: "T", size: 1e12 },
] as const;

/** A large amount with an SI prefix: `formatAmount(23_400_000)` is "23.4M". */
export function formatAmount(value: number): string {
  const scale = magnitudes.findLast((each) => value >= each.size) ?? magnitudes[0];
  return `${formatNumber(value / scale.size)}${scale.suffix}`;
}
