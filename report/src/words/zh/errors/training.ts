/** Errors of data, options, descents and races. */

import { type ErrorDetails, fact, listFact, shapeFact } from "../../details.ts";

/** What else can be done about a word among numbers: where a fitted model predicts, it may only be left empty. */
function declaration({ remedy, value, column }: ErrorDetails): string {
  if (remedy === "correct") return "，或让它空着";
  const text = remedy === "missing-or-text" ? `；或用 --text ${fact(column)} 声明这一列是文字` : "";
  return `；或用 --na "${fact(value)}" 声明它代表缺失${text}`;
}

type Sentences = Readonly<Record<string, (details: ErrorDetails) => string>>;

const all = (names: unknown): string => listFact(names, "、");
const meant = (nearest: unknown): string => {
  const names = Array.isArray(nearest) ? all(nearest) : nearest === null || nearest === undefined ? "" : fact(nearest);
  return names === "" ? "" : `是不是想写：${names}？`;
};

const inTable = ({ table, line, column }: ErrorDetails): string =>
  `${fact(table)}${line === undefined ? "" : ` 第 ${fact(line)} 行`}，列“${fact(column)}”`;

const data: Sentences = {
  "not-a-number": (details) =>
    details.table === undefined
      ? `${fact(details.name)}${fact(details.path ?? "")} 是 ${fact(details.value)}，应当是数。`
      : `${inTable(details)}：“${fact(details.value)}”不是数。请更正${declaration(details)}。`,
  "data-not-finite": ({ name, row, column, value }) =>
    `${fact(name)} 的第 ${fact(row)} 行${column === undefined || column === null ? "" : `第 ${fact(column)} 列`}（从 0 ` +
    `数起）是 ${fact(value)}，每个值都必须是有限的数。`,
  "ragged-data": ({ name, path, expected, got }) =>
    `${fact(name)}${fact(path ?? "")}：第一行此处有 ${fact(expected)} 项，这里却是 ${fact(got)}；每一行的形状必须相同。`,
  "data-size-mismatch": ({ name, shape, length }) =>
    `${fact(name)} 的形状是 ${shapeFact(shape)}，但它的数据有 ${fact(length)} 个数，两者对不上。`,
  "rows-mismatch": ({ x, y }) => `x 有 ${fact(x)} 行，y 有 ${fact(y)} 行；它们必须是同样的行。`,
  "no-rows": () => "数据没有任何行，至少要有一行。",
  "class-id": ({ name, row, value, classes }) =>
    `${fact(name)}[${fact(row)}] 是 ${fact(value)}；类别编号必须是从 0 开始的整数${typeof classes === "number" ? `，小于 ${classes}` : ""}。`,
  "binary-target": ({ name, row, value }) =>
    `${fact(name)}[${fact(row)}] 是 ${fact(value)}；二分类损失的目标必须是 0、1 或两者之间的概率。一类写 1，另一类写 0；多于两类时请用 softmaxCrossEntropy。`,
  "cannot-wrap": ({ optimizer }) =>
    `${optimizer === null ? "这个优化器" : fact(optimizer)} 要看一批之外的行，不能包在另一个优化器里。`,
  "predicts-elsewhere": ({ wrapper }) =>
    `${fact(wrapper)}：里面的优化器用来预测的参数不是它下降的参数（平均，或前瞻），${fact(wrapper)} 够不到它们。` +
    `请把 ${fact(wrapper)} 放到里面：写 ema(${fact(wrapper)}(…))，不写 ${fact(wrapper)}(ema(…))。`,
  "loss-of-relations": ({ loss }) =>
    `${fact(loss)} 把几样东西互相比较；逐行的下降需要对一行的预测与目标的损失。请把它写成 (prediction, target) => ` +
    `${fact(loss)}(…)，作用于模型对一行的预测；或者把整个目标函数交给 minimize。`,
  "loss-of-batches": ({ loss }) =>
    `${fact(loss)} 一次取一整批的样本，不同的批量在它之下无从比较。请用 descend 训练，每批至多 64 行。`,
  "batch-loss-size": ({ loss, batchSize, most }) =>
    `${fact(loss)} 一次取一整批的样本，至多 ${fact(most)} 行；batchSize 是 ${fact(batchSize)}。`,
  "batch-loss-partial": ({ loss, rows, batchSize }) =>
    `${fact(loss)} 一次取一整批的样本，而 ${fact(rows)} 行不能正好分成每批 ${fact(batchSize)} 行；请写 ` +
    'partial: "drop" 或 "wrap"。',
  "batch-loss-with": ({ loss, other }) =>
    `${fact(loss)} 一次取一整批的样本，不能与${other === "weights of rows" ? "样本权重" : ` ${fact(other)} `}一起用。`,
  "validation-rows": ({ rows, needed }) =>
    `validation 有 ${fact(rows)} 行，而损失一次取 ${fact(needed)} 行；请至少给这么多。`,
  "partition-name": ({ path, name, known }) =>
    `partition：参数 ${fact(path)} 得到的名字是“${fact(name)}”，而优化器只有 ${all(known)}。`,
  "empty-box": ({ lower, upper }) => `box：lower 是 ${fact(lower)}，upper 是 ${fact(upper)}，两者之间什么也没有。`,
  "target-range": ({ name, row, value, loss, expected }) =>
    `${fact(name)}[${fact(row)}] 是 ${fact(value)}；${fact(loss)} 的目标必须 ${fact(expected)}。`,
  "option-weights": ({ owner, name, value }) =>
    `${fact(owner)}：${fact(name)} 是 [${all(value)}]；应当是不小于 0 的有限的数，且不全为 0。`,
  "weights-shape": ({ rows, got }) => `weights 必须每行一个数，共 ${fact(rows)} 个；给出的有 ${fact(got)} 个。`,
  "example-weights-shape": ({ got, expected }) =>
    `权重的形状是 ${shapeFact(got)}，而损失的形状是 ${shapeFact(expected)}；每个损失要有一个权重。`,
  "negative-weight": (details) =>
    details.table === undefined
      ? `weights[${fact(details.row)}] 是 ${fact(details.value)}；样本权重不能小于 0。`
      : `${inTable(details)}：样本权重 ${fact(details.value)} 是负数；权重表示一行算多少，不能小于 0。`,
  "zero-weights": ({ column }) =>
    column === undefined
      ? "所有样本权重都是 0，没有一行算数。"
      : `列“${fact(column)}”里的样本权重全是 0，没有一行算数。`,
  "prediction-shape": ({ prediction, expected }) =>
    `模型对一个样本的预测形状是 ${shapeFact(prediction)}，而损失函数需要 ${shapeFact(expected)}。`,
  "prediction-not-tensor": () => "model.apply 必须返回 Tensor。",
  "loss-not-scalar": ({ shape }) =>
    `一个样本的损失必须是一个数（形状 []），得到的形状是 ${shapeFact(shape)}；请取平均或求和。`,
  "problem-shape": ({ problem, expected, got }) =>
    `${fact(problem)} 需要${typeof expected === "number" ? ` ${expected} ` : "一个或更多"}个数组成的向量，` +
    `给出的形状是 ${shapeFact(got)}。`,
  "predict-shape": ({ got, expected }) =>
    `predict 得到的行的形状是 ${shapeFact(got)}；模型是在 ${shapeFact(expected)} 上拟合的。`,
  "start-loss-not-finite": ({ seed, loss }) =>
    `随机种子 ${fact(seed)} 的起点处，损失是 ${fact(loss)}；比较需要有限的损失。请检查数据和损失函数。`,
  "memory-limit": ({ bytes }) =>
    `数据和工作内存需要 ${typeof bytes === "number" ? (bytes / 2 ** 30).toFixed(1) : fact(bytes)} GiB；一个程序最多能用 3.9 GiB。`,
};

const whole = (name: string, key: string, least: string) => (details: ErrorDetails) =>
  `${name}是 ${fact(details[key])}，应当是${least}。`;

const options: Sentences = {
  "learning-rate-range": whole("学习率", "learningRate", "大于 0 的有限的数；不写则用最大的稳定学习率"),
  "l2-range": whole("惩罚系数 l2 ", "l2", "不小于 0 的有限的数"),
  "epochs-range": whole("遍数 epochs ", "epochs", "不小于 1 的整数"),
  "seeds-range": whole("随机种子个数 seeds ", "seeds", "不小于 1 的整数"),
  "seed-range": whole("随机种子 seed ", "seed", "不小于 0 的整数"),
  "index-range": whole("编号 index ", "index", "从 0 到 2⁵³ − 1 的整数"),
  "below-range": whole("integers 的上限 below ", "below", "从 1 到 2³² 的整数"),
  "batch-size": whole("batchSize ", "batchSize", '不小于 1 的整数，或 "full"'),
  "batch-size-range": ({ batchSize, rows }) =>
    `批量大小是 ${fact(batchSize)}，应当是从 1 到行数 ${fact(rows)} 的整数，或 "full"。`,
  "no-batch-sizes": () => '批量大小的列表是空的；请至少写一个，例如 ["full", 32, 1]。',
  "hyper-range": ({ name, value }) => `set：${fact(name)} 是 ${fact(value)}，应当是不小于 0 的有限的数。`,
  "unknown-hyper": ({ name, known, nearest }) =>
    `set：没有叫“${fact(name)}”的数。${meant(nearest)}可用的有：${all(known)}。`,
  "unknown-option": ({ owner, name, known, nearest }) =>
    `${fact(owner)} 没有叫“${fact(name)}”的选项。${meant(nearest)}${
      all(known) === "" ? "它没有任何选项" : `可用的有：${all(known)}`
    }。`,
  "missing-option": ({ owner, name }) => `${fact(owner)} 缺少 ${fact(name)}。`,
  "option-value": ({ name, value, known, nearest }) =>
    `${fact(name)} 不能是“${fact(value)}”。${meant(nearest)}可用的有：${all(known)}。`,
  "option-range": ({ owner, name, value, integer, above, least, below, most }) => {
    const bounds = [
      ...(typeof above === "number" ? [`大于 ${above}`] : []),
      ...(typeof least === "number" ? [`不小于 ${least}`] : []),
      ...(typeof below === "number" ? [`小于 ${below}`] : []),
      ...(typeof most === "number" ? [`不大于 ${most}`] : []),
    ];
    const kind = integer === true ? "整数" : "有限的数";
    return `${fact(owner)}：${fact(name)} 是 ${fact(value)}，应当是${bounds.join("、")}${bounds.length > 0 ? "的" : ""}${kind}。`;
  },
  "schedule-list": ({ owner, name, value }) =>
    `${fact(owner)}：${fact(name)} 是 ${fact(value)}；应当是有限的、不小于 0 的数，边界要递增，个数要与另一项相配。`,
  "option-type": ({ owner, name, got, expected }) =>
    `${fact(owner)}：${fact(name)} 的类型是 ${fact(got)}，应当是 ${fact(expected)}。`,
  "max-iterations-range": whole("maxIterations ", "maxIterations", "不小于 0 的整数"),
  "too-many-parameters": ({ parameters, most }) =>
    `minimize：方法 newton 每一步都要分解 ${fact(parameters)} × ${fact(parameters)} 的矩阵，最多接受 ${fact(most)} 个参数。` +
    `请用 l-bfgs。`,
  "tolerance-range": whole("tolerance ", "tolerance", "不小于 0、小于 1 的数"),
  "residuals-not-float": ({ dtype }) =>
    `leastSquares：残差必须是 float64，但其中一部分是 ${fact(dtype)}；请用有导数的运算由参数算出它们。`,
  "too-few-residuals": ({ count, parameters }) =>
    `leastSquares：${fact(count)} 个残差定不出 ${fact(parameters)} 个参数；每个参数至少要有一个残差。`,
  "batch-too-large": ({ optimizer, batchSize, most }) =>
    `${fact(optimizer)} 的批量最多为 ${fact(most)} 个样本，而 batchSize 是 ${fact(batchSize)}。`,
  "table-by-importance": ({ optimizer }) =>
    `${fact(optimizer)} 对它记住的每个样本一视同仁，而次序 importance 会更常抽到其中一些；请换一种次序。`,
  "table-too-large": ({ optimizer, bytes, most }) =>
    `${fact(optimizer)} 要为每个样本记住一个梯度，共需 ${fact(bytes)} 字节，最多允许 ${fact(most)} 字节。` +
    `请用 svrg，它只为全部样本记住一个。`,
  "gradient-tolerance-range": whole("gradientTolerance ", "gradientTolerance", "不小于 0 的有限的数"),
  "unknown-method": ({ method, known, nearest }) =>
    `没有叫“${fact(method)}”的方法。${meant(nearest)}可用的有：${all(known)}。`,
  "unknown-activation": ({ name, known, nearest }) =>
    `mlp：没有叫“${fact(name)}”的激活函数。${meant(nearest)}可用的有：${all(known)}。`,
  "hidden-sizes": ({ got }) => `mlp：隐藏层是 ${fact(got)}，应当是不小于 1 的整数的列表，例如 mlp([32, 16])。`,
  "hyper-twice": ({ name }) => `优化器的两个部分都有超参数 ${fact(name)}。`,
  "nesterov-without-momentum": () =>
    "sgd：nesterov 需要动量，例如 sgd({ learningRate, momentum: 0.9, nesterov: true })。",
  "race-rate": () => "compare 自己决定学习率：请给优化器一个数，而不是学习率的变化规则。",
  "rate-schedule": () => "rateRangeTest 自己决定学习率：请给优化器一个数，而不是学习率的变化规则。",
  "rate-range": ({ from, to, updates, window }) =>
    `rateRangeTest：从 ${fact(from)} 到 ${fact(to)}，共 ${fact(updates)} 次更新，窗口 ${fact(window)}；应当有 0 < from < to，更新至少 2 次，` +
    `窗口不小于 0。`,
  "start-not-float": ({ dtype }) =>
    `求最小值的起点必须是浮点数，但其中一部分是 ${fact(dtype)}；整数的步子无法沿函数下山。请用普通的数或 Float64Array。`,
  "validation-shape": ({ name, got, expected }) =>
    `validation.${fact(name)} 的行的形状是 ${shapeFact(got)}，训练数据的是 ${shapeFact(expected)}。`,
  "threads-range": ({ threads, most }) =>
    `threads 是 ${fact(threads)}，应当是 1 到 ${fact(most)} 的整数：这里能共享内存的线程只有这么多。`,
  "dataset-range": whole("dataset：", "value", "不小于 1 的整数"),
  "thread-lost": ({ threads }) => `这个下降的 ${fact(threads)} 个线程中有一个已经结束，请重新开始一个下降。`,
  "stop-rule-option": ({ rule, option, value, least, above }) =>
    `${fact(rule)}：${fact(option)} 是 ${fact(value)}，应当是` +
    `${above === undefined ? `不小于 ${fact(least)} ` : `大于 ${fact(above)} `}的有限的数。`,
  "option-of-order": ({ name, needed, order }) =>
    `${fact(name)} 用于次序 "${fact(needed)}"；现在的次序是 "${fact(order)}"。`,
  "strata-needed": () => '次序 "stratified" 需要类别，而 y 没有类别；请给出 strata：每行一个整数。',
  "row-numbers-shape": ({ name, rows, got }) =>
    `${fact(name)} 必须每行一个数，共 ${fact(rows)} 个；给出的有 ${fact(got)} 个。`,
  "row-numbers-range": ({ name, row, value }) =>
    `${fact(name)}[${fact(row)}] 是 ${fact(value)}，应当是${name === "strata" ? "不小于 0 的整数" : "大于 0 的数"}。`,
  "optimizers-one-size": ({ batchSizes }) =>
    `不同的优化器在同一个批量大小上比赛，给出的却是 ${all(batchSizes)}。请只给一个，或让各批量大小用同一个优化器比赛。`,
  "no-optimizers": () => "optimizers 是空的，至少要给一个。",
  "optimizer-twice": () => "compare：所有赛道共用的 optimizer 与相互比赛的 optimizers 只能给一个。",
  "map-of-others": () => "地图画的是普通的梯度下降；请去掉 map，或去掉优化器。",
  "schedule-value": ({ name, step, value }) =>
    `${fact(name)} 的变化规律在第 ${fact(step)} 步给出 ${fact(value)}；整个过程中都应当是不小于 0 的有限的数。`,
  "not-strongly-convex": () =>
    "untilGap：没有什么能证明这个目标函数是强凸的，所以梯度界不住到最小值的距离。没有多余列的最小二乘，" +
    "以及 l2 惩罚不放过任何偏置的凸损失，可以证明；已知曲率时请给出 mu，否则请用 gradientNorm 停止。",
  "advance-count": ({ count }) => `advance(${fact(count)})：更新次数应当是不小于 0 的整数。`,
  "descent-closed": () => "这个下降已经关闭，请重新开始一个。",
  "wrong-length": ({ length, dimension }) =>
    `这个点有 ${fact(length)} 个数，而目标函数有 ${fact(dimension)} 个参数；请为每个参数给一个数。`,
  "eigenvalues-not-found": ({ index, size }) =>
    `没能求出 ${fact(size)} 个特征值中的第 ${fact(index)} 个；所有元素都是有限的数吗？`,
};

export const trainingErrors: Sentences = { ...data, ...options };
