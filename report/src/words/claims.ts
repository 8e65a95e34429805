/** One plain sentence per claim, made from its verdict and its numbers. */

import type { ClaimRecord, Verdict } from "nabla/race";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount, formatInterval, formatNumber, formatShare, formatShareInterval } from "./number.ts";

/** A sign for each verdict, so that colour is never the only difference. */
export const verdictSign: Record<Verdict, string> = {
  holds: "✓",
  "does not hold": "✗",
  inconclusive: "?",
  "not tested": "–",
};

export const claimTitle = (id: string, language: Language): string => messagesOf(language).claims.title[id] ?? id;

/** The reason in words; one without words keeps its code. */
export const claimReason = (reason: string, language: Language): string =>
  messagesOf(language).claims.reasons[reason] ?? reason;

function evidenceNumber(claim: ClaimRecord, key: string): number | null {
  const value = claim.evidence[key];
  return typeof value === "number" ? value : null;
}

function evidencePair(claim: ClaimRecord, key: string): readonly [number, number] | null {
  const value = claim.evidence[key];
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [low, high] = value;
  return typeof low === "number" && typeof high === "number" ? [low, high] : null;
}

const shareInterval = (claim: ClaimRecord): string =>
  claim.interval95 === null ? "" : formatShareInterval(claim.interval95);

function steadyDescent(claim: ClaimRecord, language: Language): string {
  const { claims, race } = messagesOf(language);
  const steps = race.steps(claim.n);
  const share =
    claim.estimate === 0
      ? claims.C1.none(steps)
      : claims.C1.some(formatShare(claim.estimate), shareInterval(claim), steps);
  const [safe, edge] = [evidenceNumber(claim, "rateSafe"), evidenceNumber(claim, "rateEdge")];
  return share + (safe === null || edge === null ? "" : claims.C1.rates(formatNumber(safe), formatNumber(edge)));
}

function globalOptimum(claim: ClaimRecord, language: Language): string {
  const { C2 } = messagesOf(language).claims;
  const [gap, threshold] = [formatNumber(claim.estimate), formatNumber(claim.threshold)];
  if (claim.verdict === "holds") return C2.holds(gap, threshold);
  if (claim.verdict === "does not hold") return C2.doesNotHold(gap, threshold);
  const epochs = evidenceNumber(claim, "epochsNeeded");
  const kappa = evidenceNumber(claim, "kappa");
  const hint = epochs === null ? "" : C2.epochs(formatCount(epochs), kappa === null ? "" : formatNumber(kappa));
  return C2.inconclusive(gap, threshold) + hint;
}

function swinging(claim: ClaimRecord, language: Language): string {
  const { claims, race } = messagesOf(language);
  const [early, late] = [evidenceNumber(claim, "early"), evidenceNumber(claim, "late")];
  const difference = evidenceNumber(claim, "scoreDifference");
  return [
    claims.C5.swings(formatShare(claim.estimate), shareInterval(claim), race.steps(claim.n)),
    claim.threshold === null ? "" : claims.C5.threshold(formatShare(claim.threshold)),
    early === null || late === null ? "" : claims.C5.phases(formatShare(early), formatShare(late)),
    difference === null
      ? ""
      : claims.C5.final(formatNumber(difference), formatInterval(evidencePair(claim, "scoreInterval"))),
  ].join("");
}

function measured(claim: ClaimRecord, language: Language): string {
  return messagesOf(language).claims.generic({
    estimate: formatNumber(claim.estimate),
    interval: formatInterval(claim.interval95),
    threshold: claim.threshold === null ? "" : formatNumber(claim.threshold),
    n: claim.n > 0 ? formatCount(claim.n) : "",
  });
}

const sentences: Readonly<Record<string, (claim: ClaimRecord, language: Language) => string>> = {
  C1: steadyDescent,
  C2: globalOptimum,
  C5: swinging,
};

/** What was found about a claim, with its numbers, without the verdict itself. */
export function claimSentence(claim: ClaimRecord, language: Language): string {
  const { claims } = messagesOf(language);
  const reason = claim.reason === undefined ? "" : claimReason(claim.reason, language);
  if (claim.verdict === "not tested") return claims.notTested(reason);
  if (claim.estimate === null) return reason === "" ? measured(claim, language) : claims.notTested(reason);
  return (sentences[claim.id] ?? measured)(claim, language);
}

/** Claims with a finding, and the ids of those for which this version has no test. */
export function splitClaims(claims: readonly ClaimRecord[]): {
  readonly told: readonly ClaimRecord[];
  readonly folded: readonly string[];
} {
  const unbuilt = (claim: ClaimRecord): boolean => claim.reason === "not-built-yet";
  return {
    told: claims.filter((claim) => !unbuilt(claim)),
    folded: claims.filter(unbuilt).map((claim) => claim.id),
  };
}

/** "C3, C4, C6–C16". */
export function claimRange(ids: readonly string[]): string {
  const numbers = ids.map((id) => Number(id.slice(1)));
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[run.length - 1] === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs
    .flatMap((run) => (run.length < 3 ? run.map((each) => `C${each}`) : [`C${run[0]}–C${run[run.length - 1]}`]))
    .join(", ");
}
