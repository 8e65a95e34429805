/** 中文的赛跑页。 */

import { nameOf } from "../../engine/ownData.ts";
import { laneText } from "../raceState.ts";
import type { RaceWords } from "./en.ts";

export const zh: RaceWords = {
  lead:
    "同样的数据、同样的起点、同样的样本次序，只有批量不同。播放它，一步一步地走，再切换时钟：" +
    "更新次数相等与读过的样本数相等，讲的是两个不同的故事。",
  data: "数据",
  sources: {
    line: "y = 2x + 1 附近的 1,000 个点",
    cars: "cars：汽车油耗（mpg）",
    penguins: "penguins：三种企鹅",
    blobs: "三个点团，线性模型",
    moons: "双月，8 个隐藏单元的网络",
    circles: "同心圆，8 个隐藏单元的网络",
    xor: "异或，8 个隐藏单元的网络",
    spirals: "双螺旋，16 和 8 个隐藏单元的网络",
  },
  ownTable: ({ table, target }) => `${table}：${target}`,
  ownMissing:
    "这个链接用的是别人自己的表格，它从未离开那个人的浏览器。请在“自己的数据”页读取同一个文件，从那里开始赛跑；这里先显示另一场。",
  tooLong: (numbers, most) =>
    `记录带保存每一次更新，这场赛跑要保存 ${numbers} 个数，最多能存 ${most} 个。请减少轮数或赛道，或加大批量。`,
  epochs: "轮数",
  seed: "随机种子",
  lanes: "赛道",
  batchSize: "批量大小",
  full: "全部样本",
  learningRate: "学习率 η",
  optimizer: "规则",
  falls: "η 递减",
  seeds: "带的种子数",
  bands: (seeds, first) =>
    `粗线：${seeds} 个种子的中位数；带：其中居中的 90%；细线：种子 ${first}，也就是正在播放的那一次。`,
  falling: "递减的学习率：第 t 次更新时为 η/(1 + t/T)，T 是一轮的更新次数，一轮之后减半。",
  remove: (lane) => `去掉${lane}`,
  add: "添加赛道",
  reset: "课本的三条赛道",
  laneOf: (number) => `第 ${number} 条赛道`,
  clock: "时钟",
  clocks: { steps: "更新次数", examples: "读过的样本", seconds: "计算时间" },
  play: "播放",
  pause: "暂停",
  back: "后退一次更新",
  forward: "前进一次更新",
  toStart: "到起点",
  toEnd: "到终点",
  moment: "时刻",
  stops: "停在",
  stopAtRise: "损失上升时",
  stopAtSlope: "‖∇E‖ 低于",
  fullScreen: "全屏",
  leaveFullScreen: "退出全屏",
  recording: "正在计算……",
  surfaceAwaited: "路径走完后，再计算其四周的损失。",
  of: (now, end) => `${now} / ${end}`,
  loop: "此刻的循环",
  loopBoxes: { test: "够小了吗？", gradient: "求梯度", step: "走一步", again: "再来" },
  cloud: (lane) => `一批样本能看到什么：在“${lane}”此刻的位置`,
  speaks: (lane) => `这是“${lane}”的模型；可在下方的循环处改选其他赛道。`,
  lossNow: "E",
  aboveOptimum: "E − E*",
  slopeNow: "‖∇E‖",
  stepLength: "‖Δw‖",
  update: "更新",
  stable: (largest, rate) => `起点处 λmax = ${largest}：在那里，学习率大于 2/λmax = ${rate} 时全批量的一步会走过头。`,
  climbs: (lane, times) => `${lane}结束时的损失是起点的 ${times} 倍：对它的批量来说学习率太大了。`,
  diverged: (lane, step, parameter, rate) =>
    `${lane}：${step} 次更新之后损失不再是有限数，${parameter} 失控。学习率小于 ${rate} 时才稳定。`,
  divergedTried: (lane, step, parameter, rate) =>
    `${lane}：${step} 次更新之后损失不再是有限数，${parameter} 失控。试算表明，学习率取 ${rate} 时这条赛道能够下降。`,
  divergedUnknown: (lane, step, parameter) =>
    `${lane}：${step} 次更新之后损失不再是有限数，${parameter} 失控。请试试更小的学习率。`,
  aParameter: "某个参数",
  heldEqual: (seed, rows) =>
    `保持相同：数据（${rows} 个样本）、起点、样本次序（种子 ${seed}）。` +
    "每次更新之后，都用 float64 在全部样本上计算损失。淡色的线：还没有发生的部分。",
  note: ({ source, lanes, epochs, seed }) =>
    `${nameOf(source)}，种子 ${seed}，${epochs} 轮；批量大小 @ 学习率：${lanes.map(laneText).join("、")}`,
  judge: {
    claims: {
      heading: "课本的说法，在这份数据上",
      lead:
        "与 nabla compare 的检验相同：这些批量大小的普通梯度下降，先用同一个学习率，再各用各的最佳学习率，" +
        "至少 20 个种子。每个判定都附有数字。",
      ask: "检验这些说法",
    },
    map: {
      heading: "学习率与批量大小的地图",
      lead: "三轮之后，每个批量大小配每个学习率会走到哪里（最多 100 个种子的中位数），以及理论预言在哪里失稳。",
      ask: "画出地图",
    },
    cancel: "取消",
    close: "收起",
  },
  ignored: (parts) => `这个链接里有这里不认识的内容，已略去：${parts}`,
  failed: "无法计算：",
  wrongNumber: (least, most) => `请输入 ${least} 到 ${most} 之间的整数。`,
  wrongRate: "请输入大于 0 的数。",
  wrongBatch: "请输入不小于 1 的整数，或者 “full”。",
  numbers: "此刻的数字",
  lane: "赛道",
  steps: "更新次数",
  rows: "读过的样本",
};
