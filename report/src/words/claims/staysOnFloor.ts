/** C6 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatCount, formatInterval, formatNumber, formatShare, formatShareInterval } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn, numbersIn } from "./evidence.ts";

/** Whether the claim was tested without noise at the optimum, where there is no floor. */
const fitted = ({ evidence }: ClaimRecord): boolean => evidence.startsAtOptimum === false;

const ends = (claim: ClaimRecord, name: string): [string, string] => {
  const values = numbersIn(claim, name);
  return [formatNumber(values[0] ?? null), formatNumber(values.at(-1) ?? null)];
};

function english(claim: ClaimRecord): string {
  const { estimate, interval95, threshold } = claim;
  const needed = numberIn(claim, "epochsNeeded");
  if (needed !== null) {
    return `One run would need ${formatCount(needed)} passes over the data to show where a constant rate ends.`;
  }
  if (fitted(claim)) {
    const interval = interval95 === null ? "" : ` ${formatShareInterval(interval95)}`;
    return (
      `At the optimum every example is fitted (gradient noise σ*² = ${formatIn(claim, "optimumNoise")}), so no noise is ` +
      `left to hold the descent up: the second half of a run left ${formatShare(estimate)}${interval} of the excess ` +
      `that the first half had left (less than ${formatShare(threshold)} means linear convergence).`
    );
  }
  const [most, least] = ends(claim, "floors");
  const [fast, slow] = ends(claim, "rates");
  const stayed =
    "Started at the optimum itself, single-example descent left it and stayed above it on average: by " +
    `${most} at rate ${fast}, by ${least} at rate ${slow}.`;
  if (estimate === null) return stayed;
  return (
    `${stayed} This floor shrinks like rate^p with p = ${formatNumber(estimate)} ${formatInterval(interval95)} ` +
    `(p above ${formatNumber(threshold)} means that the constant rate keeps it up).`
  );
}

function chinese(claim: ClaimRecord): string {
  const { estimate, interval95, threshold } = claim;
  const needed = numberIn(claim, "epochsNeeded");
  if (needed !== null) return `要看出学习率不变时停在哪里，一次运行就得读 ${formatCount(needed)} 遍数据。`;
  if (fitted(claim)) {
    const interval = interval95 === null ? "" : ` ${formatShareInterval(interval95)}`;
    return (
      `在最优点，每个样本都拟合得恰好（梯度噪声 σ*² = ${formatIn(claim, "optimumNoise")}），没有噪声拦着下降：` +
      `前半程剩下的超额损失，经过后半程只剩 ${formatShare(estimate)}${interval}` +
      `（少于 ${formatShare(threshold)} 就是线性收敛）。`
    );
  }
  const [most, least] = ends(claim, "floors");
  const [fast, slow] = ends(claim, "rates");
  const stayed =
    "就算从最优点出发，随机梯度下降也会离开它，并且平均一直高出一截：" +
    `学习率 ${fast} 时高 ${most}，学习率 ${slow} 时高 ${least}。`;
  if (estimate === null) return stayed;
  return (
    `${stayed}这一截与学习率的 p 次方成正比，p = ${formatNumber(estimate)} ${formatInterval(interval95)}` +
    `（p 大于 ${formatNumber(threshold)}，说明正是不变的学习率使它降不下去）。`
  );
}

export const staysOnFloor: ClaimWords = {
  id: "C6",
  title: {
    en: "At a constant rate, stochastic descent does not converge linearly",
    zh: "学习率不变时，随机梯度下降不是线性收敛",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en:
      "single examples with replacement: mean excess at four halved rates, from the optimum, and its exponent in the " +
      "rate; without noise at the optimum: what the second half of a run leaves",
    zh: "有放回地抽取单个样本：从最优点出发，测四个逐次减半的学习率下的平均超额损失，求它对学习率的指数；最优点处没有噪声时：看后半程剩下多少",
  },
  evidence: {
    optimumNoise: { en: "gradient noise at the optimum σ*²", zh: "最优点处的梯度噪声 σ*²" },
    mu: { en: "smallest curvature μ", zh: "最小曲率 μ" },
    rates: { en: "rates", zh: "学习率" },
    runs: { en: "runs at each rate", zh: "每个学习率的运行次数" },
    startsAtOptimum: { en: "started at the optimum", zh: "从最优点出发" },
    floors: { en: "mean excess at each rate", zh: "各学习率下的平均超额损失" },
    measurable: { en: "excess that rounding can explain", zh: "舍入误差可以造成的超额损失" },
    steps: { en: "steps of a run", zh: "一次运行的步数" },
    epochsNeeded: { en: "passes one run would need", zh: "一次运行需要通读数据的遍数" },
    stepsAllowed: { en: "steps allowed for all runs", zh: "所有运行允许的总步数" },
  },
  reasons: {
    "floor-too-far": { en: "that is more work than this test may do", zh: "这超出了这项检验允许的工作量" },
    "floor-below-rounding": { en: "that is too small to tell from rounding", zh: "这太小，与舍入误差分不开" },
    "not-finite": { en: "the gradients are too large to be squared", zh: "梯度太大，平方后溢出" },
    "not-strongly-convex": { en: "the loss has no curvature at its optimum", zh: "损失在最优点处没有曲率" },
  },
};
