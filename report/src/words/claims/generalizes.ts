/** C11 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount, formatInterval, formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn } from "./evidence.ts";

const partings = (claim: ClaimRecord) => ({
  parted: numberIn(claim, "partedRuns") ?? 0,
  runs: formatCount(numberIn(claim, "runs") ?? 0),
  epoch: formatIn(claim, "partedEpoch"),
});

function english(claim: ClaimRecord): string {
  const { parted, runs, epoch } = partings(claim);
  return (
    `The order of the training losses and that of the held-out losses agree with a rank correlation of ` +
    `${formatNumber(claim.estimate)} ${formatInterval(claim.interval95)} (1 is perfect, the line is at ` +
    `${formatNumber(claim.threshold)}). ` +
    (parted === 0
      ? "In no run did the held-out loss rise while the training loss still fell."
      : `In ${formatCount(parted)} of ${runs} runs the held-out loss rose while the training loss still fell, ` +
        `typically from epoch ${epoch} on.`)
  );
}

function chinese(claim: ClaimRecord): string {
  const { parted, runs, epoch } = partings(claim);
  return (
    `训练损失与留出数据上损失的高低次序，秩相关为 ${formatNumber(claim.estimate)} ` +
    `${formatInterval(claim.interval95)}（1 为完全一致，界线是 ${formatNumber(claim.threshold)}）。` +
    (parted === 0
      ? "没有一次运行出现训练损失还在下降、留出损失却回升的情况。"
      : `${runs} 次运行中有 ${formatCount(parted)} 次，训练损失还在下降，留出损失却回升，通常从第 ${epoch} 遍数据开始。`)
  );
}

export const generalizes: ClaimWords = {
  id: "C11",
  title: { en: "The smaller the loss, the better the model", zh: "损失越小，模型越好" },
  sentence: { en: english, zh: chinese },
  test: {
    en: "rank correlation of training loss and held-out loss over the checkpoints; bootstrap over seeds",
    zh: "各检查点上训练损失与留出损失的秩相关；对种子自助抽样",
  },
  evidence: {
    runs: { en: "runs", zh: "运行次数" },
    partedRuns: { en: "runs in which the two parted", zh: "两者背离的运行次数" },
    partedEpoch: { en: "epoch of parting (median)", zh: "开始背离时的遍数（中位数）" },
    scoreCorrelation: {
      en: "rank correlation of training loss and held-out accuracy or R²",
      zh: "训练损失与留出准确率（或 R²）的秩相关",
    },
    rule: { en: "race", zh: "比赛" },
  },
  values: {
    same: { en: "the same rate for all", zh: "同一学习率" },
    best: { en: "each at its best rate", zh: "各用最好的学习率" },
  },
  reasons: {
    "no-validation": {
      en: "no rows were held out; ask for some with --validation 0.2",
      zh: "没有留出数据；可用 --validation 0.2 留出一部分",
    },
    "too-few-checkpoints": {
      en: "the losses did not move by more than rounding",
      zh: "损失的变化没有超出舍入误差",
    },
    "too-few-seeds": { en: "too few seeds to decide", zh: "种子太少，无法判断" },
  },
};
