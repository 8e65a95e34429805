/** Scales with their ticks: which values get one, and how they are written. */

import { ticks as linearTicks } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import { formatAmount, formatDuration, formatNumber, powerOfTen } from "../words/number.ts";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Axis {
  readonly position: (value: number) => number;
  readonly ticks: readonly Tick[];
}

const exponentOf = (value: number): number => Math.floor(Math.log10(value) + 1e-9);

/** Every so many of the values, the largest among them. */
const everyFrom = (values: readonly number[], every: number): readonly number[] =>
  values.filter((_, index) => (values.length - 1 - index) % every === 0);

/** Values for the ticks of a logarithmic axis: powers of ten if enough, else 1-2-5, else even ones. */
export function logarithmicValues([low, high]: readonly [number, number], count: number): readonly number[] {
  const inside = (value: number): boolean => value >= low * 0.999 && value <= high * 1.001;
  const exponents = Array.from({ length: exponentOf(high) - exponentOf(low) + 1 }, (_, i) => exponentOf(low) + i);
  const powers = exponents.map((exponent) => 10 ** exponent).filter(inside);
  if (powers.length >= 3) {
    return everyFrom(powers, Math.ceil(powers.length / count));
  }
  const finer = exponents.flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent)).filter(inside);
  if (finer.length > count + 2) return everyFrom(finer, Math.ceil(finer.length / count));
  return finer.length >= 3 ? finer : linearTicks(low, high, Math.min(count, 4));
}

const isPowerOfTen = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

/** Losses on an axis: all as powers of ten where one of them is far from 1, otherwise all as plain numbers. */
export function lossLabels(values: readonly number[]): readonly string[] {
  const far = values.some((value) => value > 0 && (value < 1e-3 || value > 1e4));
  if (far && values.every((value) => value > 0 && isPowerOfTen(value))) {
    return values.map((value) => powerOfTen(Math.round(Math.log10(value))));
  }
  return values.map((value) => formatNumber(value));
}

export const amountLabels = (values: readonly number[]): readonly string[] =>
  values.map((value) => (value < 1 ? formatNumber(value) : formatAmount(value)));
export const durationLabels = (values: readonly number[]): readonly string[] => values.map(formatDuration);

/** Learning rates, each with the digits it needs. */
export const rateLabels = (values: readonly number[]): readonly string[] => values.map((value) => formatNumber(value));

type Labels = (values: readonly number[]) => readonly string[];

function ticksAt(values: readonly number[], position: (value: number) => number, labels: Labels): readonly Tick[] {
  const written = labels(values);
  return values.map((value, index) => ({ at: position(value), label: written[index] }));
}

/** An even axis; `rounded` widens it to the next whole tick on both sides. */
export function linearAxis(
  domain: readonly [number, number],
  range: readonly [number, number],
  count: number,
  labels: Labels,
  rounded = true,
): Axis {
  const exact = scaleLinear().domain(domain).range(range);
  const scale = rounded ? exact.nice(count) : exact;
  return { position: (value) => scale(value), ticks: ticksAt(scale.ticks(count), scale, labels) };
}

export function logarithmicAxis(
  domain: readonly [number, number],
  range: readonly [number, number],
  count: number,
  labels: Labels,
): Axis {
  const scale = scaleLog().domain(domain).range(range);
  return { position: (value) => scale(value), ticks: ticksAt(logarithmicValues(domain, count), scale, labels) };
}

/** A logarithmic axis on which 0 has a place of its own, `gap` pixels before the first positive value. */
export function logarithmicAxisFromZero(
  domain: readonly [number, number],
  range: readonly [number, number],
  gap: number,
  count: number,
  labels: Labels,
): Axis {
  const axis = logarithmicAxis(domain, [range[0] + gap, range[1]], count, labels);
  return {
    position: (value) => (value <= 0 ? range[0] : axis.position(value)),
    ticks: [{ at: range[0], label: "0" }, ...axis.ticks],
  };
}
