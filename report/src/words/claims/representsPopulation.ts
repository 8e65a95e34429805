/** C15 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount, formatInterval, formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { numbersIn } from "./evidence.ts";

const ends = (claim: ClaimRecord) => {
  const cosines = numbersIn(claim, "cosines");
  return {
    single: formatNumber(cosines[0] ?? null),
    all: formatNumber(cosines.at(-1) ?? null),
    rows: formatCount(numbersIn(claim, "sizes").at(-1) ?? 0),
  };
};

function english(claim: ClaimRecord): string {
  const { single, all, rows } = ends(claim);
  return (
    `At the start, the gradient of ${rows} rows points along that of ${rows} other rows with a cosine of ${all}, that ` +
    `of one row with ${single}: a gain of ${formatNumber(claim.estimate)} ${formatInterval(claim.interval95)} (better ` +
    `means more than ${formatNumber(claim.threshold)}).`
  );
}

function chinese(claim: ClaimRecord): string {
  const { single, all, rows } = ends(claim);
  return (
    `在起点处，${rows} 行的梯度与另外 ${rows} 行的梯度夹角余弦为 ${all}，单独一行的梯度为 ${single}：提高了 ` +
    `${formatNumber(claim.estimate)} ${formatInterval(claim.interval95)}（超过 ${formatNumber(claim.threshold)} 才算更好）。`
  );
}

export const representsPopulation: ClaimWords = {
  id: "C15",
  title: {
    en: "The full data's direction represents the population better",
    zh: "由全部数据确定的方向能更好地代表样本总体",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "gain of the cosine to the other half's gradient, from one example to all; 2.5–97.5% of the splits",
    zh: "与另一半数据的梯度的余弦，从单个样本到全部样本的提高；取各次划分的 2.5–97.5%",
  },
  evidence: {
    sizes: { en: "batch sizes", zh: "批量大小" },
    cosines: { en: "cosine to the other half's gradient (median)", zh: "与另一半数据的梯度的余弦（中位数）" },
    signal: { en: "squared gradient over what chance alone gives it", zh: "梯度平方与纯属偶然时之比" },
    signalThreshold: { en: "the same: least to decide", zh: "同上：至少多大才作判断" },
    splits: { en: "splits", zh: "划分次数" },
    rows: { en: "rows", zh: "行数" },
    leastRows: { en: "rows needed", zh: "至少需要的行数" },
    parameters: { en: "parameters", zh: "参数个数" },
  },
  reasons: {
    "no-example-gradients": { en: "the gradients of single examples are not to be had", zh: "得不到单个样本的梯度" },
    "too-costly": { en: "the gradients of all examples would not fit into memory", zh: "全部样本的梯度放不进内存" },
    "too-few-rows": { en: "too few rows", zh: "行数太少" },
    "direction-lost-in-noise": {
      en: "at this point the common direction is lost in the noise of the rows",
      zh: "在这一点上，共同的方向淹没在各行的噪声里",
    },
  },
};
