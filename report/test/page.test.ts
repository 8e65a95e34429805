import { describe, expect, it } from "vitest";
import { reportPage } from "../src/page/reportPage.tsx";
import { trainPage } from "../src/page/trainPage.tsx";
import { claimTitle } from "../src/words/claims.ts";
import { laneName } from "../src/words/lane.ts";
import type { Language } from "../src/words/language.ts";
import { everyRecord, hostile, plain, twoParameters } from "./fixtures/records.ts";
import { everyTraining, regression } from "./fixtures/trainings.ts";

const languages: readonly Language[] = ["en", "zh"];

/** What a reader sees: the text between the tags, without style sheets. */
const textOf = (html: string): string => html.replace(/<style.*?<\/style>/gs, "").replace(/<[^>]*>/g, "\n");

/** Tags that were opened and not closed, or closed and not opened. */
function unbalanced(html: string): readonly string[] {
  const single = new Set(["meta", "input", "br", "hr", "link"]);
  const open: string[] = [];
  for (const [tag, slash, name, closed] of html
    .replace(/<!doctype html>/, "")
    .matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*?(\/?)>/g)) {
    if (single.has(name) || closed === "/") continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return [tag];
  }
  return open;
}

const pages = languages.flatMap((language) => [
  ...Object.entries(everyRecord).map(([name, record]) => ({
    name: `${name} ${language}`,
    html: reportPage(record, language),
  })),
  ...Object.entries(everyTraining).map(([name, record]) => ({
    name: `${name} ${language}`,
    html: trainPage(record, language),
  })),
]);

describe.each(pages)("the page $name", ({ html }) => {
  it("asks nothing of any other place and runs no script", () => {
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|\/\/\w/);
    const tags = html.match(/<[^>]*>/g)?.join("\n") ?? "";
    expect(tags).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\son\w+=/i);
    expect(html).not.toContain("@import");
    expect(html.match(/url\([^)]*\)/g)?.every((url) => url.startsWith("url(#")) ?? true).toBe(true);
    expect(html).toContain("default-src 'none'");
  });

  it("has no gap", () => {
    expect(textOf(html)).not.toMatch(/undefined|NaN|\[object|Infinity/);
  });

  it("is balanced, and no id stands twice", () => {
    expect(unbalanced(html)).toEqual([]);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, list] of html.matchAll(/aria-labelledby="([^"]*)"/g))
      for (const id of list.split(" ")) expect(ids).toContain(id);
    for (const [, id] of html.matchAll(/\sfor="([^"]*)"/g)) expect(ids).toContain(id);
  });
});

describe("reportPage", () => {
  it.each(languages)("holds every lane, every tested claim and every setting in %s", (language) => {
    const text = textOf(reportPage(plain, language));
    for (const lane of plain.races[0].descents) expect(text).toContain(laneName(lane, language));
    for (const { id } of plain.claims) expect(text).toContain(claimTitle(id, language));
    for (const part of ["2.01·x", "9f31c0de", "20.19.0", "nabla compare line.csv", "float32"])
      expect(text).toContain(part);
  });

  it("shows one clock at a time without a script", () => {
    const html = reportPage(plain, "en");
    expect(html.match(/type="radio"/g)).toHaveLength(4);
    expect(html.match(/<input[^>]*checked/g)).toHaveLength(1);
    for (const clock of ["steps", "examples", "seconds", "flops"]) {
      expect(html).toContain(`#same-${clock}:checked~.panel-${clock}{display:block}`);
      expect(html).toContain(`id="same-${clock}"`);
    }
  });

  it("draws the paths only where there is a surface", () => {
    expect(reportPage(twoParameters, "en")).toContain("The paths over the loss");
    expect(reportPage(plain, "en")).not.toContain("The paths over the loss");
  });

  it("escapes what comes from the table, and keeps it readable", () => {
    for (const html of languages.map((language) => reportPage(hostile, language))) {
      for (const tag of ["<script", "<img", "<i>.csv", "<b>y", "<u>", "</style><b>"]) expect(html).not.toContain(tag);
      expect(html).toContain("&lt;script>alert(&quot;x&quot;)");
    }
  });

  it("says its language and follows the reader's theme, width and printer", () => {
    expect(reportPage(plain, "zh")).toContain('<html lang="zh-CN">');
    expect(reportPage(plain, "en")).toContain('<html lang="en">');
    expect(reportPage(plain, "en")).toMatch(/prefers-color-scheme:dark.*max-width:640px.*@media print/s);
  });
});

describe("trainPage", () => {
  it("shows the score, the equation and the fit of a regression", () => {
    const text = textOf(trainPage(regression, "en"));
    for (const part of ["70.7%", "mpg = 45.64", "Predicted and actual", "0.7065", "--validation 0.2"])
      expect(text).toContain(part);
  });
});
