/** C3 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount, formatDuration, formatInterval, formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { numberIn, numbersIn } from "./evidence.ts";

const largest = (claim: ClaimRecord) => ({
  rows: formatCount(numbersIn(claim, "sizes").at(-1) ?? 0),
  seconds: formatDuration(numbersIn(claim, "seconds").at(-1) ?? 0),
  row: formatDuration(Math.max(0, numberIn(claim, "secondsPerRow") ?? 0)),
});

function english(claim: ClaimRecord): string {
  const { rows, seconds, row } = largest(claim);
  return (
    `A full-batch step on ${rows} rows takes ${seconds}, about ${row} for every further row; its time grows like ` +
    `rows^${formatNumber(claim.estimate)} ${formatInterval(claim.interval95)} (expensive means an exponent above ` +
    `${formatNumber(claim.threshold)}).`
  );
}

function chinese(claim: ClaimRecord): string {
  const { rows, seconds, row } = largest(claim);
  return (
    `${rows} 行数据的一次批量更新要 ${seconds}，每多一行约多 ${row}；用时按行数的 ` +
    `${formatNumber(claim.estimate)} 次方 ${formatInterval(claim.interval95)} 增长（指数大于 ` +
    `${formatNumber(claim.threshold)} 才算开销大）。`
  );
}

export const costsByRows: ClaimWords = {
  id: "C3",
  title: {
    en: "A batch step is expensive when there are many examples",
    zh: "样本很多时，批量梯度下降每一步开销很大",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "slope of log seconds over log rows of a full-batch step at n/8, n/4, n/2 and n; sign-test interval over repeats",
    zh: "批量更新用时的对数随行数（n/8、n/4、n/2、n）对数变化的斜率；重复测量的符号检验区间",
  },
  evidence: {
    sizes: { en: "rows", zh: "行数" },
    seconds: { en: "seconds of an update", zh: "每次更新的秒数" },
    fixedSeconds: { en: "fixed cost a of an update (s)", zh: "每次更新的固定开销 a（秒）" },
    secondsPerRow: { en: "cost b of a further row (s)", zh: "每多一行的开销 b（秒）" },
    repeats: { en: "repeats", zh: "重复次数" },
    rows: { en: "rows", zh: "行数" },
    leastRows: { en: "rows needed", zh: "至少需要的行数" },
  },
};
