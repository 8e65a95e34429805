import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimFindings, claimRange, claimSentence } from "../src/words/claims.ts";
import { en } from "../src/words/en/index.ts";
import { errorMessage, explainedCodes } from "../src/words/errors.ts";
import type { Language } from "../src/words/language.ts";
import { settingRows, settingValue } from "../src/words/settings.ts";
import { raceSummary } from "../src/words/summary.ts";
import { trainingSummary } from "../src/words/training.ts";
import { zh } from "../src/words/zh/index.ts";
import { allDiverged, diverged, everyRecord, notConvex, plain, risen, separable } from "./fixtures/records.ts";
import { divergedTraining, everyTraining } from "./fixtures/trainings.ts";

const languages: readonly Language[] = ["en", "zh"];
const root = join(import.meta.dirname, "../..");

function sources(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), "utf8") }));
}

const keysOf = (messages: object, path = ""): readonly string[] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "object" ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );

const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

describe("messages", () => {
  it("exist in both languages, also where they are looked up by name", () => {
    expect(keysOf(zh)).toEqual(keysOf(en));
  });

  it("are all used", () => {
    const code = sources("report/src")
      .filter(({ path }) => !/words\/(en|zh)\//.test(path))
      .map(({ text }) => text)
      .join("\n");
    const tables = ["verdict", "limitHow", "clock", "lane", "losses", "models"].map((name) => `labels.${name}`);
    const lists = ["title", "reasons", "tests", "evidence"].map((name) => `claims.${name}`);
    const lookedUp = [...tables, ...lists, "settings", "train.reasons", "race.rule"];
    const unused = keysOf(en).filter(
      (path) =>
        !lookedUp.some((prefix) => path.startsWith(prefix)) &&
        !new RegExp(`\\.${path.split(".").at(-1)}\\b`).test(code),
    );
    expect(unused).toEqual([]);
  });

  it("say the lesson's claims one by one", () => {
    expect(Object.keys(en.claims.title)).toEqual(Array.from({ length: 16 }, (_, index) => `C${index + 1}`));
  });
});

describe("the summary of a race", () => {
  it.each(languages)("has no gap in %s", (language) => {
    for (const record of Object.values(everyRecord)) {
      const { headline, results, conditions, cautions } = raceSummary(record, record.races[0], language);
      for (const sentence of [headline, ...results, ...conditions, ...cautions]) {
        expect(sentence).not.toMatch(/undefined|NaN|\[object|null/);
        expect(sentence).toMatch(language === "zh" ? /[。）]$/ : /[.)]$/);
        expect(hasChinese(sentence)).toBe(language === "zh");
      }
    }
  });

  it("names the lane that ended lowest and how often", () => {
    expect(raceSummary(plain, plain.races[0], "en").headline).toMatch(
      /mini-batch 32 ended lowest .* in 20 of 20 seeds/,
    );
  });

  it("says who diverged, where, and which rate would have been stable", () => {
    const [first] = raceSummary(diverged, diverged.races[0], "en").results;
    expect(first).toMatch(/stochastic lane diverged in 20 of 20 seeds: first at step \d+, in parameter weights\[0\]/);
    expect(first).toContain("a rate below 0.061 would have been stable");
    expect(raceSummary(allDiverged, allDiverged.races[0], "en").headline).toContain("every descent diverged");
    expect(raceSummary(risen, risen.races[0], "en").headline).toContain("no lane stood below its start");
  });

  it("does not speak of an excess where there is no minimiser, and says why", () => {
    const { results, cautions } = raceSummary(separable, separable.races[0], "en");
    expect(results.join(" ")).not.toContain("optimum");
    expect(cautions.join(" ")).toContain("--l2 1e-3");
  });

  it("does not tell an excess below the resolution", () => {
    const coarse = { ...plain, resolution: 5e-3 };
    expect(raceSummary(coarse, coarse.races[0], "en").results.join(" ")).toContain("mini-batch 32: < 0.005;");
  });

  it("tells halvings and that a limit at the start promises nothing", () => {
    const { cautions } = raceSummary(notConvex, notConvex.races[0], "en");
    expect(cautions.join(" ")).toContain("halved 2 times, for all lanes");
    expect(cautions.join(" ")).toContain("nothing more is promised");
    expect(cautions.join(" ")).not.toContain("safe up to");
  });
});

describe("what a race was asked for", () => {
  const cautionsOf = (record: typeof plain, language: Language) =>
    raceSummary(record, record.races[0], language).cautions.join(" ");

  it("is not laid on a lane when the rate was given", () => {
    expect(cautionsOf(plain, "en")).toContain("stochastic lane, which bears the least, sets it");
    expect(cautionsOf(allDiverged, "en")).toContain("the rate 20 was given");
    expect(cautionsOf(allDiverged, "en")).not.toContain("sets it");
    expect(cautionsOf(allDiverged, "zh")).toContain("学习率 20 是指定的");
  });

  it("is not said to be done by runs that all diverged", () => {
    const told = (record: typeof plain) => raceSummary(record, record.races[0], "en").conditions.join(" ");
    expect(told(allDiverged)).toContain("ended early because it diverged");
    expect(told(diverged)).not.toContain("ended early");
  });

  it("has no winner with one lane", () => {
    const race = { ...plain.races[0], descents: plain.races[0].descents.slice(0, 1) };
    const { headline } = raceSummary({ ...plain, races: [race] }, race, "en");
    expect(headline).toContain("no other lane to compare");
    expect(headline).not.toContain("lowest");
  });
});

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

  it("fold neighbouring ids", () => {
    expect(claimRange(["C3", "C4", "C6", "C7", "C8", "C10"])).toBe("C3, C4, C6–C8, C10");
    expect(claimRange([])).toBe("");
  });

  it("have words for every reason the engine gives", () => {
    const engine = sources("engine/src/train").map(({ text }) => text);
    const reasons = engine.flatMap((text) =>
      [...text.matchAll(/notTested\("C\d+", "([a-z-]+)"/g)].map(([, code]) => code),
    );
    expect(reasons.length).toBeGreaterThan(3);
    for (const reason of reasons) expect(en.claims.reasons).toHaveProperty(reason);
  });
});

describe("a training", () => {
  it.each(languages)("is told in %s", (language) => {
    for (const record of Object.values(everyTraining)) {
      const { headline, sentences } = trainingSummary(record, language);
      for (const sentence of [headline, ...sentences]) {
        expect(sentence).not.toMatch(/undefined|NaN|\[object|null/);
        expect(hasChinese(sentence)).toBe(language === "zh");
      }
    }
  });

  it("explains a divergence", () => {
    const { sentences } = trainingSummary(divergedTraining, "en");
    expect(sentences).toEqual([
      "The descent diverged at step 12, in parameter weights[3]; a rate below 0.11 would have been stable.",
    ]);
  });
});

describe("settings", () => {
  it("show any JSON value on one line", () => {
    expect(settingValue("x", { a: [1, 2], b: { c: null } }, "en")).toBe("a: 1, 2; b: c: —");
    expect(settingValue("x", [{ column: "name", reason: "date" }], "en")).toBe("column: name; reason: a date");
    expect(settingValue("encoding", { x: { mean: 2, scale: 0.5 } }, "en")).toBe("x: (value − 2) ÷ 0.5");
    expect(settingValue("exact", true, "zh")).toBe("是");
    expect(settingValue("na", [], "en")).toBe("—");
    expect(settingValue("l2", 1e-3, "en")).toBe("0.001");
  });

  it("translate options, never the names of a table", () => {
    expect(settingValue("missing", "drop", "zh")).toBe("略去有缺失的行");
    expect(settingValue("loss", "meanSquaredError", "zh")).toBe("平方误差");
    expect(settingValue("features", ["date", "mean", "full"], "zh")).toBe("date, mean, full");
    expect(settingValue("encoding", { scale: { mean: 0, scale: 1 } }, "zh")).toBe("scale：（值 − 0）÷ 1");
  });

  it("leave the command out, which has a place of its own", () => {
    expect(settingRows({ command: "nabla", l2: 0 }, "en").map(({ key }) => key)).toEqual(["l2"]);
  });
});

describe("errors", () => {
  const thrown = ["engine/src", "tables/src"].flatMap((folder) =>
    sources(folder).flatMap(({ text }) =>
      [...text.matchAll(/(?:new \w*Error|conflict)\(\s*"([a-z0-9-]+)"/g)].map(([, code]) => code),
    ),
  );

  it("have a Chinese sentence for every code that is thrown", () => {
    expect(thrown.length).toBeGreaterThan(50);
    const missing = [...new Set(thrown)].filter((code) => !explainedCodes.includes(code));
    expect(missing).toEqual([]);
  });

  it("have no sentence for a code that nothing throws", () => {
    const made = ["epochs-range", "seeds-range", "seed-range", "index-range", "invalid-option"];
    expect(explainedCodes.filter((code) => !thrown.includes(code) && !made.includes(code))).toEqual([]);
  });

  it("are Chinese whatever the details are, and never fail", () => {
    for (const code of explainedCodes) {
      for (const details of [
        {},
        { table: "t", column: "c", shape: [-1, 2], nearest: ["a"], known: ["a"], columns: [null] },
      ]) {
        const sentence = errorMessage(code, details, "fallback", "zh");
        expect(sentence).not.toMatch(/undefined|NaN|\[object/);
        expect(hasChinese(sentence)).toBe(true);
      }
    }
  });

  it("keep the error's own message in English and for an unknown code", () => {
    expect(errorMessage("one-row", { table: "t" }, "t has a single row", "en")).toBe("t has a single row");
    expect(errorMessage("constructor", {}, "own message", "zh")).toBe("own message");
  });

  it("carry the facts", () => {
    const details = { table: "cars.csv", line: 17, column: "hp", value: "n/a" };
    const sentence = errorMessage("not-a-number", details, "", "zh");
    for (const part of ["cars.csv", "17", "hp", "n/a", "--na"]) expect(sentence).toContain(part);
  });
});
