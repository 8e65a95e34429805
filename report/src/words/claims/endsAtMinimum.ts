/** C13 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn, shareIn, shareIntervalIn } from "./evidence.ts";

const counts = (claim: ClaimRecord) => ({
  minima: numberIn(claim, "minima") ?? 0,
  flat: numberIn(claim, "flat") ?? 0,
  saddles: numberIn(claim, "saddles") ?? 0,
});

function english(claim: ClaimRecord): string {
  const { minima, flat, saddles } = counts(claim);
  const found = minima + flat + saddles;
  if (found === 0) return "No descent came to a point where the gradient has vanished.";
  const curved = saddles > 0 ? `, ${formatCount(saddles)} saddles` : "";
  return (
    `Of ${formatCount(found)} ends with a vanished gradient ${formatCount(minima)} are minima, ${formatCount(flat)} ` +
    `flat${curved} (smallest curvature ${formatIn(claim, "smallestCurvature")}).` +
    (numberIn(claim, "scoreLost") === null
      ? ""
      : ` At the lowest training loss the held-out score is ${shareIn(claim, "scoreLost")} ` +
        `${shareIntervalIn(claim, "scoreInterval")} below its best, which came at epoch ` +
        `${formatIn(claim, "epochOfBestScore")} (${formatIn(claim, "epochOfLowestLoss")} for the loss; more than ` +
        `${shareIn(claim, "scoreThreshold")} would count).`)
  );
}

function chinese(claim: ClaimRecord): string {
  const { minima, flat, saddles } = counts(claim);
  const found = minima + flat + saddles;
  if (found === 0) return "没有一次下降走到梯度消失的点。";
  const curved = saddles > 0 ? `，${formatCount(saddles)} 个是鞍点` : "";
  return (
    `${formatCount(found)} 个梯度消失的终点中，${formatCount(minima)} 个是极小点，${formatCount(flat)} 个处于平坦处` +
    `${curved}（最小曲率 ${formatIn(claim, "smallestCurvature")}）。` +
    (numberIn(claim, "scoreLost") === null
      ? ""
      : `训练损失最低时，留出数据上的得分比最高时低 ${shareIn(claim, "scoreLost")} ` +
        `${shareIntervalIn(claim, "scoreInterval")}；得分最高在第 ${formatIn(claim, "epochOfBestScore")} 遍，损失最低在第 ` +
        `${formatIn(claim, "epochOfLowestLoss")} 遍（低 ${shareIn(claim, "scoreThreshold")} 以上才算数）。`)
  );
}

export const endsAtMinimum: ClaimWords = {
  id: "C13",
  title: {
    en: "A gradient near zero means a minimum, where accuracy is highest",
    zh: "梯度接近零就是极小点，此时模型准确度最高",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "share of stationary ends without negative curvature (Wilson), and held-out score lost at the lowest loss",
    zh: "没有负曲率的驻点所占比例（Wilson 区间），以及损失最低时留出得分的损失",
  },
  evidence: {
    decidedBy: { en: "decided by", zh: "由什么决定" },
    minima: { en: "minima", zh: "极小点" },
    flat: { en: "flat ends", zh: "平坦的终点" },
    saddles: { en: "saddles", zh: "鞍点" },
    notStationary: { en: "ends whose gradient did not vanish", zh: "梯度没有消失的终点" },
    polished: { en: "ends led on by L-BFGS until the gradient vanished", zh: "由 L-BFGS 继续走到梯度消失的终点" },
    smallestCurvature: { en: "smallest curvature", zh: "最小曲率" },
    largestCurvature: { en: "largest curvature", zh: "最大曲率" },
    isMinimum: { en: "the ends are minima", zh: "终点是极小点" },
    minimumThreshold: { en: "share of minima: threshold", zh: "极小点的比例：界线" },
    scoreVerdict: { en: "accuracy is highest there", zh: "此时准确度最高" },
    scoreLost: { en: "held-out score lost at the lowest loss", zh: "损失最低时留出得分的损失" },
    scoreInterval: { en: "score lost: 95% interval", zh: "得分的损失：95% 区间" },
    scoreThreshold: { en: "score lost: threshold", zh: "得分的损失：界线" },
    epochOfBestScore: { en: "epoch of the best score (median)", zh: "得分最高时的遍数（中位数）" },
    epochOfLowestLoss: { en: "epoch of the lowest loss (median)", zh: "损失最低时的遍数（中位数）" },
  },
  values: {
    curvature: { en: "the curvature", zh: "曲率" },
    score: { en: "the held-out score", zh: "留出数据上的得分" },
  },
  reasons: {
    "no-validation": {
      en: "no rows were held out to measure accuracy on; ask for some with --validation 0.2",
      zh: "没有留出数据来衡量准确度；可用 --validation 0.2 留出一部分",
    },
    "not-stationary": { en: "the gradient vanished nowhere", zh: "没有一处的梯度消失" },
  },
};
