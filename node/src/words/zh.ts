/** 命令用中文说的话：帮助、进度和错误。 */
import type { Words } from "./en.ts";
import { listed, textOf } from "./phrases.ts";
import type { Damage, ErrorSentences } from "./sentences.ts";
import { notices } from "./zhNotices.ts";

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
      ...(least === undefined ? [] : [`${above ? "大于" : "不小于"} ${textOf(least)}`]),
      ...(below === undefined ? [] : [`小于 ${textOf(below)}`]),
    ].join("且");
    return `${textOf(option)} 是 ${quoted(value)}；应是${range === "" ? "" : `${range}的`}${whole ? "整数" : "数"}。`;
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
  "model-width": ({ value, width }) =>
    `--model 是 ${quoted(value)}；隐藏层的宽度应是不小于 1 的整数，而不是 ${quoted(width)}。`,
  "loss-task": ({ loss, lossTask, task, fitting }) =>
    `${textOf(loss)} 是${taskName(lossTask)}的损失函数，而任务是${taskName(task)}。` +
    `请用 ${either(listed(fitting))}，或改 --task。`,
  "loss-classes": ({ loss, classes }) =>
    `${textOf(loss)} 用于两个类别，而目标有 ${textOf(classes)} 个。请用 softmaxCrossEntropy。`,
  "loss-output": ({ loss, fitting }) =>
    `${textOf(loss)} 要求模型给出概率、向量或距离，而本命令的模型给出一个数，或每类一个分数。请用 ${either(listed(fitting))}。`,
  "file-not-found": ({ path, nearest }) =>
    `没有 ${quoted(path)} 这个文件。${suggest(nearest)}内置的表：penguins 和 cars。`,
  "file-unreadable": ({ path, reason }) => `文件 ${quoted(path)} 读不了（${textOf(reason)}）。`,
  "file-is-folder": ({ path }) => `${quoted(path)} 是文件夹；表应是一个文件。`,
  "run-not-found": ({ path, nearest }) =>
    `没有 ${quoted(path)} 这个运行文件夹。${suggest(nearest)}nabla train 会生成它。`,
  "run-is-file": ({ path, nearest }) =>
    `${quoted(path)} 是文件；这里要的是 nabla train 生成的文件夹。${suggest(nearest)}`,
  "run-without-model": ({ path }) =>
    `文件夹 ${quoted(path)} 里没有模型：它不是 nabla train 生成的，或者那次训练发散了。`,
  "run-without-record": ({ path, records }) =>
    `文件夹 ${quoted(path)} 里没有运行记录：${listed(records).join(" 和 ")} 都没有。`,
  "port-taken": ({ port, reason }) =>
    reason === "EACCES"
      ? `当前用户不能使用端口 ${textOf(port)}。请用 --port 另给一个，或用 --port 0 任取一个空闲的。`
      : `端口 ${textOf(port)} 已被占用。请用 --port 另给一个，或用 --port 0 任取一个空闲的。`,
  "lab-not-built": ({ folder }) =>
    `${quoted(folder)} 里没有构建好的实验室。在源码仓库中请运行 npm run prepare；否则请重新安装 nabla。`,
  "file-damaged": ({ file, reason }) => `文件 ${quoted(file)} 不能用：${damages[reason as Damage] ?? reason}。`,
  "folder-taken": ({ path }) => `${quoted(path)} 已存在且不是空的；nabla 不覆盖任何东西。请给 --out 另一个名字。`,
  "cannot-write": ({ path, reason }) => `${quoted(path)} 写不了（${textOf(reason)}）。`,
  "repeat-with-option": ({ option }) =>
    `--repeat 的设置全部来自那份结果，请去掉 ${textOf(option)}。此外只能给出表、--lang、--json 和 --quiet。`,
  "repeat-needs-table": ({ table, result }) =>
    `${table === "-" ? "这份结果的表来自标准输入" : `文件 ${quoted(table)} 已经不在那里`}。` +
    `请说明表在哪里：nabla compare <表> --repeat ${textOf(result)}。`,
  "result-not-found": ({ path }) => `没有 ${quoted(path)} 这份结果。nabla compare 会写出结果文件 compare.json。`,
  "result-damaged": ({ path, part }) => `${quoted(path)} 不是 nabla compare 的结果，或者被改动过（${textOf(part)}）。`,
  "result-version": ({ path, what, found, known }) =>
    `${quoted(path)} 的 ${textOf(what)} 是 ${textOf(found)}；这个版本的 nabla 只能重复 ${textOf(what)} ${textOf(known)}。`,
  "data-changed": ({ table, result, hash, was }) =>
    `${quoted(table)} 中的数据和得出结果时不同。\n  当时：${textOf(was)}\n  现在：${textOf(hash)}\n` +
    `如果那张表在别处，请给出它：nabla compare <表> --repeat ${textOf(result)}。`,
};

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分${seconds % 60 === 0 ? "钟" : ` ${seconds % 60} 秒`}`;

const taskName = (task: unknown): string => (task === "regression" ? "回归" : "分类");

const stages: Readonly<Record<string, string>> = {
  optimum: "求最优点",
  race: "比较",
  same: "用同一学习率比较",
  best: "各用最佳学习率比较",
  tuning: "调学习率",
  comparisons: "两两对比",
  timing: "测量用时",
  theory: "计算理论值",
  map: "计算学习率与批量大小的图",
  surface: "计算损失曲面",
  diagnostics: "测量曲率和噪声",
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
  groups: {
    table: "表：",
    model: "模型：",
    descent: "下降：",
    comparison: "比较：",
    output: "输出：",
    general: "其他：",
  },
  commands: {
    compare: "在一张表上公平地比较批量、小批量和随机梯度下降，并给出报告",
    train: "用一次下降拟合模型，存进运行文件夹",
    predict: "用训练好的模型预测一张表，以 CSV 输出",
    inspect: "打印训练会编译成的程序：各个内核及其代价；不做训练",
    losses: "列出损失函数：公式、出处和选项",
    optimizers: "列出优化器：公式、出处和选项",
    schedules: "列出学习率等参数的变化方式：公式、出处和选项",
    lab: "在本机（且仅在本机）打开网页实验室，并在其中查看运行结果",
  },
  catalog: { source: "出处", knownAs: "又名", optional: "可以省略", required: "必须给出" },
  arguments: {
    table: "CSV、TSV、JSON、NDJSON 或 Parquet 文件；- 表示标准输入；或内置的 penguins、cars",
    run: "nabla train 或 nabla compare 生成的文件夹",
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
    optimizers: "改为让优化器在同一个批量大小上比赛，如 sgd,sgd:momentum=0.9,adam",
    clip: "最长的梯度：更长的按所有参数一起缩短到它",
    weightDecay: "每一步在梯度之外按 η·λ 缩短权重；偏置除外",
    schedule: "学习率如何变化，如 cosine:steps=1000 或 stepDecay:steps=100",
    learningRate: "学习率（不给就猜，并逐渐降到 0：sgd 由曲率得出，其他为 0.01）",
    batch: "批量大小；full 是批量梯度下降，1 是随机梯度下降",
    order: "一轮中读各行的次序",
    partial: "不足一批的行怎样处理",
    epochs: "把各行读多少遍（轮数）",
    stopLoss: "训练损失不大于此值时停止",
    seed: "第一个种子",
    dtype: "float32 或 float64",
    threads: "分担大批量计算的线程数；结果与线程数无关",
    exact: "在任何机器上每一位都相同，稍慢（比较总是如此）",
    seeds: "每个批量大小从多少个起点和次序出发",
    tuningSeeds: "试每个学习率用多少个种子；它们都不用于结果",
    quick: "先看个大概：10 个种子，调学习率用 3 个种子",
    bestRate: "不做“各用最佳学习率”的比较",
    timing: "不测量用时；关于用时的说法不检验",
    map: "另画一张最后损失随学习率和批量大小变化的图",
    mapEpochs: "图中每格把各行读多少遍",
    mapSeeds: "图中每格用多少个种子",
    repeat: "重做一份结果（compare.json），检查每个数是否相同",
    port: "网页的端口；0 表示任取一个空闲的",
    open: "在浏览器中打开网页",
    lang: "zh 或 en（由 LANG 得出）",
    out: "写到哪个文件夹（nabla-runs/…）",
    json: "只输出一个 JSON 文档",
    quiet: "不显示进度和警告",
  },
  commonRate: "“同一学习率”那场比较的学习率（不给就取承受力最小的批量大小的上限的一半）",
  choices: "可选",
  byDefault: "默认",
  help: "显示帮助",
  version: "显示版本",
  examples: [
    "nabla compare penguins --target species --missing drop",
    "nabla compare --repeat nabla-runs/penguins-species-compare/compare.json",
    "nabla train houses.csv --target price --validation 0.2",
    "nabla predict nabla-runs/houses-price new.csv > predictions.csv",
    "nabla lab --open nabla-runs/houses-price",
  ],
  notice: "注意：",
  notices,
  training: (epoch, loss) => `第 ${epoch} 轮，损失 ${loss}`,
  stage: (label) => stages[label] ?? (/^C\d+$/.test(label) ? `检验说法 ${label}` : label),
  left: (stage, seconds) => `${stage}，大约还要 ${duration(seconds)}`,
  reportAt: (path) => `报告：${path}`,
  runAt: (path) => `运行文件夹：${path}`,
  labHint: "实验室就在这个地址，只有本机能访问。按 Ctrl-C 结束。",
  predictHint: (path) => `用它预测：nabla predict ${path} <table>`,
  rowsSkipped: (count, lines) => `有 ${count} 行缺值，预测为空（${lines}）。`,
  levelsUnknown: (count) => `有 ${count} 行的取值在训练数据中没有出现过，预测为空：`,
  levelUnknown: (line, column, value, known) => `  第 ${line} 行，列“${column}”：“${value}”；已知的取值：${known}`,
  otherVersions: (made, here) =>
    `这份结果由 nabla ${made.nabla} 和 Node ${made.node} 得出；现在是 nabla ${here.nabla} 和 Node ${here.node}，数可能不同。`,
  repetition: {
    identical: (numbers) => `已重做：${numbers.toLocaleString("en")} 个数完全相同。`,
    different: (differences, numbers) =>
      `不相同：有 ${differences.toLocaleString("en")} 处不同，${numbers.toLocaleString("en")} 个数相同。`,
    more: (count) => `……另有 ${count.toLocaleString("en")} 处`,
    notCompared: (claims) => `用时，以及测量用时的说法（${claims.join("、")}），没有比较。`,
  },
  cancelled: "已取消，什么也没有写。",
  error: "错误",
  unexpected: "出现了 nabla 没有料到的错误；请连同下面的文字一起报告。",
  errors,
};
