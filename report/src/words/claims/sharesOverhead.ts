/** C8 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount, formatInterval, formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { numberIn } from "./evidence.ts";

const batchIn = (claim: ClaimRecord): string => formatCount(numberIn(claim, "batchSize") ?? 0);

function english(claim: ClaimRecord): string {
  const breakEven = numberIn(claim, "breakEven");
  return (
    `In this engine an update on ${batchIn(claim)} examples takes ${formatNumber(claim.estimate)} times as long as ` +
    `on one ${formatInterval(claim.interval95)} (not much more means less than ${formatNumber(claim.threshold)} times)` +
    (breakEven === null
      ? "."
      : `; up to a batch of about ${formatNumber(breakEven)} the fixed cost of an update outweighs its examples.`)
  );
}

function chinese(claim: ClaimRecord): string {
  const breakEven = numberIn(claim, "breakEven");
  return (
    `在这个引擎里，${batchIn(claim)} 个样本的一次更新用时是单样本的 ${formatNumber(claim.estimate)} 倍 ` +
    `${formatInterval(claim.interval95)}（不到 ${formatNumber(claim.threshold)} 倍才算多不了多少）` +
    (breakEven === null ? "。" : `；批量在约 ${formatNumber(breakEven)} 以下时，更新的固定开销大于样本本身的开销。`)
  );
}

export const sharesOverhead: ClaimWords = {
  id: "C8",
  title: {
    en: "A mini-batch step costs little more than a single-example step",
    zh: "小批量的一步并不比单样本的一步慢太多",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "seconds of a mini-batch update over seconds of a single-example update; sign-test interval over repeats",
    zh: "小批量更新与单样本更新用时之比；重复测量的符号检验区间",
  },
  evidence: {
    batchSize: { en: "batch size", zh: "批量大小" },
    secondsSingle: { en: "seconds of a single-example update", zh: "单样本更新一次的秒数" },
    secondsBatch: { en: "seconds of a mini-batch update", zh: "小批量更新一次的秒数" },
    sizes: { en: "timed batch sizes", zh: "计时的批量大小" },
    seconds: { en: "seconds of an update", zh: "每次更新的秒数" },
    fixedSeconds: { en: "fixed cost a of an update (s)", zh: "每次更新的固定开销 a（秒）" },
    secondsPerExample: { en: "cost b of a further example (s)", zh: "每多一个样本的开销 b（秒）" },
    breakEven: { en: "break-even batch a/b", zh: "盈亏平衡的批量 a/b" },
  },
};
