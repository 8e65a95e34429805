import type { train as english } from "../en/train.ts";
import { formatCount } from "../number.ts";

export const train: typeof english = {
  title: (name, target) => `由 ${name} 预测 ${target} 的模型`,
  regression: (r2) => `模型解释了目标变化的 ${r2}（R²）。`,
  regressionWorse: (r2) => `模型还不如总是预测平均值：R² = ${r2}（预测平均值是 0，完美的模型是 1）。`,
  accuracy: (accuracy) => `模型在 ${accuracy} 的行上判断正确。`,
  validationRegression: (r2) => `在没有见过的行上，解释了 ${r2}（R²）。`,
  validationWorse: (r2) => `在没有见过的行上，还不如总是预测它们的平均值（R² = ${r2}）。`,
  validationAccuracy: (accuracy) => `在没有见过的行上，${accuracy} 判断正确。`,
  finalLoss: (loss, from) => `训练损失从 ${from} 降到 ${loss}。`,
  noScore: "下降结束时损失已不是有限的数，没有可用的模型。",
  onTrainingRows: "这些数字来自训练所用的行；用 --validation 0.2 可留出一部分数据做公正的检验。",
  stopped: (reason, step) => `${formatCount(step)} 步之后停止：${reason}。`,
  reasons: {
    loss: "训练损失已小到要求的程度",
    "batch-loss": "某一批的损失已小到要求的程度",
    epochs: "规定的遍数已经用完",
    steps: "规定的步数已经用完",
    examples: "规定的样本数已经读完",
    "gradient-norm": "梯度已小到要求的程度",
    gap: "已证明训练损失与最小值的差距小到要求的程度",
    plateau: "损失不再下降",
    "loss-change": "训练损失几乎不再变化",
    "parameter-change": "参数几乎不再变化",
    evidence: "梯度已无法与样本的噪声区分",
    seconds: "规定的时间已经用完",
    cancelled: "被取消",
    closed: "被关闭",
    "not-finite": "损失不再是有限的数",
  },
  notFiniteAtStart:
    "第一次更新之前损失就不是有限的数：模型在起点的预测不在它的定义域内。请换一个损失，或换一个输出合适的模型",
  diverged: (step, parameter) => `下降在第 ${step} 步发散${parameter && `，参数 ${parameter}`}`,
  metrics: "模型有多好",
  metric: { loss: "损失", r2: "R²", accuracy: "准确率" },
  curve: "下降过程",
};
