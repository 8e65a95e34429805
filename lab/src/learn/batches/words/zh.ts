/** 中文的“批量、随机、小批量”一课。 */

import type { BatchesWords } from "./en.ts";

export const zh: BatchesWords = {
  text: [
    "批量梯度下降每次更新都用全部样本的梯度；随机梯度下降只用一个样本；小批量梯度下降用 B 个样本的平均。",
    "每个样本指的方向各不相同，这就是那片点云。点云的平均是完整的梯度，B 个样本的平均散布在它周围：平均起来是对的，每一次都有偏差。",
    "样本越多，噪声越小，但按平方根计价：离散程度减半，要四倍的样本。不放回抽取时，它是单个样本的 √((1/B)·(N−B)/(N−1))，" +
      "B = N 时为零；放回抽取时是 √(1/B)。",
    "谁领先取决于时钟。更新次数相等时，区别在于摆动；读过的样本相等时，许多粗略的更新很快胜过少数精确的更新，直到被自己的噪声拖住。",
  ],
  size: "批量大小 B",
  sizeSlider: "批量大小（拖动）",
  wrongSize: "请输入 1 到 1000 之间的整数。",
  draw: "点云中的批量",
  draws: { without: "不放回", with: "放回" },
  rate: "学习率 η",
  wrongRate: "请输入大于 0、不超过 10 的数。",
  seed: "随机种子",
  wrongSeed: "请输入不小于 0 的整数。",
  spread: "一个批量的梯度偏离多远",
  spreadText: (size, spread) => `${size} 个样本的批量：${spread}。`,
  sizeAxis: "批量大小 B",
  spreadAxis: "到 ∇E 的距离",
  without: "不放回",
  with: "放回",
  measured: (count) => `${count} 个批量的实测`,
  verdict: (size, expected, measured, norm) =>
    `在批量梯度下降所在的点，‖∇E‖ = ${norm}。B = ${size} 的批量，其梯度偏离它 ${expected}（均方根）；` +
    `这里抽取的 200 个批量偏离 ${measured}。`,
  rows: "下一个批量的样本",
  next: (epoch, batch, batches, count) => `第 ${epoch} 轮，第 ${batch} / ${batches} 个批量：${count} 个样本。`,
  over: "记录到此为止：没有下一个批量。",
  rowNumbers: (numbers) => `编号 ${numbers}。`,
  partial: "最后一个批量只有剩下的样本。",
  rowsKey: "深色：批量为 B 的下降的下一个批量。灰色：本轮已读。浅色：还没读。",
  tasks: {
    half: "找出最小的 B，使梯度的偏离不超过 32 个样本的批量的一半。",
    zero: "找出不放回抽取时完全不偏离的 B。",
    ahead: "在“读过的样本”的时钟上，找一个随机梯度下降低于小批量梯度下降的时刻。它能持续多久？",
  },
};
