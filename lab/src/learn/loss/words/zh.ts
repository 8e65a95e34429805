/** 中文的“损失函数”一课。 */

import type { LossWords } from "./en.ts";

export const zh: LossWords = {
  text: [
    "模型作出预测，预测与实际值总有差别。损失函数把所有误差变成一个数：数越小，模型拟合得越好。学习就是：预测、比较、调整，直到损失不能再小。",
    "这里的模型是一条直线 ŷ = w·x + b。拖动它的两端，或拖动地图上的点。损失是误差平方的平均值，E(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²。",
    "第一幅图是数据中的这条直线，第二幅图是同一条直线，它只是所有直线中的一个点。每条直线是一个点，损失是它的高度。拖动时点会留下轨迹，下面的曲线记下试过的每条直线的损失。",
    "计算机不会“看”数据。它只知道脚下的高度和那里的坡度。后面几课讲的就是这件事。",
  ],
  line: "直线 ŷ = w·x + b",
  slope: "w",
  height: "b",
  slopeSlider: "w（拖动）",
  heightSlider: "b（拖动）",
  wrong: "请输入 −10 到 10 之间的数。",
  forget: "清除轨迹",
  data: "数据空间：一条直线",
  dataText: "五个点、一条直线，竖线是每个点的误差。",
  dataKeys: "直线的两端：上下方向键移动选中的一端，左右方向键换另一端。",
  leftEnd: "已选中左端。",
  rightEnd: "已选中右端。",
  points: "数据",
  prediction: "预测",
  ends: "可拖动的两端",
  map: "参数空间：所有直线",
  mapText: "损失随 w 和 b 的变化，越暗越低；点就是数据中的那条直线。",
  mapKeys: "直线作为一个点 (w, b)：用方向键移动",
  trail: "试过的直线",
  history: "试过的每条直线的损失",
  historyText: (loss) => `现在的损失：${loss}。`,
  historyAxis: "已试过的直线数",
  loss: "损失 E",
  numbers: "这条直线的数值",
  errorOf: (x, y) => `(${x}, ${y}) 处的误差`,
  partial: (name) => `∂E/∂${name}`,
  verdict: (w, b, loss) => `直线 w = ${w}、b = ${b} 是一个点，它的高度是 ${loss}。`,
  note: (w, b) => `直线 w = ${w}、b = ${b}；五个点；均方误差`,
  tasks: {
    small: (loss) => `把损失降到 ${loss} 以下。`,
    meets: (loss) => `正好经过一个点，而损失仍大于 ${loss}。`,
  },
};
