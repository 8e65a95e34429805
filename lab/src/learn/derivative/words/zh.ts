/** 中文的“导数”一课。 */

import type { DerivativeWords } from "./en.ts";

export const zh: DerivativeWords = {
  text: [
    "函数在 x 处变化得多剧烈？走一小段 h 再相除：Δy/Δx = (f(x + h) − f(x)) / h 是割线的斜率。导数是 h 趋于 0 时的极限，即切线的斜率。",
    "拖动 x，再把 h 变小。第二幅图在对数坐标上显示每个 h 时割线斜率与精确斜率的差。",
    "起初误差随 h 减小，后来又变大：f(x + h) 与 f(x) 相同的位数越来越多，而 64 位的数只有约十六位，它们的差还要除以极小的 h。",
    "所以梯度不是这样算的。精确的斜率由求导法则得到，法则作用于程序的每一步。",
  ],
  functions: "函数 f(x)",
  point: "割线",
  h: "h",
  hSlider: "h（拖动）",
  wrong: "请输入 −3 到 3 之间的数。",
  wrongWidth: "请输入 1e-16 到 1 之间的数。",
  title: "割线与切线",
  slopeText: (x, slope) => `在 x = ${x} 处斜率为 ${slope}。`,
  keys: "x：左右方向键移动",
  curve: "f(x)",
  tangent: "切线",
  secant: "割线",
  errors: "割线斜率的误差随 h 的变化",
  errorText: (h, error) => `h = ${h} 时误差为 ${error}。`,
  error: "|割线 − 切线|",
  numbers: "斜率的数值",
  exact: "精确斜率 f′(x)",
  bySecant: "割线斜率 Δy/Δx",
  note: (f, x, h) => `f(x) = ${f}，x = ${x}，h = ${h}`,
  tasks: {
    good: (error) => `把割线的误差降到 ${error} 以下。`,
    short: "把 h 变得很小，使误差比 h = 0.1 时还大。",
  },
};
