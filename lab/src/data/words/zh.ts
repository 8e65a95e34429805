/** 中文的数据页。 */

import type { DataWords } from "./en.ts";

export const zh: DataWords = {
  lead: "拖入表格、选择文件，或粘贴文本。读取和训练都在这里完成，数据不会离开这个浏览器。",
  file: "文件：CSV、TSV、JSON 或 Parquet",
  paste: "或者把表格粘贴为文本，第一行是列名",
  pasted: "粘贴.csv",
  builtin: (name) => `使用内置表格 ${name}`,
  read: "读取文本",
  working: "正在处理……",
  preview: "前几行",
  firstColumns: (count) => `只显示前 ${count} 列。`,
  kinds: { number: "数值", text: "文本" },
  size: (name, rows, columns, missing) => `${name}：${rows} 行，${columns} 列，缺失 ${missing} 个单元格`,
  head: (name, rows) => `${name}：来自前 ${rows} 行，其余正在读取。`,
  target: "要预测的列",
  train: "训练",
  race: "让三种下降赛跑",
  result: "训练结果",
  lossOf: (target) => `${target} 的损失`,
  ended: (train, test) => `最终损失：训练行上 ${train}，留出的行上 ${test}。`,
  how: (loss, rate, epochs, train, test) =>
    `线性模型，${loss}，全批量下降，学习率 ${rate}（起点处最大曲率的倒数），${epochs} 轮。` +
    `有缺失的行不用；训练用 ${train} 行，随机留出 ${test} 行。`,
  note: (table, seed) => `${table}，种子 ${seed}`,
};
