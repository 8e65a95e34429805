import type { answer as englishAnswer, figure as englishFigure, race as englishRace } from "../en/race.ts";
import { formatCount } from "../number.ts";

/** “批量”、“小批量 32”和“随机”. */
function lanesListed(lanes: readonly string[]): string {
  const quoted = lanes.map((lane) => `“${lane}”`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join("、")}和${quoted[quoted.length - 1]}`;
}

export const race: typeof englishRace = {
  title: (name) => `梯度下降的比较：${name}`,
  rule: { same: "用同一个学习率", best: "各用自己最好的学习率" },
  headline: {
    winner: (rule, lane, epochs, rival) => `${rule}，${epochs}之后，“${lane}”的损失最低${rival}。`,
    rival: (lane, wins, seeds) => `：${formatCount(seeds)} 个随机种子中有 ${formatCount(wins)} 个低于“${lane}”`,
    tie: (rule, lanes, epochs, seeds) =>
      seeds === 1
        ? `${rule}，${epochs}之后，${lanesListed(lanes)}分不出高下：只有一个随机种子，说明不了什么。`
        : `${rule}，${epochs}之后，${lanesListed(lanes)}分不出高下：在 ${formatCount(seeds)} 个随机种子中，没有哪一个明显更常得到最低的损失。`,
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
  laneResult: (lane, value, range) => `${lane}：${value}${range && ` ${range}`}`,
  speed: ({ fastest, slowest, perStep, perStepSlow, widest, rate, rateSlow }) =>
    `更新一次，“${fastest}”要 ${perStep}，“${slowest}”要 ${perStepSlow}；但按读过的行数算，“${widest}”最快（每秒 ${rate} 行，最慢的每秒 ` +
    `${rateSlow} 行）。`,
  rateSetBy: (lane) => `共同的学习率由承受力最小的“${lane}”决定。`,
  givenRate: (rate) => `学习率 ${rate} 是指定的，不是由各条的承受力得出的。`,
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
  timeMeasured: (lanes, repeats) =>
    `时间 = 步数 × 实测一步用时的中位数（重复 ${formatCount(repeats)} 次，方括号内为范围）：${lanes.join("；")}。`,
  timeTaken: "时间是各次运行先后实际所用的时间；没有单独测量一步的用时。",
  tuningCost: (clock, lanes) => `图中没有画出调参的花费（按${clock}）：${lanes.join("；")}。`,
  tuningEdge: (lanes) => `${lanesListed(lanes)}的最好学习率位于所试范围的边缘，更远处也许还有更好的。`,
};

export const answer: typeof englishAnswer = {
  rate: (lane, rate, falling) => (falling ? `${lane}，学习率从 ${rate} 起按 1/t 减小` : `${lane}，学习率 ${rate}`),
  tie: (lane, rate, falling) => (falling ? `“${lane}”从 ${rate} 起按 1/t 减小` : `“${lane}”用 ${rate}`),
  recommended: (lane, ties) => `对这张表：${lane}${ties.length > 0 ? `；不分高下的还有：${ties.join("；")}` : ""}。`,
  basis: (epochs, tied) =>
    `这来自每条都用自己最好的学习率的那场比较：${epochs}之后，${tied ? "没有哪一条明显更低" : "它的损失最低"}。`,
  tieRule: "不分高下时，先选学习率固定的，再选运气差的随机种子结果最低的。",
  tuned: (cost) => `为找到这个学习率，另外花费了 ${cost}。`,
  tuningCost: ({ examples, times, seconds, rates, seeds }) =>
    `${examples} 个样本（相当于一次运行的 ${times} 倍，${seconds}；${rates} 个学习率 × ${seeds}）`,
  notRun: "没有推荐：推荐需要每条都用自己最好的学习率再比一次，而这次没有比。",
  oneLane: "没有推荐：只有一条，没有可选的。",
  noneFinite: "没有推荐：在试过的所有学习率下，没有一条保持有限的损失。",
  races: "两场比较",
  raceName: { same: "相同学习率", best: "各自最好的学习率" },
  raceMeaning: {
    same: "课文里的画面：大家用同一个学习率。这不是对方法的评判。",
    best: "每条用最适合自己的学习率：这场才比较方法本身。",
  },
  agree: (lane) => `两场比较中，最低的都是“${lane}”。`,
  overlap: (lanes) => `两场比较并不矛盾：${lanesListed(lanes)}在两场中都是最低，或与最低的不分高下。`,
  differ: ({ rate, least, same, best }) =>
    least === ""
      ? `两场的名次不同：用指定的共同学习率 ${rate}，“${same}”领先；各用自己最好的学习率，则是“${best}”领先。`
      : `两场的名次不同：共同的学习率 ${rate} 由承受力最小的“${least}”决定，这时“${same}”领先；各用自己最好的学习率，则是“${best}”领先。`,
  tunedRates: (lanes) => `调参之后，${lanes.join("；")}。`,
  larger: (lane, rate, times) => `“${lane}”用 ${rate}，是共同学习率的 ${times} 倍，每一步走得更远`,
  smaller: (lane, rate, share) => `“${lane}”用 ${rate}，只有共同学习率的 ${share}，在最低点附近摆动更小`,
  alike: (lane, rate) => `“${lane}”仍用与共同学习率差不多的 ${rate}`,
  falls: (lane, rate) => `“${lane}”从 ${rate} 开始逐步减小，摆动随之平息`,
};

export const figure: typeof englishFigure = {
  convergence: "损失如何下降",
  heldOutConvergence: "没有见过的行，损失如何下降",
  heldOutLoss: "留出数据上的损失",
  heldOutCaption: (rule) =>
    `${rule}：在没有任何一条用来训练的行上，各检查点处的损失；如果训练损失还在降、它却回升，就是模型开始死记训练数据。`,
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
    "颜色表示全部数据上的损失，越暗越低；相邻颜色相差固定的倍数。每条路径是第一个随机种子的下降过程，每个检查点一个记号。保持相同的：起点、数据的顺序、学习率、读过的样本数。",
  gradients: "每个样本的梯度",
  gradientsCaption: (length, noise) =>
    `点：此处每个样本的梯度；从 0 出发的线段终止于它们的平均，即全部样本的梯度，长度 ${length}。` +
    `椭圆：不放回抽取的一批样本，其梯度的两倍标准差；全批量时缩为一点。` +
    `噪声尺度 tr Σ/‖G‖² = ${noise}：批量远小于它时，看到的主要是噪声。`,
  gradientsZero: "十字：0，平均要去的地方",
  regions: "模型的判断",
  regionsClass: (one) => `第 ${one} 类`,
  regionsCaption: (wrong, rows) =>
    "颜色：该处概率最大的类别；比其次的类别高出 0.5、0.9 以上时颜色依次加深。" +
    `圆圈：${rows} 个点中被模型判为另一类的 ${wrong} 个。`,
  partial: (name) => `∂ℓ/∂${name}`,
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
