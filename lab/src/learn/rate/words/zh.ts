/** 中文的“学习率”一课。 */

import type { RateWords } from "./en.ts";

export const zh: RateWords = {
  text: [
    "学习率 η 是梯度前面的因子，决定每一步走多长。太小，走得慢；太大，每一步都落在比出发处更高的地方。",
    "界限在哪里是可以测量的。λmax 是最陡方向上的曲率，即海森矩阵的最大特征值；这里用它反复乘一个向量求得。",
    "直线的平方误差处处是同一个 λmax。η 小于 1/λmax 时，沿这个方向没有一次更新折返；在 1/λmax 和 2/λmax 之间，每次都走过头再回来，" +
      "一次比一次近；超过 2/λmax，就越跑越远。",
    "换一个损失，2/λmax 只是对这一点的陈述。在企鹅数据（交叉熵）上，曲率沿途变小，比起点处的界限大得多的学习率仍能到达。",
  ],
  data: "数据",
  sources: { line: "直线附近的点", cars: "汽车：油耗", penguins: "企鹅：三个物种" },
  rate: "学习率 η",
  rateSlider: "学习率（拖动）",
  wrongRate: "请输入大于 0、不超过 1000 的数。",
  ruler: "学习率在实测的尺子上",
  rulerHere: "学习率在此点实测的尺子上",
  rulerText: (rate, limit) => `η = ${rate}；2/λmax = ${limit}。`,
  zones: ["收敛", "振荡", "发散"],
  converging: (updates) => `收敛：${updates} 次更新中，沿最陡方向没有一次折返，损失下降。`,
  oscillating: (step, turns) =>
    `振荡：第 ${step} 次更新第一次沿最陡方向折返（共 ${turns} 次），但摆动越来越小，损失最终下降。`,
  diverging: (step, stable) => `发散：从第 ${step} 次更新起，损失只升不降。学习率小于 ${stable} 就会稳定。`,
  divergingHere: (step, stable) =>
    `发散：从第 ${step} 次更新起，损失只升不降。在起点，小于 2/λmax = ${stable} 的学习率是稳定的。`,
  numbers: "此刻的数字",
  loss: "E",
  excess: "E − E*",
  curvature: "此处的 λmax",
  products: "逐次相乘得到的估计",
  least: "1/λmax",
  most: "2/λmax",
  share: "η · λmax",
  fitted: "范围测试：损失下降最快处的学习率",
  stable: "范围测试：损失不再回落之前的最后一个学习率",
  range: "学习率范围测试",
  rangeText: "一次下降，学习率随每次更新增大。读数偏高：几乎从零开始增长的东西，要长大之后才看得见。",
  rangeLine: "更新前的损失",
  rangeRate: "这次更新的学习率",
  rangeLoss: "训练损失 E",
  marks: { limit: "起点处的 2/λmax", steepest: "下降最快", stable: "上升之前" },
  tasks: {
    quick: (excess, updates) => `在直线数据上选一个 η，使 ${updates} 次更新之后 E − E* 不超过 ${excess}。`,
    limit: "在直线数据上找一个发散的学习率，它比 2/λmax 大不到 5%。",
    beyond: "在企鹅数据上找一个不发散的学习率，它至少是 2/λmax 的三倍。",
  },
};
