import type { ClaimRecord } from "nabla/race";
import { describe, expect, it } from "vitest";
import { everyClaimWords } from "../src/words/claims/index.ts";
import { claimFindings, claimSentence } from "../src/words/claims.ts";
import type { Language } from "../src/words/language.ts";
import { claimSources } from "./claimSources.ts";
import { everyRecord, plain } from "./fixtures/records.ts";

const languages: readonly Language[] = ["en", "zh"];
const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

describe("claims", () => {
  it("name the rates at which C1 was tested", () => {
    for (const language of languages) {
      const sentence = claimSentence(plain.claims[0], language);
      for (const part of ["0.348", "1/L", "0.662", "1.9/L"]) expect(sentence).toContain(part);
    }
  });

  it("say which question of C5 is open, and why", () => {
    const claim = plain.claims[4];
    const open = { swings: "holds", suffers: "inconclusive" };
    const told = (evidence: object) =>
      claimSentence(
        {
          ...claim,
          verdict: "inconclusive",
          reason: "interval-spans-threshold",
          evidence: { ...claim.evidence, ...evidence },
        },
        "en",
      );
    expect(told(open)).toContain("whether its result suffers: the interval of the difference");
    expect(told(open)).not.toContain("whether it swings");
    expect(told({ ...open, sufferedInterval: null, sufferedDifference: null })).toContain("runs that diverged");
    expect(told({ swings: "inconclusive", suffers: "holds" })).toContain("whether it swings: the interval");
  });

  it.each(languages)("are told with their numbers in %s", (language) => {
    for (const record of Object.values(everyRecord)) {
      for (const claim of record.claims) {
        const sentence = claimSentence(claim, language);
        expect(sentence).not.toMatch(/undefined|NaN|\[object|null/);
        expect(hasChinese(sentence)).toBe(language === "zh");
        for (const { name, value } of claimFindings(claim, language)) {
          expect(`${name}${value}`).not.toMatch(/undefined|NaN|\[object/);
          if (language === "zh") expect(hasChinese(name)).toBe(true);
        }
      }
    }
  });

  it("put the measured shares into the sentence of C5", () => {
    const claim = plain.claims.find(({ id }) => id === "C5");
    if (claim === undefined) throw new Error("the fixture has C5");
    const sentence = claimSentence(claim, "en");
    for (const number of ["50.8%", "[47%, 54.6%]", "500", "40.2%", "3.21%"]) expect(sentence).toContain(number);
  });

  it("turn the interval with the difference when the single-example lane ends lower", () => {
    const claim = plain.claims.find(({ id }) => id === "C5");
    if (claim === undefined) throw new Error("the fixture has C5");
    const evidence = { ...claim.evidence, sufferedDifference: -0.2, sufferedInterval: [-0.25, -0.15] };
    expect(claimSentence({ ...claim, evidence }, "en")).toContain("lower than batch descent by 20% [15%, 25%]");
  });

  it("say the same of every claim there are words for: each once, with every part in both languages", () => {
    expect(new Set(everyClaimWords.map(({ id }) => id)).size).toBe(everyClaimWords.length);
    for (const words of everyClaimWords) {
      const parts = [
        words.title,
        words.test,
        ...[words.evidence, words.values ?? {}, words.reasons ?? {}].flatMap(Object.values),
      ];
      for (const part of parts) {
        expect(part.en).not.toBe("");
        expect(hasChinese(part.en), part.en).toBe(false);
        expect(part.zh).not.toBe("");
      }
    }
  });

  it.each(claimSources())(
    "name every piece of evidence and every reason that $path gives",
    ({ ids, evidence, reasons }) => {
      const nothing = { estimate: null, interval95: null, threshold: null, n: 0, test: "" };
      for (const id of ids) {
        for (const language of languages) {
          for (const key of evidence) {
            const claim: ClaimRecord = { id, verdict: "holds", ...nothing, evidence: { [key]: 1 } };
            const names = claimFindings(claim, language).map(({ name }) => name);
            // An English name may be the key itself, if that is a word.
            if (language === "zh" || /[A-Z]/.test(key)) expect(names, `${id} in ${language}`).not.toContain(key);
          }
          for (const reason of reasons) {
            const claim: ClaimRecord = { id, verdict: "not tested", reason, ...nothing, evidence: {} };
            expect(claimSentence(claim, language), `${id} in ${language}`).not.toContain(reason);
          }
        }
      }
    },
  );

  it("are told without a gap whatever is missing from the evidence", () => {
    const verdicts = ["holds", "does not hold", "inconclusive"] as const;
    const nothing = { estimate: null, interval95: null, threshold: null, n: 0, test: "" };
    for (const { id, evidence } of everyClaimWords) {
      const lost = Object.fromEntries(Object.keys(evidence).map((key) => [key, null]));
      for (const verdict of verdicts) {
        for (const claim of [
          { id, verdict, ...nothing, evidence: {} },
          { id, verdict, ...nothing, evidence: lost },
        ] satisfies ClaimRecord[]) {
          for (const language of languages) {
            const sentence = claimSentence(claim, language);
            expect(sentence, `${id} ${verdict}`).not.toMatch(/undefined|NaN|\[object|null/);
            expect(hasChinese(sentence)).toBe(language === "zh");
          }
        }
      }
    }
  });
});
