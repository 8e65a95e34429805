/** 中文的实验室框架；每一页自带文字。 */

import type { Words } from "./en.ts";

export const zh: Words = {
  title: "nabla：看见下降",
  skip: "跳到正文",
  pages: { start: "开始", race: "赛跑", learn: "课程", data: "自己的数据", function: "函数", open: "打开记录" },
  language: "语言",
  loading: "加载中……",
  notLoaded: "这一页无法加载：",
  theme: "主题",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  exports: {
    figure: "这张图",
    save: {
      svg: "把这张图存为 SVG",
      png: "把这张图存为 PNG（两倍尺寸）",
      csv: "把画出来的数字存为 CSV",
    },
    reproduce: "命令与代码",
    command: "命令",
    code: "TypeScript",
    noCommand: "没有对应的命令；下面的程序会算出同样的数字。",
    copy: "复制",
    copied: "已复制。",
    notCopied: "浏览器不允许在这里复制：请选中文字，手动复制。",
    failed: "无法保存：",
  },
};
