import { describe, expect, it } from "vitest";
import { terminalSummary } from "../src/terminal/terminalSummary.ts";
import { terminalTrain } from "../src/terminal/terminalTrain.ts";
import { type Color, wrap } from "../src/terminal/text.ts";
import { laneName } from "../src/words/lane.ts";
import type { Language } from "../src/words/language.ts";
import { displayWidth } from "../src/words/width.ts";
import { everyRecord, plain, separable } from "./fixtures/records.ts";
import { everyTraining, regression } from "./fixtures/trainings.ts";

const languages: readonly Language[] = ["en", "zh"];
const uncoloured: Color = (_, text) => text;
const widths = [48, 60, 80, 100, 160];

describe.each(languages)("on a terminal in %s", (language) => {
  it.each(widths)("no line of a race is wider than %d columns", (width) => {
    for (const record of Object.values(everyRecord)) {
      for (const line of terminalSummary(record, {
        language,
        width,
        color: uncoloured,
        report: "runs/a/report.html",
      })) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  it.each(widths)("no line of a training is wider than %d columns", (width) => {
    for (const record of Object.values(everyTraining)) {
      for (const line of terminalTrain(record, { language, width, color: uncoloured })) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  it("looks as it did", async () => {
    const race = terminalSummary(plain, { language, width: 80, color: uncoloured, report: "runs/a/report.html" });
    await expect(`${race.join("\n")}\n`).toMatchFileSnapshot(`__snapshots__/terminal-race-${language}.txt`);
    const train = terminalTrain(regression, { language, width: 80, color: uncoloured });
    await expect(`${train.join("\n")}\n`).toMatchFileSnapshot(`__snapshots__/terminal-train-${language}.txt`);
  });

  it("shows the equation of the optimum only where there is one, and says whose it is", () => {
    const shown = (record: typeof plain) =>
      terminalSummary(record, { language, width: 100, color: uncoloured }).join("\n");
    expect(shown(plain)).toMatch(/E\*.*[:：]\ny = 2\.01·x \+ 0\.98/);
    expect(shown(separable)).not.toContain("2.01·x");
  });

  it("names every lane in the legend and in the table, with one marker each", () => {
    const text = terminalSummary(plain, { language, width: 100, color: uncoloured }).join("\n");
    for (const [index, lane] of plain.races[0].descents.entries()) {
      expect(text).toContain(`${["●", "■", "▲"][index]} ${laneName(lane, language)}`);
    }
  });

  it("aligns the columns of the table by what is seen, not by letters", () => {
    const lines = terminalSummary(plain, { language, width: 100, color: uncoloured });
    const rows = lines.filter((line) => /^[●■▲] {2}/.test(line));
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map(displayWidth)).size).toBe(1);
  });
});

describe("colours", () => {
  it("change nothing but the colours", () => {
    const options = { language: "zh", width: 72 } as const;
    const marked = terminalSummary(plain, { ...options, color: (style, text) => `<${style}>${text}</${style}>` });
    expect(marked.map((line) => line.replace(/<\/?\w+>/g, "").trimEnd())).toEqual(
      terminalSummary(plain, { ...options, color: uncoloured }),
    );
    for (const style of ["title", "strong", "quiet", "good", "open", "lane0", "lane1", "lane2"]) {
      expect(marked.join("\n")).toContain(`<${style}>`);
    }
  });
});

describe("wrap", () => {
  it("breaks English at spaces and Chinese between characters, never before a closing mark", () => {
    expect(wrap("a gradient points uphill", 10)).toEqual(["a gradient", "points", "uphill"]);
    expect(wrap("梯度指向上山的方向，负梯度向下。", 10)).toEqual(["梯度指向上", "山的方向，", "负梯度向", "下。"]);
  });

  it("loses nothing and cuts what fits nowhere", () => {
    const path = "/a/very/long/path/without/any/space";
    expect(wrap(path, 8).join("")).toBe(path);
    expect(wrap("", 10)).toEqual([]);
    expect(wrap("a = 1\nb = 2", 40)).toEqual(["a = 1", "b = 2"]);
  });
});
