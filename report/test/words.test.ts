import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CompareRecord } from "nabla/race";
import { describe, expect, it } from "vitest";
import { recordFigures } from "../src/figures/index.ts";
import { clocks } from "../src/lanes/band.ts";
import { answerWords } from "../src/words/answer.ts";
import { claimTitle } from "../src/words/claims.ts";
import { clockWords } from "../src/words/clock.ts";
import { en } from "../src/words/en/index.ts";
import { errorMessage, explainedCodes } from "../src/words/errors.ts";
import { laneName } from "../src/words/lane.ts";
import type { Language } from "../src/words/language.ts";
import { formatAmount, formatDuration, formatNumber } from "../src/words/number.ts";
import { settingRows, settingValue } from "../src/words/settings.ts";
import { problemWords, raceSummary, speedWords } from "../src/words/summary.ts";
import { trainingSummary } from "../src/words/training.ts";
import { zh } from "../src/words/zh/index.ts";
import {
  allDiverged,
  bothRaces,
  diverged,
  everyRecord,
  notConvex,
  nothingRecommended,
  plain,
  risen,
  separable,
} from "./fixtures/records.ts";
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
    const lists = ["reasons", "evidence"].map((name) => `claims.${name}`);
    const lookedUp = [...tables, ...lists, "settings", "train.reasons", "race.rule", "answer.race", "page.diagnostics"];
    const unused = keysOf(en).filter(
      (path) =>
        !lookedUp.some((prefix) => path.startsWith(prefix)) &&
        !new RegExp(`\\.${path.split(".").at(-1)}\\b`).test(code),
    );
    expect(unused).toEqual([]);
  });

  it("title the lesson's claims one by one", () => {
    for (const id of Array.from({ length: 16 }, (_, index) => `C${index + 1}`)) {
      for (const language of languages) expect(claimTitle(id, language)).not.toBe(id);
    }
  });
});

/** Every sentence about a record, except those about its claims. */
function sentencesOf(record: CompareRecord, language: Language): readonly string[] {
  const answer = answerWords(record, language);
  const { problem, objective, cautions } = problemWords(record, language);
  const races = record.races.flatMap((race) => {
    const summary = raceSummary(record, race, language);
    const captions = clocks.flatMap((clock) => clockWords(race, clock, language));
    return [summary.headline, ...summary.divergences, summary.equal, ...summary.cautions, ...captions];
  });
  return [
    answer.headline,
    ...answer.basis,
    ...answer.contrast,
    problem,
    objective,
    ...cautions,
    ...speedWords(record, language),
    ...races,
    ...recordFigures.flatMap((figure) => figure.of(record, language)?.caption ?? []),
  ];
}

describe("what is said about a comparison", () => {
  it.each(languages)("has no gap in %s", (language) => {
    for (const record of Object.values(everyRecord)) {
      for (const sentence of sentencesOf(record, language)) {
        expect(sentence).not.toMatch(/undefined|NaN|\[object|null|Infinity/);
        expect(sentence).toMatch(language === "zh" ? /[。）]$/ : /[.)]$/);
        expect(hasChinese(sentence)).toBe(language === "zh");
      }
    }
  });
});

describe("the answer", () => {
  const numbersIn = (text: string): readonly string[] => text.replaceAll("1/t", "").match(/\d[\d.,]*\d|\d/g) ?? [];

  it("names the recommended lane, its rate and every tie, the same in both languages", () => {
    const { recommendation } = bothRaces;
    if (recommendation === null) throw new Error("the fixture recommends a lane");
    const [english, chinese] = languages.map((language) => answerWords(bothRaces, language).headline);
    expect(recommendation.ties.length).toBeGreaterThan(0);
    expect(english).toContain(`all 200 rows per step, at learning rate ${formatNumber(recommendation.learningRate)};`);
    expect(chinese).toContain(`每步用全部 200 行，学习率 ${formatNumber(recommendation.learningRate)}；`);
    for (const { batchSize, learningRate, decay } of recommendation.ties) {
      const rate = formatNumber(learningRate);
      const [name, chineseName] = languages.map((language) => laneName({ batchSize, decay: 0 }, language));
      expect(english).toContain(`${name} ${decay > 0 ? "falling from" : "at"} ${rate}`);
      expect(chinese).toContain(decay > 0 ? `“${chineseName}”从 ${rate} 起按 1/t 减小` : `“${chineseName}”用 ${rate}`);
    }
    expect(numbersIn(english)).toEqual(numbersIn(chinese));
    expect(english).toMatch(/^For this table: .*; tie with /);
  });

  it("rests on the race at best rates, and says what tuning cost", () => {
    const told = answerWords(bothRaces, "en").basis.join(" ");
    expect(told).toContain("the race in which each lane has its own best rate");
    expect(told).toMatch(/cost [\d.]+k examples \(\d+ times one run/);
  });

  it("explains in two sentences why the races rank differently", () => {
    const { contrast } = answerWords(bothRaces, "en");
    expect(contrast).toHaveLength(2);
    expect(contrast[0]).toMatch(
      /common rate 0\.06 is set by the lane that bears the least, stochastic, .*mini-batch 32/,
    );
    expect(contrast[1]).toMatch(/(times|% of) the common rate|lets its rate fall/);
  });

  it("does not lay a given rate on a lane, nor explain a difference that is none", () => {
    const asked = {
      ...bothRaces,
      settings: { ...bothRaces.settings, command: "nabla compare x --learning-rate 0.06" },
    };
    expect(answerWords(asked, "en").contrast[0]).toContain("which was given");
    const [same] = bothRaces.races;
    const twice = { ...bothRaces, races: [same, { ...same, rule: "best" as const }] };
    expect(answerWords(twice, "en").contrast).toEqual([expect.stringMatching(/^Both races put \w+.* first\.$/)]);
  });

  it("does not call it a contradiction when the leaders of one race are level in the other", () => {
    const [same, best] = bothRaces.races;
    const level = { ...best, comparisons: best.comparisons.map((each) => ({ ...each, lower: null })) };
    const { contrast } = answerWords({ ...bothRaces, races: [same, level] }, "en");
    expect(contrast).toEqual([expect.stringMatching(/do not contradict each other: in both, mini-batch 32/)]);
  });

  it("does not say that a recommended lane ended lowest when it only ties", () => {
    const told = answerWords(bothRaces, "en").basis.join(" ");
    expect(told).toContain("no lane ended clearly lower");
    expect(told).not.toContain("it ended lowest");
    const alone = {
      ...bothRaces,
      recommendation: bothRaces.recommendation && { ...bothRaces.recommendation, ties: [] },
    };
    expect(answerWords(alone, "en").basis.join(" ")).toContain("it ended lowest");
  });

  it("is honest where there is none", () => {
    const [same, best] = bothRaces.races;
    const single = { ...best, descents: best.descents.slice(0, 1), comparisons: [] };
    const one = { ...bothRaces, recommendation: null, races: [same, single] };
    expect(answerWords(one, "en")).toEqual({
      headline: expect.stringContaining("only one lane"),
      basis: [],
      contrast: [],
    });
    expect(answerWords(plain, "en").headline).toContain("was not run");
    expect(answerWords(nothingRecommended, "en").headline).toContain("at none of the rates tried");
  });
});

describe("the summary of a race", () => {
  it("names the lane that ended lowest and how often", () => {
    expect(raceSummary(plain, plain.races[0], "en").headline).toMatch(
      /mini-batch 32 ended lowest .* in 20 of 20 seeds/,
    );
  });

  it("says who diverged, where, and which rate would have been stable", () => {
    const [first] = raceSummary(diverged, diverged.races[0], "en").divergences;
    expect(first).toMatch(/stochastic lane diverged in 20 of 20 seeds: first at step \d+, in parameter weights\[0\]/);
    expect(first).toContain("a rate below 0.061 would have been stable");
    expect(raceSummary(allDiverged, allDiverged.races[0], "en").headline).toContain("every descent diverged");
    expect(raceSummary(risen, risen.races[0], "en").headline).toContain("no lane stood below its start");
  });

  it("says why there is no optimum to measure from", () => {
    expect(problemWords(separable, "en").cautions.join(" ")).toContain("--l2 1e-3");
    expect(problemWords(notConvex, "en").cautions.join(" ")).toContain("not convex");
  });

  it("tells halvings and that a limit at the start promises nothing", () => {
    const { cautions } = raceSummary(notConvex, notConvex.races[0], "en");
    expect(cautions.join(" ")).toContain("halved 2 times, for all lanes");
    expect(cautions.join(" ")).toContain("nothing more is promised");
    expect(cautions.join(" ")).not.toContain("safe up to");
  });

  it("tells a best rate at the edge of the rates tried", () => {
    const [, best] = bothRaces.races;
    const [batch, ...others] = best.descents;
    if (batch.tuning === undefined) throw new Error("the fixture is tuned");
    const edge = { ...best, descents: [{ ...batch, tuning: { ...batch.tuning, atEdge: true } }, ...others] };
    expect(raceSummary(bothRaces, edge, "en").cautions.join(" ")).toContain(
      "For batch the best rate stands at the edge",
    );
    expect(raceSummary(bothRaces, best, "en").cautions).toEqual([]);
  });
});

describe("a clock", () => {
  const [same, best] = bothRaces.races;

  it("says what tuning cost on it, lane by lane, in the race at best rates only", () => {
    for (const clock of clocks) {
      const told = clockWords(best, clock, "en").join(" ");
      for (const lane of best.descents) {
        const cost = lane.tuning?.[clock] ?? 0;
        const shown = clock === "seconds" ? formatDuration(cost) : formatAmount(cost);
        expect(told).toContain(`${laneName(lane, "en")}: ${shown}`);
      }
      expect(clockWords(same, clock, "en").join(" ")).not.toContain("tuning");
    }
  });

  it("says how seconds were measured, and that operations are nearly examples", () => {
    expect(clockWords(same, "seconds", "en").join(" ")).toContain(
      "steps × the measured median time of one step (5 repeats",
    );
    const untimed = { ...same, descents: same.descents.map((descent) => ({ ...descent, timing: null })) };
    expect(clockWords(untimed, "seconds", "en").join(" ")).toContain("not timed apart");
    expect(clockWords(same, "flops", "en").join(" ")).toContain("almost proportional to the examples");
  });
});

describe("what a race was asked for", () => {
  const cautionsOf = (record: typeof plain, language: Language) =>
    raceSummary(record, record.races[0], language).cautions.join(" ");

  it("is not laid on a lane when the rate was given", () => {
    expect(cautionsOf(plain, "en")).toContain("stochastic lane, which bears the least, sets the common rate");
    expect(cautionsOf(allDiverged, "en")).toContain("The rate 20 was given");
    expect(cautionsOf(allDiverged, "en")).not.toContain("sets the common rate");
    expect(cautionsOf(allDiverged, "zh")).toContain("学习率 20 是指定的");
  });

  it("is read from the command even where the rate is the one the race would have chosen", () => {
    const settings = { command: "nabla compare line.csv --learning-rate 0.06" };
    expect(cautionsOf({ ...plain, settings }, "en")).toContain("The rate 0.06 was given");
  });

  it("is not said to be done by runs that all diverged", () => {
    const told = (record: typeof plain) => raceSummary(record, record.races[0], "en").equal;
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

  it("blames no rate where the loss is lost before the first update", () => {
    const stopped = { ...divergedTraining.stopped, step: 0, stableRate: null };
    const [sentence, ...others] = trainingSummary({ ...divergedTraining, stopped }, "en").sentences;
    expect(sentence).toMatch(/^The loss is not finite before the first update: .*\.$/);
    expect(sentence).not.toMatch(/diverged|rate/);
    expect(others).toEqual([]);
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
