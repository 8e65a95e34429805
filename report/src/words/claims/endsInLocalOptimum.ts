/** C14 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount, formatNumber, formatShare, formatShareInterval } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { numberIn } from "./evidence.ts";

const countIn = (claim: ClaimRecord, name: string): string => formatCount(numberIn(claim, name) ?? 0);
const interval = ({ interval95 }: ClaimRecord): string => (interval95 === null ? "" : formatShareInterval(interval95));

function english(claim: ClaimRecord): string {
  if (claim.reason === "convex") {
    return "This objective is convex: it has no local optimum besides the global one, so no descent can end in one.";
  }
  return (
    `Of ${formatCount(claim.n)} common starts, ${countIn(claim, "localSingle")} single-example descents ended in a ` +
    `basin whose bottom lies clearly above the lowest known (${formatShare(claim.estimate)} ${interval(claim)}; the ` +
    `line is at ${formatShare(claim.threshold)}), and ${countIn(claim, "localFull")} full-batch descents. Paired, ` +
    `single examples ended lower ${countIn(claim, "singleLower")} times and higher ` +
    `${countIn(claim, "singleHigher")} times (lowest loss ${formatNumber(numberIn(claim, "lowest"))}).`
  );
}

function chinese(claim: ClaimRecord): string {
  if (claim.reason === "convex") return "这里的目标函数是凸的：除了全局最优没有别的局部最优，任何下降都不会陷进去。";
  return (
    `从 ${formatCount(claim.n)} 个共同起点出发，随机梯度下降有 ${countIn(claim, "localSingle")} 次停在谷底明显高于已知最低处的` +
    `盆地里（${formatShare(claim.estimate)} ${interval(claim)}，界线是 ${formatShare(claim.threshold)}），批量梯度下降有 ` +
    `${countIn(claim, "localFull")} 次。逐对比较，随机梯度下降更低 ${countIn(claim, "singleLower")} 次，更高 ` +
    `${countIn(claim, "singleHigher")} 次（已知最低损失 ${formatNumber(numberIn(claim, "lowest"))}）。`
  );
}

export const endsInLocalOptimum: ClaimWords = {
  id: "C14",
  title: { en: "Stochastic descent may end in a local optimum", zh: "随机梯度下降可能陷入局部最优" },
  sentence: { en: english, zh: chinese },
  test: {
    en: "share of single-example ends, polished by full-batch L-BFGS, clearly above the lowest known minimum; Wilson",
    zh: "随机梯度下降的终点经全批量 L-BFGS 打磨后，明显高于已知最低点的比例（Wilson 区间）",
  },
  evidence: {
    lowest: { en: "lowest known loss", zh: "已知最低损失" },
    margin: { en: "clearly above means by more than", zh: "高出多少才算明显" },
    localSingle: { en: "local optima, single examples", zh: "局部最优次数，随机梯度下降" },
    localFull: { en: "local optima, full batches", zh: "局部最优次数，批量梯度下降" },
    notSettledSingle: {
      en: "ends that polishing did not settle, single examples",
      zh: "打磨后仍未定的终点，随机梯度下降",
    },
    notSettledFull: { en: "ends that polishing did not settle, full batches", zh: "打磨后仍未定的终点，批量梯度下降" },
    pairs: { en: "pairs of settled ends", zh: "成对的已定终点" },
    singleHigher: { en: "pairs in which single examples ended higher", zh: "随机梯度下降更高的对数" },
    singleLower: { en: "pairs in which single examples ended lower", zh: "随机梯度下降更低的对数" },
    pairedDifference: { en: "median difference of a pair", zh: "配对差的中位数" },
    signTest: { en: "sign test of the pairs: p", zh: "配对的符号检验 p 值" },
    rule: { en: "race", zh: "比赛" },
    starts: { en: "starts that the allowed work would do for", zh: "允许的工作量够用的起点数" },
    work: { en: "allowed work (products)", zh: "允许的工作量（乘法次数）" },
  },
  values: {
    same: { en: "the same rate for all", zh: "同一学习率" },
    best: { en: "each at its best rate", zh: "各用最好的学习率" },
  },
  reasons: {
    convex: { en: "the objective is convex", zh: "目标函数是凸的" },
    "too-costly": {
      en: "it would take too long for a model and table of this size",
      zh: "对这么大的模型和数据，耗时太长",
    },
    "not-settled": { en: "polishing did not settle enough of the ends", zh: "打磨后仍有太多终点未定" },
  },
};
