/** C5 in words. */
import type { ClaimRecord } from "nabla/race";
import type { Language } from "../language.ts";
import { formatCount, formatShare, formatShareInterval } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { numberIn, numbersIn, shareIn, shareIntervalIn, textIn } from "./evidence.ts";

const measures: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { accuracy: "accuracy", r2: "R²" },
  zh: { accuracy: "准确率", r2: "R²" },
};

function english(claim: ClaimRecord): string {
  const early = shareIn(claim, "earlyShare");
  return (
    `In the second half ${shareIn(claim, "lateShare")} ${shareIntervalIn(claim, "lateInterval")} of ` +
    `${formatCount(numberIn(claim, "lateSteps") ?? 0)} sampled single-example steps raised the full loss` +
    (early === "" ? "" : `, in the first pass over the data ${early}`) +
    ` (swinging means more than ${shareIn(claim, "swingThreshold")}).` +
    englishSuffering(claim) +
    englishOpen(claim)
  );
}

function englishSuffering(claim: ClaimRecord): string {
  const difference = numberIn(claim, "sufferedDifference");
  if (difference === null) return "";
  const threshold = shareIn(claim, "sufferedThreshold");
  const measure = measures.en[textIn(claim, "sufferedMeasure")];
  if (measure !== undefined) {
    return difference >= 0
      ? ` Its ${measure} on held-out rows is worse than that of batch descent by ${formatShare(difference)} ` +
          `${shareIntervalIn(claim, "sufferedInterval")} (suffering means more than ${threshold}).`
      : ` Its ${measure} on held-out rows is better than that of batch descent by ${formatShare(-difference)} ` +
          `${turnedInterval(claim)} (suffering means worse by more than ${threshold}).`;
  }
  const way = "of the way from the start to the best loss";
  return difference >= 0
    ? ` It ends higher than batch descent by ${formatShare(difference)} ${shareIntervalIn(claim, "sufferedInterval")} ` +
        `${way} (suffering means more than ${threshold}).`
    : ` It ends lower than batch descent by ${formatShare(-difference)} ${turnedInterval(claim)} ` +
        `${way} (suffering means higher by more than ${threshold}).`;
}

/** Which of the two questions is open, and why. */
function englishOpen(claim: ClaimRecord): string {
  if (claim.verdict !== "inconclusive") return "";
  const swings = " Undecided is whether it swings: the interval of the rising steps contains the threshold.";
  const suffers = " Undecided is whether its result suffers: the interval of the difference contains the threshold.";
  const unknown =
    " Undecided is whether its result suffers: with runs that diverged the difference to batch descent is not finite.";
  return openParts(claim, { swings, suffers, unknown });
}

function chinese(claim: ClaimRecord): string {
  const early = shareIn(claim, "earlyShare");
  return (
    `后半程抽查的 ${formatCount(numberIn(claim, "lateSteps") ?? 0)} 次单样本更新中，有 ` +
    `${shareIn(claim, "lateShare")} ${shareIntervalIn(claim, "lateInterval")} 使全部数据上的损失上升` +
    (early === "" ? "" : `，读第一遍时有 ${early}`) +
    `（超过 ${shareIn(claim, "swingThreshold")} 才算摆动）。` +
    chineseSuffering(claim) +
    chineseOpen(claim)
  );
}

function chineseSuffering(claim: ClaimRecord): string {
  const difference = numberIn(claim, "sufferedDifference");
  if (difference === null) return "";
  const threshold = shareIn(claim, "sufferedThreshold");
  const measure = measures.zh[textIn(claim, "sufferedMeasure")];
  if (measure !== undefined) {
    return difference >= 0
      ? `在留出数据上，它的${measure}比批量梯度下降差 ${formatShare(difference)} ` +
          `${shareIntervalIn(claim, "sufferedInterval")}（超过 ${threshold} 才算受影响）。`
      : `在留出数据上，它的${measure}比批量梯度下降好 ${formatShare(-difference)} ` +
          `${turnedInterval(claim)}（差 ${threshold} 以上才算受影响）。`;
  }
  return difference >= 0
    ? `最后的损失比批量梯度下降高，高出的部分是起点到最低损失这段路的 ${formatShare(difference)} ` +
        `${shareIntervalIn(claim, "sufferedInterval")}（超过 ${threshold} 才算受影响）。`
    : `最后的损失比批量梯度下降低，低的部分是起点到最低损失这段路的 ${formatShare(-difference)} ` +
        `${turnedInterval(claim)}（高出 ${threshold} 以上才算受影响）。`;
}

function chineseOpen(claim: ClaimRecord): string {
  if (claim.verdict !== "inconclusive") return "";
  return openParts(claim, {
    swings: "未定的是它是否摆动：上升比例的区间跨过了界线。",
    suffers: "未定的是结果是否受影响：差的区间跨过了界线。",
    unknown: "未定的是结果是否受影响：有运行发散，与批量梯度下降的差不是有限的数。",
  });
}

function openParts(claim: ClaimRecord, say: { swings: string; suffers: string; unknown: string }): string {
  const suffers = shareIntervalIn(claim, "sufferedInterval") === "" ? say.unknown : say.suffers;
  return (
    (textIn(claim, "swings") === "inconclusive" ? say.swings : "") +
    (textIn(claim, "suffers") === "inconclusive" ? suffers : "")
  );
}

/** The interval of the difference with its sign changed. */
function turnedInterval(claim: ClaimRecord): string {
  const [low, high] = numbersIn(claim, "sufferedInterval");
  return typeof low === "number" && typeof high === "number" ? formatShareInterval([-high, -low]) : "";
}

export const swings: ClaimWords = {
  id: "C5",
  title: { en: "Stochastic descent swings, and its accuracy suffers", zh: "随机梯度下降会摆动，准确度受影响" },
  sentence: { en: english, zh: chinese },
  test: {
    en: "share of sampled single-example steps whose full loss rises, and paired difference of the final result",
    zh: "抽查的单样本更新中使全部数据上的损失上升的比例，以及最后结果的配对差",
  },
  evidence: {
    decidedBy: { en: "decided by", zh: "由什么决定" },
    swings: { en: "it swings", zh: "会摆动" },
    swingThreshold: { en: "rising steps: threshold", zh: "上升的比例：界线" },
    earlyShare: { en: "rising steps, first pass", zh: "第一遍中上升的比例" },
    earlyInterval: { en: "rising steps, first pass: 95% interval", zh: "第一遍中上升的比例：95% 区间" },
    earlySteps: { en: "sampled steps, first pass", zh: "第一遍中抽查的步数" },
    lateShare: { en: "rising steps, second half", zh: "后半程中上升的比例" },
    lateInterval: { en: "rising steps, second half: 95% interval", zh: "后半程中上升的比例：95% 区间" },
    lateSteps: { en: "sampled steps, second half", zh: "后半程中抽查的步数" },
    suffers: { en: "its result suffers", zh: "结果受影响" },
    sufferedMeasure: { en: "result measured by", zh: "结果用什么衡量" },
    sufferedDifference: { en: "difference to batch descent", zh: "与批量梯度下降的差" },
    sufferedInterval: { en: "difference: 95% interval", zh: "差：95% 区间" },
    sufferedThreshold: { en: "difference: threshold", zh: "差：界线" },
    pairs: { en: "pairs of runs", zh: "配对数" },
    learningRate: { en: "rate", zh: "学习率" },
    bestRateDifference: {
      en: "difference to batch descent, each at its best rate",
      zh: "各用最好的学习率时，与批量梯度下降的差",
    },
    bestRateInterval: { en: "the same: 95% interval", zh: "同上：95% 区间" },
    bestRate: { en: "best rate of single examples", zh: "随机梯度下降最好的学习率" },
  },
  values: {
    swing: { en: "the swings", zh: "摆动" },
    accuracy: { en: "accuracy", zh: "准确率" },
    r2: { en: "R²", zh: "R²" },
    loss: { en: "loss", zh: "损失" },
  },
};
