/** Pieces of evidence of a claim, read as what they should be. */
import type { ClaimRecord } from "nabla/race";
import { formatNumber, formatShare, formatShareInterval } from "../number.ts";

/** null where there is no such number. */
export function numberIn({ evidence }: ClaimRecord, name: string): number | null {
  const value = evidence[name];
  return typeof value === "number" ? value : null;
}

export function numbersIn({ evidence }: ClaimRecord, name: string): readonly (number | null)[] {
  const value = evidence[name];
  return typeof value === "object" && value !== null ? value : [];
}

export const textIn = ({ evidence }: ClaimRecord, name: string): string => String(evidence[name] ?? "");

/** A number of the evidence as people read it. */
export const formatIn = (claim: ClaimRecord, name: string): string => formatNumber(numberIn(claim, name));

/** A share of the evidence as a percentage; nothing where it is missing. */
export function shareIn(claim: ClaimRecord, name: string): string {
  const value = numberIn(claim, name);
  return value === null ? "" : formatShare(value);
}

/** An interval of shares; nothing where an end is missing. */
export function shareIntervalIn(claim: ClaimRecord, name: string): string {
  const [low, high] = numbersIn(claim, name);
  return typeof low === "number" && typeof high === "number" ? formatShareInterval([low, high]) : "";
}
