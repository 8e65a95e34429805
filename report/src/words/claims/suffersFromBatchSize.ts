/** C10 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn, shareIn } from "./evidence.ts";

const ratio = (claim: ClaimRecord, clock: "examples" | "steps"): string =>
  `${formatIn(claim, `${clock}Ratio`)} [${formatIn(claim, `${clock}RatioFrom`)}, ${formatIn(claim, `${clock}RatioTo`)}]`;

const isBound = ({ evidence }: ClaimRecord, clock: "examples" | "steps"): boolean =>
  evidence[`${clock}RatioIsBound`] === true;

function english(claim: ClaimRecord): string {
  const { reason, threshold } = claim;
  if (reason === "level-not-reached") {
    return `No batch size came down to ${shareIn(claim, "level")} of the start's excess within the budget.`;
  }
  const more = (clock: "examples" | "steps") =>
    `${isBound(claim, clock) ? "at least " : ""}${ratio(claim, clock)} times`;
  return (
    `Each at its best rate, to come down to ${shareIn(claim, "level")} of the start's excess batch size ` +
    `${formatIn(claim, "examplesWorst")} read ${more("examples")} as many examples as ${formatIn(claim, "examplesBest")}, ` +
    `and ${formatIn(claim, "stepsWorst")} took ${more("steps")} as many steps as ${formatIn(claim, "stepsBest")} ` +
    `(trouble means over ${formatNumber(threshold)} times).${englishNoise(claim)}`
  );
}

function englishNoise(claim: ClaimRecord): string {
  const [start, near] = [numberIn(claim, "noiseScaleAtStart"), numberIn(claim, "noiseScaleAt1Percent")];
  if (start === null) return "";
  const later = near === null ? "" : `, ${formatNumber(near)} where 1% of the excess is left`;
  return ` The gradient noise scale, the batch size at which noise and gradient weigh the same, is ${formatNumber(start)} at the start${later}.`;
}

function chinese(claim: ClaimRecord): string {
  const { reason, threshold } = claim;
  if (reason === "level-not-reached") {
    return `在给定的工作量内，没有一种批量大小降到起点超额损失的 ${shareIn(claim, "level")}。`;
  }
  const more = (clock: "examples" | "steps") => `${isBound(claim, clock) ? "至少" : ""}是 `;
  return (
    `各用最好的学习率，降到起点超额损失的 ${shareIn(claim, "level")}：批量大小 ${formatIn(claim, "examplesWorst")} ` +
    `读的样本数${more("examples")}${formatIn(claim, "examplesBest")} 的 ${ratio(claim, "examples")} 倍，` +
    `${formatIn(claim, "stepsWorst")} 走的步数${more("steps")}${formatIn(claim, "stepsBest")} 的 ` +
    `${ratio(claim, "steps")} 倍（超过 ${formatNumber(threshold)} 倍才算麻烦）。${chineseNoise(claim)}`
  );
}

function chineseNoise(claim: ClaimRecord): string {
  const [start, near] = [numberIn(claim, "noiseScaleAtStart"), numberIn(claim, "noiseScaleAt1Percent")];
  if (start === null) return "";
  const later = near === null ? "" : `，超额损失剩 1% 时是 ${formatNumber(near)}`;
  return `梯度噪声尺度（噪声与梯度分量相当的批量大小）在起点是 ${formatNumber(start)}${later}。`;
}

export const suffersFromBatchSize: ClaimWords = {
  id: "C10",
  title: { en: "A badly chosen batch size causes trouble", zh: "批量大小选得不好会带来麻烦" },
  sentence: { en: english, zh: chinese },
  test: {
    en:
      "best-rate race: cost of the worst batch size ÷ that of the best to a level, chosen on half of the seeds and " +
      "measured on the other half, in examples and in steps",
    zh: "各用最好学习率的比赛：降到同一水平时最差与最好的批量大小的代价之比，用一半随机种子挑选，用另一半测量，分别按样本数和步数计",
  },
  evidence: {
    decidedBy: { en: "decided by", zh: "由什么决定" },
    level: { en: "level: share of the start's excess", zh: "水平：占起点超额损失的比例" },
    excessOver: { en: "excess counted from", zh: "超额损失从哪里算起" },
    batchSizes: { en: "batch sizes", zh: "批量大小" },
    examplesBest: { en: "best size by examples", zh: "按样本数最好的大小" },
    examplesWorst: { en: "worst size by examples", zh: "按样本数最差的大小" },
    examplesTies: { en: "sizes that tie with the best by examples", zh: "按样本数与最好的分不出高下的大小" },
    examplesRatio: { en: "ratio of examples", zh: "样本数之比" },
    examplesRatioIsBound: { en: "the ratio of examples is a lower bound", zh: "样本数之比只是下界" },
    examplesRatioFrom: { en: "ratio of examples: interval from", zh: "样本数之比：区间下端" },
    examplesRatioTo: { en: "ratio of examples: interval to", zh: "样本数之比：区间上端" },
    stepsBest: { en: "best size by steps", zh: "按步数最好的大小" },
    stepsWorst: { en: "worst size by steps", zh: "按步数最差的大小" },
    stepsTies: { en: "sizes that tie with the best by steps", zh: "按步数与最好的分不出高下的大小" },
    stepsRatio: { en: "ratio of steps", zh: "步数之比" },
    stepsRatioIsBound: { en: "the ratio of steps is a lower bound", zh: "步数之比只是下界" },
    stepsRatioFrom: { en: "ratio of steps: interval from", zh: "步数之比：区间下端" },
    stepsRatioTo: { en: "ratio of steps: interval to", zh: "步数之比：区间上端" },
    secondsToLevel: {
      en: "seconds to the level, each size (decides nothing)",
      zh: "各大小降到该水平的秒数（不参与判定）",
    },
    noiseScaleAtStart: { en: "gradient noise scale at the start", zh: "起点处的梯度噪声尺度" },
    noiseScaleAt10Percent: { en: "gradient noise scale at 10% of the excess", zh: "超额损失剩 10% 处的梯度噪声尺度" },
    noiseScaleAt1Percent: { en: "gradient noise scale at 1% of the excess", zh: "超额损失剩 1% 处的梯度噪声尺度" },
    pairs: { en: "pairs of runs", zh: "配对数" },
  },
  values: {
    minimum: { en: "the minimum E*", zh: "最小值 E*" },
    "lowest-end": { en: "the lowest loss any lane ended at", zh: "各条终点中最低的损失" },
    examples: { en: "the examples read", zh: "读的样本数" },
    steps: { en: "the steps", zh: "步数" },
  },
  reasons: {
    "no-best-rate-race": { en: "the race at best rates was not run", zh: "没有进行各用最好学习率的比赛" },
    "one-batch-size": { en: "only one batch size was raced", zh: "只比赛了一种批量大小" },
    "too-few-seeds": { en: "too few seeds to decide", zh: "随机种子太少，无法判定" },
    "level-not-reached": { en: "the budget was too short", zh: "工作量太小" },
  },
};
