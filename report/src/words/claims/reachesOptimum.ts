/** C2 in words. */
import type { ClaimRecord } from "nabla/race";
import { counted } from "../en/plural.ts";
import { formatCount, formatNumber, formatShare } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn } from "./evidence.ts";

const passes = (count: number): string => counted(count, "pass over the data", "passes over the data");

function english(claim: ClaimRecord): string {
  const { verdict, reason, estimate, threshold } = claim;
  const epochs = passes(numberIn(claim, "epochs") ?? 0);
  const [predicted, faster] = [numberIn(claim, "epochsPredicted"), numberIn(claim, "epochsPredictedAtInverseL")];
  const left =
    estimate === 0
      ? `After ${epochs} nothing measurable is left of the start's excess over the optimum.`
      : `After ${epochs}, ${formatShare(estimate)} of the start's excess over the optimum is left; reached means less ` +
        `than ${formatShare(threshold)}.`;
  const kappa = numberIn(claim, "kappa") === null ? "" : ` (condition number ${formatIn(claim, "kappa")})`;
  return [
    estimate === null ? "The batch lane did not stay finite." : left,
    reason === "rate-above-limit"
      ? ` Its rate ${formatIn(claim, "learningRate")} lies above its own limit ${formatIn(claim, "limit")}.`
      : "",
    verdict === "holds" && numberIn(claim, "certificate") !== null
      ? ` Certificate: the last loss is within ${formatIn(claim, "certificate")} of E*.`
      : "",
    verdict === "inconclusive" && predicted !== null
      ? ` At this rate ${passes(predicted)} would certainly do${kappa}.`
      : "",
    verdict === "inconclusive" && faster !== null ? ` At its own best safe rate 1/L, ${passes(faster)}.` : "",
  ].join("");
}

const readings = (count: number): string => `读 ${formatCount(count)} 遍数据`;

function chinese(claim: ClaimRecord): string {
  const { verdict, reason, estimate, threshold } = claim;
  const epochs = readings(numberIn(claim, "epochs") ?? 0);
  const [predicted, faster] = [numberIn(claim, "epochsPredicted"), numberIn(claim, "epochsPredictedAtInverseL")];
  const left =
    estimate === 0
      ? `${epochs}之后，起点超出最优值的部分已经测不出剩余。`
      : `${epochs}之后，起点超出最优值的部分还剩 ${formatShare(estimate)}；少于 ${formatShare(threshold)} 才算到达。`;
  const kappa = numberIn(claim, "kappa") === null ? "" : `（条件数 ${formatIn(claim, "kappa")}）`;
  return [
    estimate === null ? "批量梯度下降发散了。" : left,
    reason === "rate-above-limit"
      ? `它的学习率 ${formatIn(claim, "learningRate")} 超过了自己的上限 ${formatIn(claim, "limit")}。`
      : "",
    verdict === "holds" && numberIn(claim, "certificate") !== null
      ? `可以证明：最后的损失与 E* 相差不超过 ${formatNumber(numberIn(claim, "certificate"))}。`
      : "",
    verdict === "inconclusive" && predicted !== null ? `用这个学习率，${readings(predicted)}一定足够${kappa}。` : "",
    verdict === "inconclusive" && faster !== null ? `用它自己最好的安全学习率 1/L，${readings(faster)}就够。` : "",
  ].join("");
}

export const reachesOptimum: ClaimWords = {
  id: "C2",
  title: {
    en: "On a convex loss, batch descent reaches the global optimum",
    zh: "损失为凸时，批量梯度下降到达全局最优",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "excess left at the end as a share of the start's; 2.5–97.5% of the seeds, widened by the gap of E*",
    zh: "最后的超额损失占起点超额损失的比例；各随机种子的 2.5–97.5%，再加上 E* 的误差",
  },
  evidence: {
    optimum: { en: "optimum E*", zh: "最优值 E*" },
    optimumGap: { en: "E* certified to within", zh: "E* 的误差不超过" },
    mu: { en: "smallest curvature μ", zh: "最小曲率 μ" },
    smoothness: { en: "largest curvature L", zh: "最大曲率 L" },
    kappa: { en: "condition number κ", zh: "条件数 κ" },
    certificate: { en: "certificate ‖∇E‖²/(2μ) at the end", zh: "终点处的证明 ‖∇E‖²/(2μ)" },
    learningRate: { en: "rate", zh: "学习率" },
    limit: { en: "limit of the rate", zh: "学习率的上限" },
    epochs: { en: "passes over the data", zh: "通读数据的遍数" },
    epochsPredicted: { en: "passes that would certainly do", zh: "一定足够的遍数" },
    epochsPredictedAtInverseL: {
      en: "passes that would certainly do at rate 1/L",
      zh: "学习率为 1/L 时一定足够的遍数",
    },
  },
  reasons: {
    "budget-too-short": { en: "the budget was too short", zh: "工作量太小" },
    "rate-above-limit": {
      en: "the rate lies above the batch lane's own limit",
      zh: "学习率超过了批量梯度下降自己的上限",
    },
  },
};
