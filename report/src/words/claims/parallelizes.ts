/** C7 in words. */
import type { ClaimRecord } from "nabla/race";
import { formatNumber } from "../number.ts";
import type { ClaimWords } from "./claimWords.ts";
import { formatIn, numbersIn } from "./evidence.ts";

function interval(claim: ClaimRecord, name: string): string {
  const [low, high] = numbersIn(claim, name);
  return typeof low === "number" && typeof high === "number" ? `[${formatNumber(low)}, ${formatNumber(high)}]` : "";
}

function english(claim: ClaimRecord): string {
  return (
    `On two threads full batches run ${formatIn(claim, "speedupFull")} times as fast as on one ` +
    `${interval(claim, "speedupFullInterval")}, single examples forced onto two ` +
    `${formatIn(claim, "speedupSingle")} times ${interval(claim, "speedupSingleInterval")} (a second thread helps ` +
    `from ${formatNumber(claim.threshold)} times on). Without end of processors a full-batch update could keep about ` +
    `${formatIn(claim, "parallelismFull")} busy, a single example ${formatIn(claim, "parallelismSingle")}.`
  );
}

function chinese(claim: ClaimRecord): string {
  return (
    `用两个线程时，批量更新的速度是单线程的 ${formatIn(claim, "speedupFull")} 倍 ` +
    `${interval(claim, "speedupFullInterval")}，强行分到两个线程的单样本更新是 ` +
    `${formatIn(claim, "speedupSingle")} 倍 ${interval(claim, "speedupSingleInterval")}（达到 ` +
    `${formatNumber(claim.threshold)} 倍才算第二个线程有用）。即使处理器无限多，一次批量更新约能让 ` +
    `${formatIn(claim, "parallelismFull")} 个处理器有事做，单样本更新只有 ${formatIn(claim, "parallelismSingle")} 个。`
  );
}

export const parallelizes: ClaimWords = {
  id: "C7",
  title: {
    en: "Stochastic descent is hard to run in parallel, batch descent is easy",
    zh: "随机梯度下降难以并行，批量梯度下降容易并行",
  },
  sentence: { en: english, zh: chinese },
  test: {
    en: "speed-up of two threads over one, full batches and forced single examples; sign-test interval over repeats",
    zh: "两个线程相对一个线程的加速比：批量更新与强行并行的单样本更新；重复测量的符号检验区间",
  },
  evidence: {
    parallelismSingle: { en: "work ÷ critical path, single example", zh: "工作量 ÷ 关键路径，单样本更新" },
    parallelismFull: { en: "work ÷ critical path, full batch", zh: "工作量 ÷ 关键路径，批量更新" },
    threads: { en: "threads", zh: "线程数" },
    coresFree: { en: "cores that were free", zh: "空闲的处理器核数" },
    secondsFull: { en: "seconds of a full-batch update on one thread", zh: "单线程批量更新一次的秒数" },
    decidedBy: { en: "decided by", zh: "由什么决定" },
    speedupFull: { en: "speed-up of full batches", zh: "批量更新的加速比" },
    speedupFullInterval: { en: "the same: 95% interval", zh: "同上：95% 区间" },
    speedupSingle: { en: "speed-up of single examples", zh: "单样本更新的加速比" },
    speedupSingleInterval: { en: "the same: 95% interval", zh: "同上：95% 区间" },
  },
  values: {
    "full-batch": { en: "full batches", zh: "批量更新" },
    "single-example": { en: "single examples", zh: "单样本更新" },
  },
  reasons: {
    "cores-busy": {
      en: "other work kept the second core busy, so a speed-up would say nothing",
      zh: "第二个处理器核正忙于别的工作，测出的加速比没有意义",
    },
    "too-small-to-share": {
      en: "a full-batch update on this table is over before a second thread could help",
      zh: "在这份数据上，一次批量更新太快，第二个线程来不及帮忙",
    },
    "one-thread-only": {
      en: "updates run on one thread here, so no speed-up can be measured",
      zh: "这里的更新只在一个线程上运行，无法测量加速比",
    },
  },
};
