/** 没有出错但应当知道的事。 */
import { textOf } from "./phrases.ts";
import type { NoticeSentences } from "./sentences.ts";

const quoted = (fact: unknown): string => `“${textOf(fact)}”`;

export const notices: NoticeSentences = {
  "mixed-column": ({ column, numbers, texts, example, line }) =>
    `列 ${quoted(column)} 中有 ${textOf(numbers)} 个数和 ${textOf(texts)} 个文字（如第 ${textOf(line)} 行的 ${quoted(example)}），` +
    `所以当作文字来读。如果它应该是数，请更正，或用 --na "${textOf(example)}" 声明那是缺失；` +
    `如果本来就是文字，请用 --text ${textOf(column)} 说明。`,
  "not-held-out": ({ class: name }) => `类别 ${quoted(name)} 只有一行；它用于训练，不留作验证，所以不能检验这一类。`,
  "few-held-out": ({ rows }) => `只留出了 ${textOf(rows)} 行作验证；这么少的行得出的成绩说明不了多少。`,
  "batch-is-full": ({ size, rows }) => `批量大小 ${textOf(size)} 超过了全部的 ${textOf(rows)} 行，就是批量梯度下降。`,
};
