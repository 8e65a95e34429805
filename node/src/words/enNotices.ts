/** What is said of a table and its options though nothing is wrong, in English. */
import { quoted, textOf } from "./phrases.ts";
import type { NoticeSentences } from "./sentences.ts";

export const notices: NoticeSentences = {
  "mixed-column": ({ column, numbers, texts, example, line }) =>
    `the column ${quoted(column)} holds ${count(numbers, "number")} and ${count(texts, "cell")} of text (such as ` +
    `${quoted(example)} in line ${textOf(line)}), so it was read as text. If it should hold numbers, correct it, or ` +
    `declare the text as missing (--na ${quoted(example)}); --text ${textOf(column)} says that text is meant.`,
  "not-held-out": ({ class: name }) =>
    `the class ${quoted(name)} has a single row; it is trained on, not held out, so nothing is measured of it.`,
  "few-held-out": ({ rows }) =>
    `only ${count(rows, "row")} ${rows === 1 ? "is" : "are"} held out; a score of so few says little.`,
  "batch-is-full": ({ size, rows }) =>
    `a batch of ${textOf(size)} is more than the ${count(rows, "row")} there are; it is the full batch.`,
};

function count(amount: unknown, noun: string): string {
  return `${textOf(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}
