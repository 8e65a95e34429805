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

type Evidence = ClaimRecord["evidence"][string];

const asNumber = (value: Evidence | undefined): number | null => (typeof value === "number" ? value : null);
const asNumbers = (value: Evidence | undefined): readonly (number | null)[] =>
  typeof value === "object" && value !== null ? value : [];

function asInterval(value: Evidence | undefined): string {
  const [low, high] = asNumbers(value);
  return typeof low === "number" && typeof high === "number" ? formatShareInterval([low, high]) : "";
}

const share = (value: number | null): string => (value === null ? "" : formatShare(value));

/** C1: how many full-batch steps rise, at each of its two rates. */
function steadyDescent({ n, estimate, interval95, threshold, evidence }: ClaimRecord, language: Language): string {
  const { claims, race } = messagesOf(language);
  const multiples = ["1/L", "1.9/L"];
  const rates = asNumbers(evidence.rates).map((rate, index) => claims.C1.rate(formatNumber(rate), multiples[index]));
  const shares = asNumbers(evidence.shares).map((each, index) =>
    claims.C1.at(formatNumber(asNumbers(evidence.rates)[index]), multiples[index], share(each)),
  );
  const found =
    estimate === 0
      ? claims.C1.steady(race.steps(n), rates)
      : claims.C1.rises(
          race.steps(n),
          shares.length > 0 ? shares : [share(estimate)],
          interval95 === null ? "" : formatShareInterval(interval95),
        );
  return found + (threshold === null ? "" : claims.C1.limit(share(threshold)));
}

/** C2: how much of the start's excess is left at the end. */
function globalOptimum({ verdict, reason, estimate, threshold, evidence }: ClaimRecord, language: Language): string {
  const { claims, race } = messagesOf(language);
  const epochs = race.epochs(asNumber(evidence.epochs) ?? 0);
  const [rate, limit] = [asNumber(evidence.learningRate), asNumber(evidence.limit)];
  const predicted = asNumber(evidence.epochsPredicted);
  const faster = asNumber(evidence.epochsPredictedAtInverseL);
  const kappa = asNumber(evidence.kappa);
  const certificate = asNumber(evidence.certificate);
  const left = estimate === 0 ? claims.C2.gone(epochs) : claims.C2.left(share(estimate), epochs, share(threshold));
  return [
    estimate === null ? claims.C2.lost : left,
    reason === "rate-above-limit" ? claims.C2.above(formatNumber(rate), formatNumber(limit)) : "",
    certificate === null || verdict !== "holds" ? "" : claims.C2.certificate(formatNumber(certificate)),
    ...(verdict !== "inconclusive" || predicted === null
      ? []
      : [claims.C2.predicted(race.epochs(predicted), kappa === null ? "" : formatNumber(kappa))]),
    ...(verdict !== "inconclusive" || faster === null ? [] : [claims.C2.faster(race.epochs(faster))]),
  ].join("");
}

/** C5: whether single-example steps swing, and whether the result suffers. */
function swinging({ verdict, evidence }: ClaimRecord, language: Language): string {
  const { claims } = messagesOf(language);
  const early = asNumber(evidence.earlyShare);
  return [
    claims.C5.swings(
      share(asNumber(evidence.lateShare)),
      asInterval(evidence.lateInterval),
      formatCount(asNumber(evidence.lateSteps) ?? 0),
    ),
    early === null ? "" : claims.C5.early(share(early)),
    claims.C5.swingThreshold(formatShare(risingShare)),
    suffering(evidence, language),
    verdict === "inconclusive" ? undecidedParts(evidence, language) : "",
  ].join("");
}

/** Which of the two questions of C5 is open, and why. */
function undecidedParts({ swings, suffers, sufferedInterval }: ClaimRecord["evidence"], language: Language): string {
  const { C5 } = messagesOf(language).claims;
  const open = asInterval(sufferedInterval) === "" ? C5.suffersUnknown : C5.suffersOpen;
  return (swings === "inconclusive" ? C5.swingsOpen : "") + (suffers === "inconclusive" ? open : "");
}

/** More rising steps than this are swings: the threshold of C1 and C5. */
const risingShare = 0.05;

function suffering(evidence: ClaimRecord["evidence"], language: Language): string {
  const { C5, evidenceValues } = messagesOf(language).claims;
  const difference = asNumber(evidence.sufferedDifference);
  if (difference === null) return "";
  const threshold = share(asNumber(evidence.sufferedThreshold));
  const measure = String(evidence.sufferedMeasure);
  const interval = asInterval(evidence.sufferedInterval);
  if (measure !== "loss") return C5.score(evidenceValues[measure] ?? measure, share(difference), interval, threshold);
  if (difference >= 0) return C5.loss(share(difference), interval, threshold);
  const [low, high] = asNumbers(evidence.sufferedInterval);
  const turned = typeof low === "number" && typeof high === "number" ? formatShareInterval([-high, -low]) : "";
  return C5.lossLower(share(-difference), turned, threshold);
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
  const { claims, labels } = messagesOf(language);
  const reason = claim.reason === undefined ? "" : claimReason(claim.reason, language);
  if (claim.verdict === "not tested") return claims.notTested(reason);
  // C5 says itself which of its two questions is open.
  const because =
    reason === "" || claim.verdict !== "inconclusive" || claim.id === "C5"
      ? ""
      : `${labels.gap}${claims.undecided(reason)}`;
  return (sentences[claim.id] ?? measured)(claim, language) + because;
}

/** A finding with its name and value, both in the reader's language. */
export interface Finding {
  readonly name: string;
  readonly value: string;
}

/** Method, estimate, interval, threshold and every piece of evidence of a claim. */
export function claimFindings(claim: ClaimRecord, language: Language): readonly Finding[] {
  const { claims, labels } = messagesOf(language);
  if (claim.verdict === "not tested") return [];
  const value = (evidence: Evidence): string => {
    if (typeof evidence === "string") {
      const verdicts: Readonly<Record<string, string>> = labels.verdict;
      return claims.evidenceValues[evidence] ?? verdicts[evidence] ?? evidence;
    }
    if (typeof evidence === "boolean") return evidence ? labels.yes : labels.no;
    if (evidence === null || typeof evidence === "number")
      return evidence === null ? labels.none : formatNumber(evidence, 5);
    return evidence.map((each) => formatNumber(each, 5)).join(", ");
  };
  return [
    { name: claims.test, value: claims.tests[claim.id] ?? claim.test },
    { name: claims.estimate, value: claim.estimate === null ? "" : formatNumber(claim.estimate, 5) },
    { name: claims.interval, value: formatInterval(claim.interval95, 5) },
    { name: claims.threshold, value: claim.threshold === null ? "" : formatNumber(claim.threshold, 5) },
    { name: claims.n, value: claim.n > 0 ? formatCount(claim.n) : "" },
    ...Object.entries(claim.evidence).map(([key, evidence]) => ({
      name: claims.evidence[key] ?? key,
      value: value(evidence),
    })),
  ].filter((finding) => finding.value !== "");
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
