/** C16 in words. */
import type { ClaimRecord } from "nabla/race";
import type { ClaimWords } from "./claimWords.ts";
import { shareIn, shareIntervalIn, textIn } from "./evidence.ts";

/** "0.36% [0.35%, 0.37%]" */
const share = (claim: ClaimRecord, loss: "squared" | "absolute"): string =>
  `${shareIn(claim, `${loss}Share`) || "—"} ${shareIntervalIn(claim, `${loss}Interval`)}`.trimEnd();

function english(claim: ClaimRecord): string {
  const both =
    `With full batches at one constant rate, a step near the lowest point was ${share(claim, "squared")} of the first ` +
    `one under the squared error (shortened means below ${shareIn(claim, "squaredThreshold")}), and ` +
    `${share(claim, "absolute")} under the absolute error (kept means above ${shareIn(claim, "absoluteThreshold")}).`;
  return textIn(claim, "absoluteKeeps") === "does not hold"
    ? `${both} There the signs of the examples' errors cancel in the mean, so the absolute error shortened its steps too.`
    : both;
}

function chinese(claim: ClaimRecord): string {
  const both =
    `用全部样本、学习率不变时，接近最低点的一步与第一步之比：平方误差下是 ${share(claim, "squared")}` +
    `（低于 ${shareIn(claim, "squaredThreshold")} 才算缩短了），绝对误差下是 ${share(claim, "absolute")}` +
    `（高于 ${shareIn(claim, "absoluteThreshold")} 才算没有缩短）。`;
  return textIn(claim, "absoluteKeeps") === "does not hold"
    ? `${both}在那里，各样本误差的正负号在平均时互相抵消，所以绝对误差也缩短了步长。`
    : both;
}

export const shortensSteps: ClaimWords = {
  id: "C16",
  title: {
    en: "The square shortens the step by itself near the lowest point",
    zh: "接近最低点时，平方误差会自动缩短步长",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "length of full-batch steps near the lowest point ÷ that of the first, under both losses; median over starts",
    zh: "两种损失下，接近最低点时批量梯度下降的步长与第一步之比；取各起点的中位数",
  },
  evidence: {
    decidedBy: { en: "decided by", zh: "由什么决定" },
    learningRate: { en: "rate", zh: "学习率" },
    squaredShortens: { en: "the square shortens the step", zh: "平方误差缩短步长" },
    squaredShare: { en: "squared error: late step ÷ first step", zh: "平方误差：后来的步长与第一步之比" },
    squaredInterval: { en: "squared error: 95% interval", zh: "平方误差：95% 区间" },
    squaredThreshold: { en: "squared error: threshold", zh: "平方误差：界线" },
    squaredSteps: { en: "squared error: steps", zh: "平方误差：步数" },
    squaredLengths: {
      en: "squared error: step ÷ rate at step 1, 2, 4, …",
      zh: "平方误差：第 1、2、4…… 步的步长除以学习率",
    },
    absoluteKeeps: { en: "the absolute error keeps the step", zh: "绝对误差不缩短步长" },
    absoluteShare: { en: "absolute error: late step ÷ first step", zh: "绝对误差：后来的步长与第一步之比" },
    absoluteInterval: { en: "absolute error: 95% interval", zh: "绝对误差：95% 区间" },
    absoluteThreshold: { en: "absolute error: threshold", zh: "绝对误差：界线" },
    absoluteSteps: { en: "absolute error: steps", zh: "绝对误差：步数" },
    absoluteLengths: {
      en: "absolute error: step ÷ rate at step 1, 2, 4, …",
      zh: "绝对误差：第 1、2、4…… 步的步长除以学习率",
    },
    runs: { en: "runs", zh: "运行次数" },
  },
  values: {
    squared: { en: "the squared error", zh: "平方误差" },
    absolute: { en: "the absolute error", zh: "绝对误差" },
  },
  reasons: {
    "target-not-a-number": { en: "the target is not a number", zh: "目标不是数值" },
    "not-affine": { en: "the model is not linear in its parameters", zh: "模型对参数不是线性的" },
    "too-few-seeds": { en: "too few seeds to decide", zh: "随机种子太少，无法判定" },
  },
};
