/** Errors of reading and preparing a table. */

import { countFact, type ErrorDetails, fact, listFact, objectFacts } from "../../details.ts";

type Sentences = Readonly<Record<string, (details: ErrorDetails) => string>>;

/** "cars.csv 第 17 行"; a Parquet file and the like have rows rather than lines, both are 行. */
const place = ({ table, line }: ErrorDetails): string =>
  line === undefined ? fact(table) : `${fact(table)} 第 ${fact(line)} 行`;
const cell = (details: ErrorDetails): string => `${place(details)}，列“${fact(details.column)}”`;
const meant = (nearest: unknown): string =>
  countFact(nearest) === 0 ? "" : `是不是想写：${listFact(nearest, "、")}？`;
const all = (names: unknown): string => listFact(names, "、");

const leftOut: Readonly<Record<string, string>> = {
  dropped: "按要求去掉",
  date: "日期",
  "text-with-many-levels": "取值太多的文字",
  constant: "只有一个值",
  "all-missing": "全部缺失",
  nested: "嵌套的值",
};

const leftOutColumns = (value: unknown): string =>
  objectFacts(value)
    .map(({ column, reason }) => `${fact(column)}（${leftOut[fact(reason)] ?? fact(reason)}）`)
    .join("、");

const columnCounts = (value: unknown): string =>
  objectFacts(value)
    .map(({ column, count }) => `${fact(column)}（${fact(count)}）`)
    .join("、");

/** “x”（第 1、3 列），each name with where it stands. */
function repeatedColumns(columns: unknown, positions: unknown): string {
  if (!Array.isArray(columns)) return fact(columns);
  return columns
    .map((name, index) => {
      const where = Array.isArray(positions) ? all(positions[index]) : "";
      return `“${fact(name)}”${where && `（第 ${where} 列）`}`;
    })
    .join("、");
}

const reading: Sentences = {
  "binary-file": ({ table, kind }) =>
    `${fact(table)} 不是文本表格，看起来是${kind === "binary" ? "二进制文件" : ` ${fact(kind)}`}。请把表另存为 CSV（UTF-8）、JSON 或 Parquet。`,
  "broken-json": (details) => `${place(details)} 不是合法的 JSON：${fact(details.cause)}`,
  "broken-parquet": ({ table, cause }) => `${fact(table)} 无法作为 Parquet 读取：${fact(cause)}`,
  "broken-quotes": (details) =>
    `${place(details)}：以双引号开头的单元格${details.unclosed ? "一直没有结束的双引号" : "在结束的双引号后面还有字符"}。请补上双引号；单元格里的双引号要写两次（""）。`,
  "ragged-row": (details) =>
    `${place(details)} 有 ${fact(details.found)} 个单元格，而列名有 ${fact(details.expected)} 个。请检查是否多了或少了分隔符，含有分隔符的单元格要加双引号。`,
  "no-header": (details) => `${place(details)} 全是数字：第一行应当是列名。请在最前面加一行列名，例如 x1,x2,x3。`,
  "header-only": ({ table, columns }) => `${fact(table)} 有列名（${all(columns)}），但没有数据行，没有可以训练的内容。`,
  "empty-table": ({ table }) => `${fact(table)} 是空的：应当有一行列名，下面是数据行。`,
  "duplicate-columns": ({ table, columns, positions }) =>
    `${fact(table)} 有重复的列名：${repeatedColumns(columns, positions)}。请在文件里改名，使每个名字只指一列。`,
  "wrong-encoding": ({ table, encoding }) =>
    `${fact(table)} 不是合法的 ${fact(encoding)} 文本。请另存为 UTF-8，或说明它的编码（utf-8、gb18030、utf-16le……）。`,
  "unknown-encoding": ({ table, encoding }) =>
    `没有叫“${fact(encoding)}”的文字编码（读取 ${fact(table)} 时指定）。例如：utf-8、gb18030、gbk、big5、utf-16le、windows-1252。`,
  "unknown-format": ({ table, format, nearest, formats }) =>
    `没有叫“${fact(format)}”的表格格式（读取 ${fact(table)} 时指定）。${meant(nearest)}可用的有：${all(formats)}。`,
  "unknown-table": ({ table, nearest, known }) =>
    `没有叫“${fact(table)}”的内置表。${meant(nearest)}内置的有：${all(known)}。`,
  "wrong-json-shape": ({ table }) =>
    `${fact(table)} 的 JSON 结构不对：应当是对象的列表 [{"x": 1, "y": 2}, …]，或各列等长的对象 {"x": [1, …], "y": [2, …]}。`,
};

const columns: Sentences = {
  "unknown-column": ({ table, column, nearest, columns: known }) =>
    `${fact(table)} 没有列“${fact(column)}”。${meant(nearest)}它的列有：${all(known)}。`,
  "missing-columns": ({ table, absent, nearest, columns: known }) =>
    `${fact(table)} 缺少预测所需的列：${all(absent)}。${meant(nearest)}它的列有：${all(known)}。`,
  "no-features": ({ table, leftOut: out }) =>
    `${fact(table)}：没有剩下可以用来预测的列。${countFact(out) === 0 ? "表中没有别的列。" : `被略去的列：${leftOutColumns(out)}。`}`,
  "target-is-feature": ({ table, column }) =>
    `${fact(table)}：列“${fact(column)}”既是目标又是特征，请从 --features 中去掉。`,
  "target-is-dropped": ({ table, column }) => `${fact(table)}：列“${fact(column)}”是目标，却又写在 --drop 里。`,
  "target-is-weights": ({ table, column }) => `${fact(table)}：列“${fact(column)}”既是目标又是样本权重。`,
  "feature-is-dropped": ({ table, column }) => `${fact(table)}：列“${fact(column)}”同时写在 --features 和 --drop 里。`,
  "weights-are-feature": ({ table, column }) =>
    `${fact(table)}：列“${fact(column)}”既是样本权重又是特征，请从 --features 中去掉。`,
  "invalid-option": ({ option, value }) => `选项 --${fact(option)} 不能是“${fact(value)}”。`,
};

const cells: Sentences = {
  "infinite-value": (details) =>
    `${cell(details)}：值是无穷大，或大得无法表示。请更正${details.remedy === "correct" ? "" : "，或用 --na 声明它代表缺失"}。`,
  "digit-commas": (details) =>
    `${cell(details)}：“${fact(details.value)}”里的逗号可能是千位分隔，也可能是小数点。请写成不带分隔符、用小数点的数` +
    `${details.remedy === "missing-or-text" ? `，或用 --text ${fact(details.column)} 声明这一列是文字` : ""}。`,
  "missing-values": (details) =>
    `${fact(details.table)}：${fact(details.of)} 行中有 ${fact(details.rows)} 行有缺失，最早在第 ${fact(details.line)} 行。` +
    `各列：${columnCounts(details.columns)}。可选 --missing drop（略去这些行）、--missing mean（用训练平均值填补），或用 --drop 去掉这些列。`,
  "no-rows-left": ({ table, rowsRead }) =>
    `${fact(table)}：全部 ${fact(rowsRead)} 行都有缺失，没有剩下可用的行。请用 --drop 去掉缺失最多的列，或用 --missing mean 填补。`,
  "one-row": ({ table }) => `${fact(table)} 只有一行可用：至少要有两行才能学习。`,
  "too-few-training-rows": ({ table, train, rows }) =>
    `${fact(table)}：${fact(rows)} 行中只剩 ${fact(train)} 行用于训练，至少要两行。请减小 --validation。`,
  "number-range": ({ table, column }) =>
    `${fact(table)}：列“${fact(column)}”的值太大，或彼此太接近，超出双精度的能力。请换一个单位。`,
};

const targets: Sentences = {
  "constant-target": ({ table, target, value }) =>
    `${fact(table)}：目标“${fact(target)}”在每个训练行里都是 ${fact(value)}，没有什么可预测的。`,
  "one-class": ({ table, target, class: only }) =>
    `${fact(table)}：目标“${fact(target)}”在所用的行里只有一类“${fact(only)}”，没有什么可区分的。`,
  "text-target": ({ table, target, example }) =>
    `${fact(table)}：目标“${fact(target)}”是文字（例如“${fact(example)}”），不能做回归。请用 --task classification，或换一个目标。`,
  "too-many-classes": ({ table, target, classes, rows }) =>
    `${fact(table)}：目标“${fact(target)}”在 ${fact(rows)} 行里有 ${fact(classes)} 类，每类的行数太少。请换一个目标；如果它是数量，请用 --task ` +
    `regression。`,
  "unusable-target": ({ table, target }) =>
    `${fact(table)}：目标“${fact(target)}”既不是数，也不是类别的名称，不能用作目标。`,
  "class-not-in-training": ({ table, target, class: absent }) =>
    `${fact(table)}：目标“${fact(target)}”的类“${fact(absent)}”的行全部被留出检验了。请减小 --validation，或换一个 --seed。`,
  "unknown-class": ({ target, value, classes }) =>
    `目标“${fact(target)}”没有编号为 ${fact(value)} 的类：它有 ${countFact(classes)} 类，从 0 开始编号。`,
  "wrong-weights": ({ weights, features, outputs }) =>
    `${fact(weights)} 个权重与 ${fact(features)} 个特征、${fact(outputs)} 个输出对不上。`,
};

export const tableErrors: Sentences = { ...reading, ...columns, ...cells, ...targets };
