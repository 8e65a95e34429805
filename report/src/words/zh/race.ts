import type { figure as englishFigure, race as englishRace } from "../en/race.ts";
import { formatCount } from "../number.ts";

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join("、")}和${items[items.length - 1]}`;

export const race: typeof englishRace = {
  title: (name) => `梯度下降的比较：${name}`,
  rule: { same: "用同一个学习率", best: "各用自己最好的学习率" },
  headline: {
    winner: (rule, lane, epochs, rival) => `${rule}，${epochs}之后，“${lane}”的损失最低${rival}。`,
    rival: (lane, wins, seeds) => `：${formatCount(seeds)} 个随机种子中有 ${formatCount(wins)} 个低于“${lane}”`,
    tie: (rule, lanes, epochs, seeds) =>
      seeds === 1
        ? `${rule}，${epochs}之后，${listed(lanes)}分不出高下：只有一个随机种子，说明不了什么。`
        : `${rule}，${epochs}之后，${listed(lanes)}分不出高下：在 ${formatCount(seeds)} 个随机种子中，没有哪一个明显更常得到最低的损失。`,
    noneFell: (epochs) => `${epochs}之后，没有一条低于起点：学习率太大。`,
    nobody: "没有一条保持有限的损失：所有下降都发散了，因此都提前结束。",
    alone: (lane, epochs) => `${epochs}之后，“${lane}”低于起点；没有另一条可以比较。`,
  },
  epochs: (count) => `通读数据 ${formatCount(count)} 遍`,
  seeds: (count) => `${formatCount(count)} 个随机种子`,
  rows: (count) => `${formatCount(count)} 行`,
  steps: (count) => `${formatCount(count)} 步`,
  problem: ({ rows, features, target, classes, model, weights }) =>
    `${formatCount(rows)} 行，${formatCount(features)} 个特征 → ${target}${
      classes > 0 ? `（${classes} 类）` : ""
    }；${model}，${formatCount(weights)} 个权重。`,
  objective: (loss, penalty) =>
    `下降的是 E：全部训练数据上${loss}的平均值${penalty === "0" ? "" : `，再加 ½ · ${penalty} · ‖w‖²`}。`,
  equal: ({ rate, epochs, examples, seeds }) =>
    `保持相同的：数据、起点、数据的顺序（同一次洗牌，各自按自己的批量大小切开）、学习率 ${rate}、工作量（${epochs}，即 ${examples} 个样本）。用 ${seeds}重复。`,
  equalBest: ({ epochs, examples, seeds }) =>
    `保持相同的：数据、起点、数据的顺序（同一次洗牌，各自按自己的批量大小切开）、为各自学习率调参的次数、工作量（${epochs}，即 ${examples} 个样本）。用 ${seeds}重复。`,
  endedEarly: "没有一次运行用完这些工作量：每一次都因发散而提前结束。",
  finalExcess: (optimum, lanes) => `最后比最优值 E* = ${optimum} 高出：${lanes.join("；")}。`,
  finalLoss: (lanes) => `最后的训练损失：${lanes.join("；")}。`,
  laneResult: (lane, value, range) => `${lane}：${value}${range && ` ${range}`}`,
  speed: ({ fastest, slowest, perStep, perStepSlow, widest, rate, rateSlow }) =>
    `更新一次，“${fastest}”要 ${perStep}，“${slowest}”要 ${perStepSlow}；但按读过的行数算，“${widest}”最快（每秒 ${rate} 行，最慢的每秒 ` +
    `${rateSlow} 行）。`,
  notAVerdict: (lane) => `大家用同一个学习率，是课文里的画面，不是对方法的评判：学习率由承受力最小的“${lane}”决定。`,
  givenRate: (rate) =>
    `大家用同一个学习率，是课文里的画面，不是对方法的评判：学习率 ${rate} 是指定的，不是由各条的承受力得出的。`,
  ownLimits: (lanes) => `各自单独跑，安全的学习率上限是：${lanes.join("；")}。`,
  rateAndLane: (rate, lane) => `${rate}（${lane}）`,
  localLimits: "学习率取自起点处的曲率；模型不是凸的，除此之外没有任何保证。",
  halved: (times) => `因为有一条发散，学习率对所有人一起减半了 ${times} 次。`,
  diverged: (lane, diverged, seeds) =>
    `“${lane}”在 ${formatCount(seeds)} 个随机种子中有 ${formatCount(diverged)} 个发散`,
  divergedAt: (step, parameter) => `：最早在第 ${step} 步${parameter && `，参数 ${parameter}`}`,
  stableBelow: (rate) => `；学习率低于 ${rate} 本可以稳定`,
  stop: "。",
  separable:
    "这些类别可以被一个平面分开，所以不加惩罚项时损失没有最小值：权重不断变大，损失一直向 0 下降。图中画的是 E 本身，需要最小值的说法不作检验。（加上 --l2 1e-3 就有最小值。）",
  noMinimiser: "这里的损失没有最小值，所以图中画的是 E 本身，需要最小值的说法不作检验。",
  notConvex: "模型不是凸的，无法证明哪里是最优值；图中画的是训练损失本身。",
  optimum: ({ loss, gap, method }) =>
    `最优值 E* = ${loss} 由另一次 float64 的 ${method} 求解得到${gap && `，误差有证明：不超过 ${gap}`}。`,
  recommendation: (batch, rate, ties) =>
    `对这张表：${batch}，学习率 ${rate}${ties.length > 0 ? `，与${listed(ties)}不分高下` : ""}。`,
  noRecommendation: "要给出推荐，需要每条都用自己最好的学习率再比一次；这个版本还没有。",
};

export const figure: typeof englishFigure = {
  convergence: "损失如何下降",
  band: (seeds) => (seeds === 1 ? "线：一个随机种子。" : `线：${seeds} 个随机种子的中位数。带：第 5 到第 95 百分位。`),
  floor: "舍入误差",
  floorCaption: (resolution) => `低于 ${resolution} 的差别只是舍入误差，不画出来。`,
  divergedMark: "✕ 表示一半以上的随机种子在此已经发散，或已升到图外。",
  start: "起点",
  description: (lanes, x, y) => `${y}，横轴是${x}。${lanes.join("")}`,
  laneEnds: (lane, from, to) => `${lane}：从 ${from} 到 ${to}。`,
  laneDiverges: (lane) => `${lane}：发散。`,
  contour: "损失曲面上的路径",
  contourCaption:
    "颜色表示全部数据上的损失，越暗越低；相邻颜色相差固定的倍数。每条路径是第一个随机种子的下降过程，每个检查点一个记号。",
  optimumMark: "最优点",
  training: "训练损失如何下降",
  trainingCaption: "每个点都是全部数据上的损失，用 float64 计算，不计入用时。",
  train: "训练数据",
  heldOut: "留出数据",
  fit: "预测与实际",
  fitCaption: "每行数据一个点；落在线上就是预测准确。",
  actual: "实际值",
  predicted: "预测值",
};
