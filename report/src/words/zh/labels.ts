import type { labels as english } from "../en/labels.ts";

export const labels: typeof english = {
  lane: {
    batch: "批量",
    miniBatch: (size) => `小批量 ${size}`,
    stochastic: "随机",
  },
  laneLong: {
    batch: (rows) => `批量梯度下降，每步用全部 ${rows} 行`,
    miniBatch: (size) => `小批量梯度下降，每步用 ${size} 行`,
    stochastic: "随机梯度下降，每步用一行",
  },
  clock: { steps: "步数", examples: "样本数", seconds: "时间", flops: "运算量" },
  clockAxis: {
    steps: "步数（权重更新次数）",
    examples: "读过的样本数",
    seconds: "计算用时",
    flops: "浮点运算次数",
  },
  clockMeaning: {
    steps: "更新次数相同：相当于并行能力无限的机器上的时间。",
    examples: "读过的行数相同：数据量相同。",
    seconds: "计算用时相同：不含编译，也不含计算全部数据损失的时间。",
    flops: "静态统计的浮点运算次数；对普通梯度下降几乎与样本数成正比，所以这幅图与按样本数的几乎一样。",
  },
  excess: "超额损失 E − E*",
  loss: "训练损失 E",
  verdict: { holds: "成立", "does not hold": "不成立", inconclusive: "尚无定论", "not tested": "未检验" },
  limitHow: {
    "expected-smoothness": "期望光滑度：对这个批量大小有保证",
    "local-curvature": "起点处的曲率：只说明这一点附近的情况",
    none: "没有已知上限",
  },
  losses: {
    meanSquaredError: "平方误差",
    meanAbsoluteError: "绝对误差",
    huber: "Huber 损失",
    crossEntropy: "交叉熵",
    softmaxCrossEntropy: "交叉熵（softmax）",
    binaryCrossEntropy: "交叉熵（两类）",
    sigmoidCrossEntropy: "交叉熵（逻辑回归）",
  },
  models: {
    linear: "线性模型",
    network: (layers) => `神经网络（隐藏层 ${layers.join("、")}）`,
  },
  yes: "是",
  no: "否",
  none: "—",
  colon: "：",
  semicolon: "；",
  gap: "",
  parenthesised: (text) => `（${text}）`,
  figureOf: (title, name) => `${title}：${name}`,
};
