/** C4 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatDuration, formatInterval, formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn } from "./evidence.ts";

const times = (claim: ClaimRecord) => ({
  single: formatDuration(numberIn(claim, "secondsSingle") ?? 0),
  full: formatDuration(numberIn(claim, "secondsFull") ?? 0),
});

function english(claim: ClaimRecord): string {
  const { single, full } = times(claim);
  return (
    `A single-example update takes ${single}, a full-batch update ${full}: ${formatNumber(claim.estimate)} times as ` +
    `long ${formatInterval(claim.interval95)} (much faster means ${formatNumber(claim.threshold)} times). Per example ` +
    `it is the other way round: in a full batch an example takes 1/${formatIn(claim, "examplesCheaper")} of the time.`
  );
}

function chinese(claim: ClaimRecord): string {
  const { single, full } = times(claim);
  return (
    `单样本更新一次 ${single}，批量更新一次 ${full}，后者是前者的 ${formatNumber(claim.estimate)} 倍 ` +
    `${formatInterval(claim.interval95)}（${formatNumber(claim.threshold)} 倍以上才算快得多）。但按每个样本算正好相反：` +
    `批量更新里每个样本只用 1/${formatIn(claim, "examplesCheaper")} 的时间。`
  );
}

export const updatesFaster: ClaimWords = {
  id: "C4",
  title: { en: "A single stochastic update is much faster", zh: "随机梯度下降单次更新快得多" },
  sentence: { en: english, zh: chinese },
  test: {
    en: "seconds of a full-batch update over seconds of a single-example update; sign-test interval over repeats",
    zh: "批量更新与单样本更新用时之比；重复测量的符号检验区间",
  },
  evidence: {
    rows: { en: "rows", zh: "行数" },
    leastRows: { en: "rows needed", zh: "至少需要的行数" },
    secondsSingle: { en: "seconds of a single-example update", zh: "单样本更新一次的秒数" },
    secondsFull: { en: "seconds of a full-batch update", zh: "批量更新一次的秒数" },
    secondsPerExampleSingle: { en: "seconds per example, one at a time", zh: "每个样本的秒数，逐个更新" },
    secondsPerExampleFull: { en: "seconds per example, full batch", zh: "每个样本的秒数，批量更新" },
    examplesCheaper: { en: "how many times cheaper an example is in a full batch", zh: "批量更新中每个样本便宜多少倍" },
  },
};
