/** 中文的课程框架；每一课自带文字。 */

import type { LearnWords, tapeEn } from "./en.ts";

export const zh: LearnWords = {
  lessons: "课程",
  loading: "加载中……",
  ignored: (parts) => `这个链接里有这里不认识的内容，已略去：${parts}`,
  notLoaded: "这一课无法加载：",
};

/** 有记录的各课共用的文字。 */
export const tapeZh: typeof tapeEn = {
  paths: "损失上的路径",
  pathsText: "损失对偏置和权重的等高线，越暗越低；线是下降的路径。",
};
