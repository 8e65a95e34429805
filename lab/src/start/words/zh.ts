/** 中文的开始页。 */

import type { Told } from "../scenes.ts";
import type { StartWords } from "./en.ts";

const count = (number: number): string => number.toLocaleString("en-US");

const standings = ({ lanes }: Told): string => lanes.map(({ name, above }) => `${name}：${above}`).join("，");

export const zh: StartWords = {
  heading: "看见梯度下降",
  lead: "训练模型，就是沿着损失往山下走。用一分半钟看三种走法；每一个数字都在你阅读时现算出来。",
  scene: (number, of) => `第 ${number} 幕，共 ${of} 幕`,
  next: "下一幕",
  back: "上一幕",
  scenes: {
    landscape: {
      title: "损失是一片地形",
      text: ({ rows, startLoss, lowest }) =>
        `${count(rows)} 个点，要用一条直线穿过它们：一个权重，一个偏置。每一对数都有一个损失 E，即这条直线的均方误差。` +
        `起点处 E = ${startLoss}；最好的直线在十字处，E = ${lowest}。`,
    },
    step: {
      title: "往下走一步",
      text: ({ rows, rate, startLoss, lanes }) =>
        `梯度指出 E 增长最快的方向；一步就朝反方向走，长度是梯度长度的 ${rate} 倍。批量下降先问遍全部 ${count(rows)} 个点：` +
        `从 ${startLoss} 出发，一步之后比最好的直线高 ${lanes[0].above}。`,
    },
    updates: {
      title: "三种下降，步数相同",
      text: (told) =>
        `小批量下降每一步只问 32 个点，随机下降只问 1 个。各走 ${told.lanes[0].updates} 步之后，比最好的直线高出——` +
        `${standings(told)}。按这个时钟，${told.first}领先。`,
    },
    rows: {
      title: "同一场赛跑，按工作量计",
      text: (told) =>
        `但批量下降一步要读 ${count(told.rows)} 个点，随机下降一步只读 1 个。各自把所有点读过一遍时，它们分别走了 ` +
        `${told.lanes.map(({ updates }) => count(updates)).join("、")} 步，高出——${standings(told)}。` +
        `现在${told.first}领先，${told.last}最后：谁赢，取决于时钟。`,
    },
    end: {
      title: "谁能到达？",
      text: (told) =>
        `把数据读过 ${told.epochs} 遍之后，比最好的直线高出——${standings(told)}。少数几个点拉的方向和全体不同，` +
        "所以学习率不变时小批量永远停不下来：这就是每一步便宜的代价。批量下降最终会到达，只是还要很多遍。",
    },
    rate: {
      title: "现在把它弄坏",
      text: ({ limit }) =>
        `这片地形最陡的曲率给出了界限：学习率超过 ${limit} 时，批量下降的每一步都会跳到对面更高的地方。`,
    },
  },
  breakIt: "用更大的学习率赛跑，看它为什么发散",
  doors: "接下来",
  about: {
    start: "",
    race: "自选赛道和学习率，多个种子的范围，学习率与批量的地图，逐条检验课本的说法。",
    learn: "八节课，从什么是损失到小批量，每节都有可以拖动的图和要动手回答的问题。",
    data: "你自己的表格，就在这里训练和赛跑，不会离开浏览器。",
    function: "输入 f(x) 或 f(x, y)：导数、梯度，以及在它上面的下降。",
    open: "nabla train 或 nabla compare 留下的文件夹，像赛跑一样播放。",
  },
};
