/** 命令用中文说的话：帮助、进度和错误。 */
import type { Words } from "./en.ts";
import { listed, textOf } from "./phrases.ts";
import type { Damage, ErrorSentences } from "./sentences.ts";

const quoted = (fact: unknown): string => `“${textOf(fact)}”`;
const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join("、")} 或 ${names[names.length - 1]}`;

const suggest = (nearest: unknown): string => {
  const names = listed(nearest);
  return names.length === 0 ? "" : `是不是 ${either(names.map(quoted))}？`;
};

const damages: Readonly<Record<Damage, string>> = {
  cut: "缺了结尾",
  header: "文件头不是 safetensors 的文件头",
  dtype: "其中的数不是 F32 或 F64",
  offsets: "文件头和其中的数对不上",
  trailing: "最后一个数之后还有内容",
  json: "不是 JSON",
  schema: "是另一个版本的 nabla 写的",
  incomplete: "缺了一部分",
  parameters: "其中的数和模型对不上",
};

const errors: ErrorSentences = {
  "unknown-command": ({ name, nearest, known }) =>
    `没有 ${quoted(name)} 这个命令。${suggest(nearest)}可用的命令：${listed(known).join("、")}。`,
  "unknown-flag": ({ option, command, nearest }) =>
    `nabla ${textOf(command)} 没有 ${textOf(option)} 这个选项。${suggest(nearest)}` +
    `请看 nabla ${textOf(command)} --help。`,
  "option-needs-value": ({ option }) => `选项 ${textOf(option)} 需要一个值。`,
  "option-missing": ({ option, columns }) => {
    const names = listed(columns);
    return `必须给出选项 ${textOf(option)}。${names.length === 0 ? "" : `表中的列：${names.join("、")}。`}`;
  },
  "argument-missing": ({ argument, command }) =>
    `nabla ${textOf(command)} 需要 <${textOf(argument)}>。请看 nabla ${textOf(command)} --help。`,
  "too-many-arguments": ({ argument, command }) =>
    `nabla ${textOf(command)} 用不到 ${quoted(argument)}。带空格的名字要加引号。`,
  "option-number": ({ option, value, least, above, below, whole }) => {
    const range = [
      `${above ? "大于" : "不小于"} ${textOf(least)}`,
      ...(below === undefined ? [] : [`小于 ${textOf(below)}`]),
    ].join("且");
    return `${textOf(option)} 是 ${quoted(value)}；应是${range}的${whole ? "整数" : "数"}。`;
  },
  "option-choice": ({ option, value, choices, nearest }) =>
    `${textOf(option)} 是 ${quoted(value)}；只能是 ${either(listed(choices))}。${suggest(nearest)}`,
  "option-list": ({ option, value }) =>
    `${textOf(option)} 是 ${quoted(value)}；应是用逗号隔开的名字，如 a,b。含逗号的名字要加双引号。`,
  "option-batch": ({ option, value }) =>
    `${textOf(option)} 中的批量大小 ${quoted(value)} 不对；应是不小于 1 的整数或 full，如 full,32,1。`,
  "option-twice": ({ option, value }) => `${textOf(option)} 中 ${quoted(value)} 出现了两次。`,
  "option-spec": ({ option, value }) =>
    `${textOf(option)} 是 ${quoted(value)}；应是一个名字，或名字加上值，如 mlp:32,16 或 huber:delta=1.5。`,
  "one-batch-size": ({ option, value }) =>
    `${textOf(option)} 是 ${quoted(value)}；一次训练只有一个批量大小。要比较几个，请用 nabla compare。`,
  "option-not-built": ({ option, value, only }) =>
    `${textOf(option)} ${textOf(value)} 还没有做好，目前只有 ${textOf(only)}。请去掉 ${textOf(option)}。`,
  "unknown-name": ({ option, value, known, nearest }) =>
    `${textOf(option)} 是 ${quoted(value)}，nabla 不认识。${suggest(nearest)}可以是 ${either(listed(known))}。`,
  "unknown-parameter": ({ option, name, parameter, known, nearest }) => {
    const names = listed(known);
    const choice = names.length === 0 ? "它没有选项。" : `它的选项：${names.join("、")}。`;
    return `${textOf(option)}：${textOf(name)} 没有 ${quoted(parameter)} 这个选项。${suggest(nearest)}${choice}`;
  },
  "model-layers": ({ value }) => `--model 是 ${quoted(value)}；mlp 要写出每个隐藏层的宽度，如 mlp:32,16。`,
  "loss-task": ({ loss, lossTask, task, fitting }) =>
    `${textOf(loss)} 是${taskName(lossTask)}的损失函数，而任务是${taskName(task)}。` +
    `请用 ${either(listed(fitting))}，或改 --task。`,
  "loss-classes": ({ loss, classes }) =>
    `${textOf(loss)} 用于两个类别，而目标有 ${textOf(classes)} 个。请用 softmaxCrossEntropy。`,
  "loss-probabilities": ({ loss, fitting }) =>
    `${textOf(loss)} 要求模型给出概率，而本命令的模型给出 logit。请用 ${either(listed(fitting))}。`,
  "file-not-found": ({ path, nearest }) =>
    `没有 ${quoted(path)} 这个文件。${suggest(nearest)}内置的表：penguins 和 cars。`,
  "file-unreadable": ({ path, reason }) => `文件 ${quoted(path)} 读不了（${textOf(reason)}）。`,
  "file-is-folder": ({ path }) => `${quoted(path)} 是文件夹；表应是一个文件。`,
  "run-not-found": ({ path, nearest }) =>
    `没有 ${quoted(path)} 这个运行文件夹。${suggest(nearest)}nabla train 会生成它。`,
  "run-without-model": ({ path }) =>
    `文件夹 ${quoted(path)} 里没有模型：它不是 nabla train 生成的，或者那次训练发散了。`,
  "file-damaged": ({ file, reason }) => `文件 ${quoted(file)} 不能用：${damages[reason as Damage] ?? reason}。`,
  "folder-taken": ({ path }) => `${quoted(path)} 已存在且不是空的；nabla 不覆盖任何东西。请给 --out 另一个名字。`,
  "cannot-write": ({ path, reason }) => `${quoted(path)} 写不了（${textOf(reason)}）。`,
};

const taskName = (task: unknown): string => (task === "regression" ? "回归" : "分类");

const stages: Readonly<Record<string, string>> = {
  optimum: "求最优点",
  race: "比较",
  surface: "计算损失曲面",
};

export const zh: Words = {
  title: "在自己的表上做梯度下降：比较批量大小、训练、预测。",
  headings: {
    usage: "用法：",
    arguments: "参数：",
    options: "选项：",
    commands: "命令：",
    examples: "例子：",
  },
  groups: { table: "表：", model: "模型：", descent: "下降：", output: "输出：", general: "其他：" },
  commands: {
    compare: "在一张表上公平地比较批量、小批量和随机梯度下降，并给出报告",
    train: "用一次下降拟合模型，存进运行文件夹",
    predict: "用训练好的模型预测一张表，以 CSV 输出",
  },
  arguments: {
    table: "CSV、TSV、JSON、NDJSON 或 Parquet 文件；- 表示标准输入；或内置的 penguins、cars",
    run: "nabla train 生成的文件夹",
  },
  options: {
    target: "要预测的列",
    task: "regression（回归）或 classification（分类）（由目标列猜出）",
    features: "用来预测的列，a,b,c（其余能用的列）",
    drop: "不用的列",
    missing: "遇到缺失值：refuse（拒绝）、drop（去掉该行）或 mean（用该列的均值）",
    na: "另外还有哪些文字表示缺失",
    numeric: "一律当作数来读的列",
    text: "一律当作文字来读的列",
    scale: "standard（均值 0、标准差 1）或 none（不缩放）",
    validation: "留作验证的行所占的比例，从 0 到小于 1",
    format: "表的格式（由名字和内容猜出）",
    model: "linear（线性），或 mlp 加隐藏层宽度：mlp:32,16 或 mlp:32,activation=tanh",
    loss: "损失函数，如 huber:delta=1.5（由任务决定）",
    l2: "惩罚项 ½λ‖w‖² 的 λ",
    optimizer: "优化器，如 sgd:momentum=0.9 或 adam",
    learningRate: "学习率（不给就猜，并逐渐降到 0：sgd 由曲率得出，其他为 0.01）",
    batch: "批量大小；full 是批量梯度下降，1 是随机梯度下降",
    order: "一轮中读各行的次序",
    epochs: "把各行读多少遍（轮数）",
    stopLoss: "训练损失不大于此值时停止",
    seeds: "每个批量大小从多少个起点和次序出发",
    seed: "第一个种子",
    dtype: "float32 或 float64",
    exact: "在任何机器上每一位都相同（目前本来就是）",
    lang: "zh 或 en（由 LANG 得出）",
    out: "写到哪个文件夹（nabla-runs/…）",
    json: "只输出一个 JSON 文档",
    quiet: "不显示进度和警告",
  },
  choices: "可选",
  byDefault: "默认",
  help: "显示帮助",
  version: "显示版本",
  examples: [
    "nabla compare penguins --target species --missing drop",
    "nabla train houses.csv --target price --validation 0.2",
    "nabla predict nabla-runs/houses-price new.csv > predictions.csv",
  ],
  progress: (percent, label) => `${percent}%  ${label}`,
  preparing: "准备",
  training: (epoch, loss) => `第 ${epoch} 轮，损失 ${loss}`,
  racing: (stage) => stages[stage] ?? `检验 ${stage}`,
  reportAt: (path) => `报告：${path}`,
  runAt: (path) => `运行文件夹：${path}`,
  predictHint: (path) => `用它预测：nabla predict ${path} <table>`,
  rowsSkipped: (count, lines) => `有 ${count} 行缺值，预测为空（${lines}）。`,
  cancelled: "已取消，什么也没有写。",
  error: "错误",
  unexpected: "出现了 nabla 没有料到的错误；请连同下面的文字一起报告。",
  errors,
};
