/** 中文的实验室框架；每一页自带文字。 */

import type { Words } from "./en.ts";

export const zh: Words = {
  title: "nabla：看见下降",
  skip: "跳到正文",
  pages: { race: "赛跑", function: "函数" },
  language: "语言",
  loading: "加载中……",
  notLoaded: "这一页无法加载：",
  theme: "主题",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
};
