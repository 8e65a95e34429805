/** 中文的“寻找步骤”一课。 */

import type { LoopWords } from "./en.ts";

export const zh: LoopWords = {
  text: [
    "梯度下降是一个循环。(1) 损失足够小了吗？是，就停止。(2) 否则计算这一点的梯度。(3) 逆着梯度走一小步，w ← w − η∇E(w)。(4) 回到 (1)。",
    "先问再走：如果起点已经足够好，就一步也不走。",
    "这里用一条直线拟合 1000 个点，梯度由全部点算出。点散布在直线周围，没有哪条直线能使损失为零：最小值是 0.243，“足够小”必须比它大。",
    "四个方框、地图和曲线显示的是同一次下降的同一份记录。可以一框一框地走，可以播放，也可以来回拖动时刻。",
  ],
  loop: "循环",
  boxes: {
    test: "损失足够小了吗？",
    gradient: "否则：计算梯度",
    step: "逆着梯度走一小步",
    again: "回到 1",
  },
  yes: (enough) => `≤ ${enough}：是，停止。`,
  no: (enough) => `≤ ${enough}？不是。`,
  after: (updates) => `w 现在是第 ${updates} 次更新后的 w。`,
  goTo: "再来一遍。",
  noMore: "不再走了。",
  boxBack: "退一框",
  boxOn: "进一框",
  rate: "学习率 η",
  rateSlider: "学习率（拖动）",
  enough: "足够小：E ≤",
  slope: "播放到此停下：‖∇E‖ <",
  wrongRate: "请输入大于 0、不超过 100 的数。",
  wrongEnough: "请输入 0 到 1000 之间的数。",
  ends: (updates) => `循环在 ${updates} 次更新之后自行结束。`,
  neverEnds: (updates) => `${updates} 次更新之后损失仍不够小：循环被中断。`,
  rises: (step) => `第 ${step} 次更新之后，损失第一次比更新前高。`,
  tasks: {
    quick: (updates) => `选一个 η，使循环在 ${updates} 次更新之内自行结束，并走到它的终点。`,
    rise: "选一个 η，使损失会上升，再走到损失第一次比更新前高的那次更新。",
  },
};
