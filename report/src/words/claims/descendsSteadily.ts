/** C1 in words. */
import type { ClaimRecord } from "nabla/race";
import { counted, listed } from "../en/plural.ts";
import { formatCount, formatNumber, formatShare, formatShareInterval } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { numbersIn } from "./evidence.ts";

/** The two rates, as the test names them. */
const multiples = ["1/L", "1.9/L"];

/** Each rate with the share of steps that rise there. */
const sharesAt = (claim: ClaimRecord, say: (rate: string, share: string) => string): string[] =>
  numbersIn(claim, "shares").map((share, i) => {
    const rate = `${formatNumber(numbersIn(claim, "rates")[i] ?? Number.NaN)} (${multiples[i] ?? ""})`;
    return say(rate, formatShare(share));
  });

const ratesOf = (claim: ClaimRecord): string[] =>
  numbersIn(claim, "rates").map((rate, i) => `${formatNumber(rate)} (${multiples[i] ?? ""})`);

function english(claim: ClaimRecord): string {
  const { estimate, interval95, threshold, n } = claim;
  const limit = threshold === null ? "" : ` Steady means fewer than ${formatShare(threshold)}.`;
  if (estimate === 0) {
    const where = ratesOf(claim).length > 0 ? `, in runs of their own at rate ${listed(ratesOf(claim))},` : "";
    return `None of ${counted(n, "step")} of full-batch descent${where} raised the full loss by more than rounding.${limit}`;
  }
  const shares = sharesAt(claim, (rate, share) => `at rate ${rate} ${share}`).join(", ");
  const worst = interval95 === null ? "" : ` (95%: ${formatShareInterval(interval95)})`;
  return `Of ${counted(n, "step")} of full-batch descent, in runs of their own, these raised the full loss: ${shares}${worst}.${limit}`;
}

function chinese(claim: ClaimRecord): string {
  const { estimate, interval95, threshold, n } = claim;
  const limit = threshold === null ? "" : `少于 ${formatShare(threshold)} 才算稳步。`;
  const steps = `${formatCount(n)} 步`;
  if (estimate === 0) {
    const where = ratesOf(claim).length > 0 ? `以学习率 ${ratesOf(claim).join("和 ")} 另行运行，` : "";
    return `批量梯度下降${where}${steps}中，没有一步使全部数据上的损失上升（超过舍入误差的才算）。${limit}`;
  }
  const shares = sharesAt(claim, (rate, share) => `学习率 ${rate}时 ${share}`).join("，");
  const worst = interval95 === null ? "" : `（95%：${formatShareInterval(interval95)}）`;
  return `批量梯度下降另行运行的 ${steps}中，使全部数据上的损失上升的有：${shares}${worst}。${limit}`;
}

export const descendsSteadily: ClaimWords = {
  id: "C1",
  title: { en: "Batch descent goes down steadily", zh: "批量梯度下降稳步下降" },
  sentence: { en: english, zh: chinese },
  test: {
    en: "share of full-batch steps whose full loss rises; the wider of Wilson's interval and a bootstrap over runs",
    zh: "使全部数据上的损失上升的批量更新所占的比例；取 Wilson 区间与按次自助法区间中较宽者",
  },
  evidence: {
    smoothness: { en: "largest curvature L", zh: "最大曲率 L" },
    smoothnessHow: { en: "where L comes from", zh: "L 的来源" },
    rates: { en: "rates", zh: "学习率" },
    shares: { en: "share of rising steps at each rate", zh: "各学习率下上升的比例" },
    runs: { en: "runs", zh: "运行次数" },
    steps: { en: "steps", zh: "步数" },
  },
  values: {
    "expected-smoothness": { en: "a bound that holds everywhere", zh: "处处成立的界" },
    "local-curvature": { en: "the curvature at the start", zh: "起点处的曲率" },
  },
  reasons: { "too-few-steps": { en: "too few steps to decide", zh: "步数太少，无法判定" } },
};
