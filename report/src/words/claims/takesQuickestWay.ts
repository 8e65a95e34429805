/** C12 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn, shareIn } from "./evidence.ts";

/** The angle whose cosine the evidence holds, in whole degrees; null where there is none. */
function degrees(claim: ClaimRecord, name: string): number | null {
  const cosine = numberIn(claim, name);
  return cosine === null ? null : Math.round((Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI);
}

const ratio = (claim: ClaimRecord): string =>
  `${formatNumber(claim.estimate)} [${formatIn(claim, "ratioFrom")}, ${formatIn(claim, "ratioTo")}]`;

function english(claim: ClaimRecord): string {
  const atLeast = claim.evidence.ratioIsBound === true ? "at least " : "";
  const steps = (name: string) => (numberIn(claim, name) === null ? "not enough" : formatIn(claim, name));
  const newton = numberIn(claim, "newtonSteps") === null ? "" : `, Newton's method ${formatIn(claim, "newtonSteps")}`;
  const angle = degrees(claim, "cosineMedian");
  const astray = angle === null ? "" : ` Along the way it points ${angle}° past the lowest point (median).`;
  return (
    `To ${shareIn(claim, "level")} of the start's excess the negative gradient took ${steps("gradientSteps")} steps, ` +
    `conjugate gradients ${steps("conjugateSteps")}${newton}: ${atLeast}${ratio(claim)} times as many as conjugate ` +
    `gradients (the quickest way takes less than ${formatNumber(claim.threshold)} times).${astray}`
  );
}

function chinese(claim: ClaimRecord): string {
  const atLeast = claim.evidence.ratioIsBound === true ? "至少" : "";
  const steps = (name: string) => (numberIn(claim, name) === null ? "不够" : `${formatIn(claim, name)} 步`);
  const newton = numberIn(claim, "newtonSteps") === null ? "" : `，牛顿法 ${formatIn(claim, "newtonSteps")} 步`;
  const angle = degrees(claim, "cosineMedian");
  const astray = angle === null ? "" : `一路上，负梯度与指向最低点的方向相差 ${angle}°（中位数）。`;
  return (
    `降到起点超额损失的 ${shareIn(claim, "level")}，沿负梯度走了 ${steps("gradientSteps")}，共轭梯度法 ` +
    `${steps("conjugateSteps")}${newton}；${atLeast}是共轭梯度法的 ${ratio(claim)} 倍` +
    `（少于 ${formatNumber(claim.threshold)} 倍才算最快的路）。${astray}`
  );
}

export const takesQuickestWay: ClaimWords = {
  id: "C12",
  title: { en: "The negative gradient is the quickest way down", zh: "负梯度方向是下山最快的路" },
  sentence: { en: english, zh: chinese },
  test: {
    en:
      "steps along the negative gradient ÷ steps of conjugate gradients to a level, with the same line search; median " +
      "over starts",
    zh: "降到同一水平时，沿负梯度与共轭梯度法的步数之比，两者用同样的线搜索；取各起点的中位数",
  },
  evidence: {
    level: { en: "level: share of the start's excess", zh: "水平：占起点超额损失的比例" },
    gradientSteps: { en: "steps along the negative gradient", zh: "沿负梯度的步数" },
    conjugateSteps: { en: "steps of conjugate gradients", zh: "共轭梯度法的步数" },
    newtonSteps: { en: "steps of Newton's method", zh: "牛顿法的步数" },
    ratioIsBound: { en: "the ratio is a lower bound", zh: "这个比只是下界" },
    ratioFrom: { en: "ratio: interval from", zh: "步数之比：区间下端" },
    ratioTo: { en: "ratio: interval to", zh: "步数之比：区间上端" },
    starts: { en: "starts", zh: "起点数" },
    kappa: { en: "condition number κ", zh: "条件数 κ" },
    cosineAtStart: { en: "cosine to the way to the optimum, at the start", zh: "与指向最优点方向的余弦：起点" },
    cosineMedian: { en: "the same, median along the path", zh: "同上：沿路的中位数" },
    cosineLeast: { en: "the same, least along the path", zh: "同上：沿路的最小值" },
    cosineSteps: { en: "points of the path", zh: "路上的点数" },
  },
  reasons: {
    "start-too-near": { en: "the start is already at the optimum", zh: "起点已经在最优点" },
    "too-few-seeds": { en: "too few seeds to decide", zh: "随机种子太少，无法判定" },
  },
};
