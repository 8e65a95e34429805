/** A race on a terminal: the answer first, then the picture, the lanes, the claims, and where the report lies. */

import type { CompareRecord, RaceRecord, Verdict } from "nabla/race";
import { bandOf } from "../lanes/band.ts";
import { heightOf, heightOfRace } from "../lanes/height.ts";
import { divergedSeeds, lanesOf } from "../lanes/lane.ts";
import { answerWords } from "../words/answer.ts";
import { claimSentence, claimTitle, verdictSign } from "../words/claims.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatAmount, formatDuration, formatNumber } from "../words/number.ts";
import { excessText } from "../words/spread.ts";
import { problemWords, raceSummary } from "../words/summary.ts";
import { plotCurves } from "./plot.ts";
import { type Column, tableLines } from "./table.ts";
import { type Color, hanging, type Line, laneStyles, paint, paragraph, type TerminalStyle } from "./text.ts";

export interface TerminalOptions {
  readonly language: Language;
  /** Columns of the terminal; less than 48 is treated as 48. */
  readonly width: number;
  /** Puts a colour on a piece of text, or returns it as it is. */
  readonly color: Color;
  /** Where the report was written. */
  readonly report?: string;
}

export const narrowest = 48;
export const blank: Line = [];

/** How long a line of prose may be: longer ones are hard to read. */
export const proseWidth = (width: number): number => Math.min(width, 96);

const verdictStyle: Record<Verdict, TerminalStyle> = {
  holds: "good",
  "does not hold": "bad",
  inconclusive: "open",
  "not tested": "quiet",
};

function plotLines(record: CompareRecord, race: RaceRecord, language: Language, width: number): readonly Line[] {
  const { labels } = messagesOf(language);
  const height = heightOfRace(record, race);
  const curves = lanesOf(race).map(({ descent, look }) => ({
    name: laneName(descent, language),
    colour: look.colour,
    character: look.character,
    points: bandOf(descent, "examples").map(({ x, median }) => {
      const y = heightOf(height, median);
      return { x, y: y !== null && y <= height.extent[1] * 1.15 ? y : null };
    }),
  }));
  return plotCurves(curves, {
    width: Math.min(width, 84),
    rows: 12,
    horizontalLabel: labels.clockAxis.examples,
    verticalLabel: labels[height.shows],
  });
}

function laneTable(record: CompareRecord, race: RaceRecord, language: Language, width: number): readonly Line[] {
  const { page, labels } = messagesOf(language);
  const titles = page.shortColumn;
  const lanes = lanesOf(race);
  const column = (title: string, rank: number, cell: (lane: (typeof lanes)[number]) => string): Column => ({
    title,
    rank,
    cells: lanes.map((lane) => ({ text: cell(lane) })),
  });
  const withExcess = lanes.some(({ descent }) => descent.excess !== null);
  const columns: readonly Column[] = [
    { title: "", rank: 0, cells: lanes.map(({ look }) => ({ text: look.character, style: laneStyles[look.colour] })) },
    { ...column(titles.lane, 0, ({ descent }) => laneName(descent, language)), align: "left" },
    column(titles.rate, 2, ({ descent }) => formatNumber(descent.learningRate)),
    column(titles.limit, 7, ({ descent }) => (descent.limit === null ? labels.none : formatNumber(descent.limit))),
    column(titles.end, 1, ({ descent }) => formatNumber(descent.finalLoss.median)),
    ...(withExcess
      ? [
          column(titles.excess, 3, ({ descent: { excess } }) =>
            excess === null ? labels.none : excessText(excess, record.resolution).median,
          ),
        ]
      : []),
    ...(lanes.some(({ descent }) => descent.tuning !== undefined)
      ? [
          column(titles.tuning, 4, ({ descent: { tuning } }) =>
            tuning === undefined ? labels.none : formatAmount(tuning.examples),
          ),
        ]
      : []),
    column(titles.perStep, 5, ({ descent }) => formatDuration(descent.secondsPerStep)),
    column(titles.diverged, 6, ({ descent }) => page.ofSeeds(`${divergedSeeds(descent)}`, `${descent.seeds.length}`)),
  ];
  return tableLines(columns, width);
}

function claimLines(record: CompareRecord, language: Language, width: number): readonly Line[] {
  const { labels } = messagesOf(language);
  const [first] = record.claims;
  // What keeps all of them from being tested need not be said of each.
  if (record.claims.every(({ verdict, reason }) => verdict === "not tested" && reason === first.reason)) {
    return record.claims.length === 0 ? [] : paragraph(claimSentence(first, language), width, "quiet");
  }
  return record.claims.flatMap((claim) => {
    const verdict = labels.verdict[claim.verdict];
    const title = `${claimTitle(claim.id, language)}${labels.colon}${verdict}`;
    const sign = { text: `${verdictSign[claim.verdict]} ${claim.id.padEnd(3)} `, style: verdictStyle[claim.verdict] };
    const sentence = hanging({ text: "      " }, claimSentence(claim, language), width);
    return [...hanging(sign, title, width, verdictStyle[claim.verdict]), ...sentence];
  });
}

/**
 * A race as lines for a terminal, none wider than `width` columns (a Chinese character takes two).
 * @example
 * import { terminalSummary } from "@nabla/report";
 * const lines = terminalSummary(record, { language: "en", width: 80, color: (style, text) => text });
 */
export function terminalSummary(record: CompareRecord, options: TerminalOptions): readonly string[] {
  const { language, color, report } = options;
  const width = Math.max(narrowest, options.width);
  const prose = proseWidth(width);
  const { answer: answers, page, race: words } = messagesOf(language);
  const answer = answerWords(record, language);
  const { problem, objective, cautions } = problemWords(record, language);
  const bullet = (sentence: string): readonly Line[] => hanging({ text: "• ", style: "quiet" }, sentence, prose);
  const lines: Line[] = [
    ...paragraph(words.title(record.data.name), prose, "title"),
    ...paragraph(problem, prose, "quiet"),
    ...paragraph(objective, prose, "quiet"),
    blank,
    ...paragraph(answer.headline, prose, "strong"),
    ...answer.basis.flatMap((sentence) => paragraph(sentence, prose)),
    ...cautions.flatMap(bullet),
    blank,
    ...answer.contrast.flatMap((sentence) => paragraph(sentence, prose)),
    ...(answer.contrast.length > 0 ? [blank] : []),
  ];

  for (const race of record.races) {
    const summary = raceSummary(record, race, language);
    lines.push(
      ...paragraph(summary.headline, prose, "strong"),
      ...paragraph(answers.raceMeaning[race.rule], prose, "quiet"),
      ...summary.divergences.flatMap((sentence) => paragraph(sentence, prose, "bad")),
      blank,
      ...plotLines(record, race, language, width),
      blank,
      ...laneTable(record, race, language, width),
      blank,
      ...paragraph(summary.equal, prose, "quiet"),
      ...summary.cautions.flatMap(bullet),
      blank,
    );
  }
  lines.push([{ text: page.claimsShort, style: "strong" }], ...claimLines(record, language, prose));
  if (record.equation !== undefined && record.optimum?.attained) {
    lines.push(blank, ...paragraph(page.bestLine, prose, "quiet"), ...paragraph(record.equation, prose, "strong"));
  }
  if (report !== undefined) lines.push(blank, [{ text: page.reportAt(report) }]);
  return lines.map((line) => paint(line, color));
}
