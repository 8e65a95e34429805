/** C9 in words. */
import type { ClaimRecord } from "nabla/race";
import type { Language } from "../language.ts";
import { formatInterval, formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numberIn, numbersIn, shareIn, textIn } from "./evidence.ts";

/** "12.3 [11, 13]", the interval with ∞ where the budget left it open. */
const stepsRatio = (claim: ClaimRecord): string =>
  `${formatIn(claim, "stepsRatio")} [${formatIn(claim, "stepsRatioFrom")}, ${formatIn(claim, "stepsRatioTo")}]`;

/** Neither batch size came down to the level. */
const neitherCame = ({ reason }: ClaimRecord): boolean => reason === "level-not-reached";

const distanceInterval = (claim: ClaimRecord): string => {
  const [low, high] = numbersIn(claim, "distanceRatioInterval");
  return typeof low === "number" && typeof high === "number" ? ` ${formatInterval([low, high])}` : "";
};

const goals: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { optimum: "the optimum", "full-batch-end": "where full batches end" },
  zh: { optimum: "最优点", "full-batch-end": "批量梯度下降的终点" },
};

function english(claim: ClaimRecord): string {
  const batch = formatIn(claim, "miniBatch");
  const level = `${shareIn(claim, "level")} of the start's excess`;
  const atLeast = claim.evidence.stepsRatioIsBound === true ? "at least " : "";
  const steps = neitherCame(claim)
    ? `Neither single examples nor batches of ${batch} came down to ${level} within the budget.`
    : `Each at its best rate, single examples needed ${atLeast}${stepsRatio(claim)} times as many steps as batches of ` +
      `${batch} to come down to ${level} (far fewer means over ${formatIn(claim, "stepsThreshold")} times).`;
  if (numberIn(claim, "distanceRatio") === null) return steps;
  const goal = goals.en[textIn(claim, "nearTo")] ?? textIn(claim, "nearTo");
  return (
    `${steps} Batches of ${batch} ended ${formatIn(claim, "distanceRatio")}${distanceInterval(claim)} times as far from ` +
    `${goal} as single examples (nearer means below ${formatIn(claim, "distanceThreshold")}).`
  );
}

function chinese(claim: ClaimRecord): string {
  const batch = formatIn(claim, "miniBatch");
  const level = `起点超额损失的 ${shareIn(claim, "level")}`;
  const atLeast = claim.evidence.stepsRatioIsBound === true ? "至少" : "";
  const steps = neitherCame(claim)
    ? `在给定的工作量内，随机梯度下降和批量为 ${batch} 的小批量梯度下降都没有降到${level}。`
    : `各用最好的学习率，降到${level}，随机梯度下降需要的步数${atLeast}是批量为 ${batch} 的小批量梯度下降的 ` +
      `${stepsRatio(claim)} 倍（超过 ${formatIn(claim, "stepsThreshold")} 倍才算少得多）。`;
  if (numberIn(claim, "distanceRatio") === null) return steps;
  const goal = goals.zh[textIn(claim, "nearTo")] ?? textIn(claim, "nearTo");
  return (
    `${steps}小批量的终点到${goal}的距离，是随机梯度下降的 ${formatNumber(numberIn(claim, "distanceRatio"))}` +
    `${distanceInterval(claim)} 倍（小于 ${formatIn(claim, "distanceThreshold")} 才算更近）。`
  );
}

export const savesSteps: ClaimWords = {
  id: "C9",
  title: {
    en: "A mini-batch needs far fewer steps than stochastic descent, and ends nearer to batch descent",
    zh: "小批量需要的步数比随机梯度下降少得多，结果也更接近批量梯度下降",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en:
      "best-rate race: steps of single examples ÷ steps of the mini-batch to a level, and ratio of the distances of " +
      "the ends, both medians over seeds; runs that never came down count as at least the budget",
    zh: "各用最好学习率的比赛：降到同一水平时随机与小批量的步数之比，以及两者终点的距离之比，都取各随机种子的中位数；没有降到的运行按至少用完工作量计",
  },
  evidence: {
    decidedBy: { en: "decided by", zh: "由什么决定" },
    miniBatch: { en: "size of the mini-batch", zh: "小批量的大小" },
    miniBatchRate: { en: "best rate of the mini-batch", zh: "小批量最好的学习率" },
    singleRate: { en: "best rate of single examples", zh: "随机梯度下降最好的学习率" },
    farFewer: { en: "far fewer steps", zh: "步数少得多" },
    level: { en: "level: share of the start's excess", zh: "水平：占起点超额损失的比例" },
    excessOver: { en: "excess counted from", zh: "超额损失从哪里算起" },
    stepsRatio: { en: "ratio of steps", zh: "步数之比" },
    stepsRatioIsBound: { en: "the ratio is a lower bound", zh: "这个比只是下界" },
    stepsRatioFrom: { en: "ratio of steps: interval from", zh: "步数之比：区间下端" },
    stepsRatioTo: { en: "ratio of steps: interval to", zh: "步数之比：区间上端" },
    stepsThreshold: { en: "ratio of steps: threshold", zh: "步数之比：界线" },
    levels: { en: "levels", zh: "各个水平" },
    singleSteps: { en: "steps of single examples to each level", zh: "随机梯度下降降到各水平的步数" },
    miniBatchSteps: { en: "steps of the mini-batch to each level", zh: "小批量降到各水平的步数" },
    singleReached: { en: "runs of single examples that came to each level", zh: "随机梯度下降降到各水平的运行数" },
    miniBatchReached: { en: "runs of the mini-batch that came to each level", zh: "小批量降到各水平的运行数" },
    nearer: { en: "ends nearer", zh: "终点更近" },
    nearTo: { en: "distance to", zh: "到哪里的距离" },
    distanceRatio: { en: "ratio of distances", zh: "距离之比" },
    distanceRatioInterval: { en: "ratio of distances: 95% interval", zh: "距离之比：95% 区间" },
    distanceThreshold: { en: "ratio of distances: threshold", zh: "距离之比：界线" },
    singleDistance: { en: "distance at the end, single examples", zh: "随机梯度下降终点的距离" },
    miniBatchDistance: { en: "distance at the end, mini-batch", zh: "小批量终点的距离" },
    pairs: { en: "pairs of runs", zh: "配对数" },
    trajectoryRate: { en: "common rate of the paths compared", zh: "比较路径时共同的学习率" },
    trajectorySteps: { en: "steps at which paths are compared", zh: "比较路径的步数" },
    singleFromPath: { en: "distance of single examples to the full batch's path", zh: "随机梯度下降到批量路径的距离" },
    miniBatchFromPath: { en: "distance of the mini-batch to the full batch's path", zh: "小批量到批量路径的距离" },
  },
  values: {
    minimum: { en: "the minimum E*", zh: "最小值 E*" },
    "lowest-end": { en: "the lowest loss any lane ended at", zh: "各条终点中最低的损失" },
    steps: { en: "the steps", zh: "步数" },
    distance: { en: "the distance", zh: "距离" },
    optimum: { en: "the optimum", zh: "最优点" },
    "full-batch-end": { en: "where full batches end", zh: "批量梯度下降的终点" },
  },
  reasons: {
    "no-best-rate-race": { en: "the race at best rates was not run", zh: "没有进行各用最好学习率的比赛" },
    "no-mini-batch-lane": { en: "no lane uses a mini-batch", zh: "没有使用小批量的一条" },
    "too-few-seeds": { en: "too few seeds to decide", zh: "随机种子太少，无法判定" },
    "level-not-reached": { en: "the budget was too short", zh: "工作量太小" },
  },
};
