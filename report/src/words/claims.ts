/** One plain sentence per claim, made from its verdict and its numbers. */

import type { ClaimRecord, Verdict } from "nabla/race";
import { type ClaimWords, everyClaimWords } from "./claims/index.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount, formatInterval, formatNumber } from "./number.ts";

/** A sign for each verdict, so that colour is never the only difference. */
export const verdictSign: Record<Verdict, string> = {
  holds: "✓",
  "does not hold": "✗",
  inconclusive: "?",
  "not tested": "–",
};

const wordsOf = (id: string): ClaimWords | undefined => everyClaimWords.find((words) => words.id === id);

export const claimTitle = (id: string, language: Language): string => wordsOf(id)?.title[language] ?? id;

/** The reason in words: the claim's own, or those of all claims; one without words keeps its code. */
const reasonText = ({ id, reason = "" }: ClaimRecord, language: Language): string =>
  wordsOf(id)?.reasons?.[reason]?.[language] ?? messagesOf(language).claims.reasons[reason] ?? reason;

type Evidence = ClaimRecord["evidence"][string];

function measured(claim: ClaimRecord, language: Language): string {
  return messagesOf(language).claims.generic({
    estimate: formatNumber(claim.estimate),
    interval: formatInterval(claim.interval95),
    threshold: claim.threshold === null ? "" : formatNumber(claim.threshold),
    n: claim.n > 0 ? formatCount(claim.n) : "",
  });
}

/** What was found about a claim, with its numbers, without the verdict itself. */
export function claimSentence(claim: ClaimRecord, language: Language): string {
  const { claims, labels } = messagesOf(language);
  const reason = reasonText(claim, language);
  if (claim.verdict === "not tested") return claims.notTested(reason);
  // C5 says itself which of its two questions is open.
  const because =
    reason === "" || claim.verdict !== "inconclusive" || claim.id === "C5"
      ? ""
      : `${labels.gap}${claims.undecided(reason)}`;
  const own = wordsOf(claim.id)?.sentence[language](claim);
  return (own ?? measured(claim, language)) + because;
}

/** A finding with its name and value, both in the reader's language. */
export interface Finding {
  readonly name: string;
  readonly value: string;
}

function evidenceText(id: string, evidence: Evidence, language: Language): string {
  const { claims, labels } = messagesOf(language);
  if (evidence === null) return labels.none;
  if (typeof evidence === "string") {
    const verdicts: Readonly<Record<string, string>> = labels.verdict;
    const own = wordsOf(id)?.values?.[evidence]?.[language];
    return own ?? claims.evidenceValues[evidence] ?? verdicts[evidence] ?? evidence;
  }
  if (typeof evidence === "boolean") return evidence ? labels.yes : labels.no;
  if (typeof evidence === "number") return formatNumber(evidence, 5);
  return evidence.map((each) => (each === null ? labels.none : formatNumber(each, 5))).join(", ");
}

/** The name of a piece of evidence: the claim's own, or the one that all claims share. */
const evidenceName = (id: string, key: string, language: Language): string =>
  wordsOf(id)?.evidence[key]?.[language] ?? messagesOf(language).claims.evidence[key] ?? key;

/** Method, estimate, interval, threshold and every piece of evidence of a claim. */
export function claimFindings(claim: ClaimRecord, language: Language): readonly Finding[] {
  const { claims } = messagesOf(language);
  const test = wordsOf(claim.id)?.test[language] ?? claim.test;
  const measures = [
    { name: claims.test, value: test },
    { name: claims.estimate, value: claim.estimate === null ? "" : formatNumber(claim.estimate, 5) },
    { name: claims.interval, value: formatInterval(claim.interval95, 5) },
    { name: claims.threshold, value: claim.threshold === null ? "" : formatNumber(claim.threshold, 5) },
    { name: claims.n, value: claim.n > 0 ? formatCount(claim.n) : "" },
  ];
  const evidence = Object.entries(claim.evidence).map(([key, value]) => ({
    name: evidenceName(claim.id, key, language),
    value: evidenceText(claim.id, value, language),
  }));
  return [...(claim.verdict === "not tested" ? [] : measures), ...evidence].filter(({ value }) => value !== "");
}
