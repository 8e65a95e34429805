/** 中文的打开页。 */

import type { OpenWords } from "./en.ts";

export const zh: OpenWords = {
  lead: "nabla train 和 nabla compare 在文件夹里留下的记录：把 run.jsonl 或 compare.json 拖到这里，可以一次拖多个。它们只在这个浏览器里读取，像赛跑一样播放。",
  file: "run.jsonl 或 compare.json",
  shown: "显示",
  close: "关闭这个记录",
  kinds: { training: "训练", comparison: "比较" },
  race: "赛跑",
  ofComparison: (rows, seeds, first) =>
    `${rows} 行。粗线：${seeds} 个种子的中位数；色带：第 5 到第 95 百分位；细线：种子 ${first}。` +
    "每个损失都是全部行的损失，取自命令记录的时刻。",
  ofTraining: (reports) => `所选记录有 ${reports} 个时刻；损失是全部训练行的损失。`,
  unfinished: "记录没有说训练怎样结束：当时还在进行，或者被中断了。",
  otherData: "这些训练用的数据不同，损失不能互相比较。",
  parameters: (name) => `${name} 此刻的参数`,
  note: (name, hash) => `${name}，数据 ${hash.slice(0, 8)}`,
  problems: {
    empty: (name) => `${name} 是空的：需要运行文件夹里的 run.jsonl 或 compare.json。`,
    "not-a-run": (name) => `${name} 不是运行记录，或者已经损坏：需要运行文件夹里的 run.jsonl 或 compare.json。`,
    newer: (name) => `${name} 由比本页更新的 nabla 写成：请用那个版本的实验室打开。`,
    line: (name, line) => `${name} 第 ${line} 行不是接在上一行之后的训练报告。`,
    "no-reports": (name) => `${name} 还没有任何报告：训练刚刚开始。请稍后再打开。`,
    "not-served": () => "本页旁边没有提供运行记录：请用 nabla lab 加上运行文件夹来启动。",
  },
};
