/** Errors of functions that are traced, differentiated and compiled. */

import { type ErrorDetails, fact, listFact, shapeFact } from "../../details.ts";

type Sentences = Readonly<Record<string, (details: ErrorDetails) => string>>;

const values: Sentences = {
  "not-a-value": ({ path, got }) =>
    `${fact(path)}：应当是数、数的数组、类型化数组、{ data, shape }，或由它们组成的树；得到的是 ${fact(got)}。`,
  "not-a-tree": ({ path, got }) => `${fact(path ?? "")} 应当是数组、对象或可计算的值；得到的是 ${fact(got)}。`,
  "ragged-array": ({ path, shape }) =>
    `${fact(path)}：嵌套数组必须是长方形的。按最前面的元素，形状应为 ${shapeFact(shape)}，但有的部分长度或深度不同。形状各异的数组请用类型化数组、{ data, shape } 或对象。`,
  "data-does-not-fill-shape": ({ path, length, shape }) =>
    `${fact(path)}：数据有 ${fact(length)} 个元素，与形状 ${shapeFact(shape)} 对不上。`,
  "typed-array-not-supported": ({ path, got }) =>
    `${fact(path)}：不支持 ${fact(got)}。数用 Float32Array 或 Float64Array，整数用 Int32Array，真假值用 Uint8Array（0 和 1）。`,
  "bytes-are-not-truth-values": ({ place, value }) =>
    `Uint8Array 表示真假值 0 或 1，但第 ${fact(place)} 个元素是 ${fact(value)}。如果这些字节是数，请用 Float32Array.from(bytes) 或 ` +
    `Int32Array.from(bytes)。`,
  "input-length": ({ index, length, shape }) =>
    `第 ${fact(index)} 个输入有 ${fact(length)} 个元素，与形状 ${shapeFact(shape)} 对不上。`,
  "tree-too-few-leaves": () => "树上的位置比叶子多。",
};

const traced: Sentences = {
  "traced-value-as-primitive": ({ hint, shape }) =>
    `正在追踪的 Tensor ${shapeFact(shape)} 被当作普通的 JavaScript 值使用（${fact(hint)}）。追踪时它还没有值：比较请用 greater、less 等，分支请用 ` +
    `where(条件, a, b)。`,
  "traced-value-as-json": () => "正在追踪的 Tensor 不能写成 JSON。请让函数返回它，再写出结果。",
  "tensor-not-iterable": ({ shape }) =>
    `形状为 ${shapeFact(shape)} 的 Tensor 没有已知长度的首轴，不能用 [x, y]、for … of 或 .length 拆开。请整体计算，或传入数组。`,
  "tensor-from-another-trace": ({ dtype, shape }) =>
    `追踪时用到了外面的 Tensor（${fact(dtype)}${shapeFact(shape)}）。Tensor 只在它所传入的函数被追踪时存在：请返回它的值，再作为参数传入。`,
  "result-not-tensor": () => "被追踪的函数必须返回 Tensor，或由 Tensor 组成的树。",
  "not-an-operand": ({ operation, got }) =>
    `${fact(operation)}：应当是 Tensor 或数，得到的是 ${fact(got)}。追踪时已知的数可用 constant(data, shape) 变成 Tensor。`,
  "rows-are-whole": () => "slice：一块数据的行数运行时才知道，不能切。请切其余的轴：x.slice([0, from])。",
  "nothing-to-check": () => "checkGradient：没有任何参数含有可以变动的浮点数。",
  "nothing-given": ({ operation }) => `${fact(operation)}：至少需要一个 Tensor。`,
};

const losses: Sentences = {
  "loss-shapes": ({ loss, prediction, target }) =>
    `${fact(loss)}：预测 ${shapeFact(prediction)} 与目标 ${shapeFact(target)} 的形状必须相同，不会自动扩展。请改变其中一个的形状，或检查模型的输出。`,
  "loss-not-tensor": ({ loss, name, got }) =>
    `${fact(loss)}：${fact(name)} 不是张量（${got === "an array" ? "数组" : fact(got)}），而另一个是张量；请写成 constant(numbers, shape)。`,
  "loss-mean-and-variance": ({ prediction, target }) =>
    `gaussian：预测 ${shapeFact(prediction)} 必须比目标 ${shapeFact(target)} 多一个长度为 2 的末轴：均值和对数方差。`,
  "loss-embeddings": ({ prediction, target }) =>
    `ntXent：嵌入 ${shapeFact(prediction)} 必须每行一个向量，标签 ${shapeFact(target)} 必须每行一个数。`,
  "class-weights-count": ({ weights, classes }) =>
    `softmaxCrossEntropy：classWeights 有 ${fact(weights)} 个权重，而类别有 ${fact(classes)} 个；每类给一个。`,
  "loss-classes-shapes": ({ loss, prediction, target }) =>
    `${fact(loss)}：预测 ${shapeFact(prediction)} 的最后一轴必须是类别；目标 ${shapeFact(target)} 要么形状相同（分布），要么没有这一轴（类别编号）。`,
};

const shapes: Sentences = {
  "shape-mismatch": ({ op, shapes: given }) => `${fact(op)}：形状不合适；给出的是 ${shapeFact(given)}。`,
  "shapes-do-not-broadcast": ({ operation, shapes: given }) =>
    `${fact(operation)}：形状 ${shapeFact(given)} 对不上。从最后一轴数起，大小必须相等，或有一个是 1。请改变其中一个的形状，或转置。`,
  "cannot-broadcast-to": ({ from, to }) =>
    `broadcastTo：${shapeFact(from)} 不能重复成 ${shapeFact(to)}：从最后一轴数起，大小必须相等，或前者是 1。`,
  "matmul-shapes": ({ lhs, rhs }) =>
    `matmul：${shapeFact(lhs)} 与 ${shapeFact(rhs)} 不能相乘：前者的最后一轴必须与后者的倒数第二轴（或唯一一轴）等长。`,
  "reshape-cannot-infer": ({ from, to }) =>
    `reshape：由 ${shapeFact(from)} 推不出 ${shapeFact(to)} 中的 −1：它只能出现一次，其余大小必须整除元素个数。`,
  "squeeze-size": ({ shape, axis }) =>
    `squeeze：${shapeFact(shape)} 的第 ${fact(axis)} 轴大小不是 1。请用 at 或 slice 取出一个元素。`,
  "stack-shapes": ({ shapes: given }) => `stack：所有形状必须相同，得到的是 ${shapeFact(given)}。`,
  "axis-out-of-range": ({ operation, axis, rank }) =>
    `${fact(operation)}：没有第 ${fact(axis)} 轴（共 ${fact(rank)} 轴）。`,
  "axis-repeated": ({ operation, axes }) => `${fact(operation)}：同一个轴给了两次（${listFact(axes, "、")}）。`,
  "index-out-of-range": ({ index, axis, size }) =>
    `at：第 ${fact(axis)} 轴没有第 ${fact(index)} 个元素（大小为 ${fact(size)}）。`,
  "too-many-places": ({ operation, shape }) => `${fact(operation)}：给出的位置比 ${shapeFact(shape)} 的轴还多。`,
  "one-hot-depth": ({ depth }) => `oneHot：类别数应当是不小于 1 的整数，得到 ${fact(depth)}。`,
  "one-hot-ids": () => 'oneHot：类别编号必须是数，得到的是真假值。请用 cast(ids, "int32")。',
  "variance-correction": ({ count, correction }) =>
    `variance：${fact(count)} 个值减去修正 ${fact(correction)} 之后没有可除的数；值的个数必须大于修正。`,
};

const dtypes: Sentences = {
  "dtype-mismatch": ({ op, dtypes: given, expected }) =>
    `${fact(op)}：元素类型不合适；给出的是 ${listFact(given, "、")}，应当是 ${fact(expected)}。`,
  "dtypes-differ": ({ operation, dtypes: given }) =>
    `${fact(operation)}：元素类型 ${listFact(given, " 与 ")} 不混用。请转换其中一个，例如 cast(x, "float64")。`,
  "condition-not-bool": ({ dtype }) =>
    `where：条件必须是真假值，得到的是 ${fact(dtype)}。请先比较，例如 where(x.greater(0), a, b)。`,
  "number-not-int32": ({ operation, value }) =>
    `${fact(operation)}：数 ${fact(value)} 不是 32 位整数，而 Tensor 的类型是 int32。请先转换：cast(x, "float64")。`,
  "number-with-bool": ({ operation, value }) =>
    `${fact(operation)}：数 ${fact(value)} 不能与真假值的 Tensor 相运算。请先转换：cast(x, "float64")，或用 where(条件, a, b) 选择。`,
};

const transformations: Sentences = {
  "not-scalar": ({ transformation }) =>
    `${fact(transformation)}：函数必须返回一个标量。请返回 x.sum() 或 x.mean()；要每个元素的导数，请用 jacobian。`,
  "not-differentiable": ({ transformation, path, dtype }) =>
    `${fact(transformation)}：${path === "" ? "参数" : `“${fact(path)}”`}的类型是 ${fact(dtype)}；只有浮点数有导数。请把它作为别的参数传入，或改用浮点数。`,
  "argument-out-of-range": ({ transformation, argument, count }) =>
    `${fact(transformation)}：没有第 ${fact(argument)} 个参数；调用时有 ${fact(count)} 个，从 0 数起。`,
  "direction-missing": ({ transformation }) =>
    `${fact(transformation)}：请先给函数的参数，再给方向：${fact(transformation)}(f)(x, direction)。`,
  "direction-mismatch": ({ transformation, got, expected }) =>
    `${fact(transformation)}：方向是 ${fact(got)}，应当是 ${fact(expected)}。`,
  "jacobian-of-rows": ({ shape }) =>
    `jacobian：结果 ${shapeFact(shape)} 含有行数未知的一块数据。请对一个样本取 jacobian，再用 vmap。`,
  "vmap-axes-count": ({ axes, args }) =>
    `vmap：inAxes 有 ${fact(axes)} 项，而参数有 ${fact(args)} 个；请为每个参数给一项。`,
  "vmap-nothing-mapped": () => "vmap：没有对任何参数展开；请在 inAxes 里至少给一个轴。",
  "vmap-sizes-differ": ({ sizes }) =>
    `vmap：被展开的轴必须等长，得到 ${shapeFact(sizes)}。对所有样本都相同的参数，轴写 null：vmap(f, { inAxes: [0, null] })。`,
  "custom-cotangent": ({ argument, got, expected }) =>
    `customGradient：规则给出的第 ${fact(argument)} 个参数的余切是 ${fact(got)}，而参数是 ${fact(expected)}。`,
  "custom-rule-count": ({ given, expected }) =>
    `customGradient：规则返回了 ${fact(given)} 个余切，应当有 ${fact(expected)} 个，每个参数一个。`,
  "custom-value-not-tensor": () => "customGradient：f 必须返回 Tensor。",
};

const inside: Sentences = {
  internal: () => "nabla 内部出错。这是 nabla 的缺陷，请把命令和数据报告给作者。",
};

export const tracingErrors: Sentences = {
  ...values,
  ...traced,
  ...losses,
  ...shapes,
  ...dtypes,
  ...transformations,
  ...inside,
};
