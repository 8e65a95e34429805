import { describe, expect, it } from "vitest";
import { OptionError, ShapeError } from "../../src/base/errors.ts";
import { ROWS, type Shape, sizeOf } from "../../src/base/shape.ts";
import { topological } from "../../src/ir/graph.ts";
import { jit } from "../../src/jit/jit.ts";
import { array, input } from "../../src/ops/apply.ts";
import { table } from "../../src/ops/table.ts";
import * as math from "../../src/trace/math.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { trace } from "../../src/trace/trace.ts";
import { grad } from "../../src/transform/grad.ts";
import { hessian } from "../../src/transform/jacobian.ts";
import { vmap, vmapGraph } from "../../src/transform/vmap.ts";
import { drawn, evaluate, random } from "../support/evaluate.ts";

const known = (data: readonly number[], shape: Shape, dtype: "float64" | "int32" = "float64") =>
  new Tensor(array(data, shape, dtype));

type Subject = readonly [
  name: string,
  shapes: readonly Shape[],
  f: (...args: Tensor[]) => Tensor,
  ops: readonly string[],
  integers?: readonly number[],
];

const matrix = known([1, 2, 3, 4, 5, 6], [3, 2]);
const cube = known([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
const batchAxes = { lhsBatch: [0], rhsBatch: [0], lhsContract: [1], rhsContract: [1] };

/** At least one function for every kind of op, and for every view; together with the ops it must contain. */
const subjects: readonly Subject[] = [
  ["elementwise", [[2], [2]], (x, y) => x.mul(y).add(x.exp()).maximum(0.3), ["mul", "exp", "maximum"]],
  ["elementwise with a constant", [[3]], (x) => x.sub(known([1, 2, 3], [3])), ["sub"]],
  ["comparison, where, cast", [[3]], (x) => math.where(x.less(0), x, 2).add(x.greater(1).cast("float64")), ["where"]],
  ["alias, stopGradient", [[2]], (x) => grad((z: Tensor) => z.mul(math.stopGradient(z)).sum())(x), ["alias"]],
  ["sum", [[2, 3]], (x) => x.sum(0).mul(x.sum()), ["sum"]],
  ["max, min", [[2, 3]], (x) => x.max(1).add(x.min([0, 1])), ["max", "min"]],
  ["reshape", [[2, 3]], (x) => x.reshape([3, 2]), ["reshape"]],
  ["transpose", [[2, 3, 2]], (x) => x.transpose([2, 0, 1]), ["transpose"]],
  ["broadcast", [[3]], (x) => x.broadcastTo([2, 3]), ["broadcast"]],
  ["slice", [[3, 3]], (x) => x.slice([1, 0], [3, 2]), ["slice"]],
  ["pad", [[2, 2]], (x) => math.pad(x, [1, 0], [0, 2]), ["pad"]],
  ["flip", [[2, 3]], (x) => math.flip(x, 1), ["flip"]],
  ["concat", [[2], [3]], (x, y) => math.concat([x, y, known([7], [1])]), ["concat"]],
  ["dot", [[3], [3]], (x, y) => x.dot(y), ["contract"]],
  ["vector times matrix", [[3]], (x) => x.dot(matrix), ["contract"]],
  ["matrix times vector", [[2]], (x) => matrix.dot(x), ["contract"]],
  [
    "matrix times matrix, both sides",
    [[2, 3]],
    (x) => x.dot(matrix).add(matrix.transpose().dot(x.transpose())),
    ["contract"],
  ],
  ["batched contract, left", [[2, 2]], (x) => math.contract(x, cube, batchAxes), ["contract"]],
  ["batched contract, right", [[2, 2]], (x) => math.contract(cube, x, batchAxes), ["contract"]],
  ["outer", [[2], [3]], (x, y) => math.outer(x, y), ["contract"]],
  ["outer with a constant on the left", [[2]], (x) => math.outer(known([1, 2, 3], [3]), x), ["contract"]],
  ["gather, from each", [[3, 2]], (x) => math.gather(x, known([2, 0], [2], "int32")), ["gather"]],
  ["gather, one table for all", [[2]], (i) => math.gather(matrix, i), ["gather"], [0]],
  ["gather, both", [[3, 2], []], (x, i) => math.gather(x, i), ["gather"], [1]],
  [
    "takeAlong",
    [
      [2, 3],
      [2, 1],
    ],
    (x, i) => math.takeAlong(x, i),
    ["gather"],
    [1],
  ],
  ["takeAlong in one table", [[2, 1]], (i) => math.takeAlong(matrix.transpose(), i), ["gather"], [0]],
  ["scatterAdd", [[3], [2]], (x, i) => grad((z: Tensor) => math.gather(z, i).square().sum())(x), ["scatterAdd"], [1]],
  [
    "scatterAdd at the same places",
    [[3]],
    (x) =>
      grad((z: Tensor) =>
        math
          .gather(z, known([1, 1], [2], "int32"))
          .square()
          .sum(),
      )(x),
    ["scatterAdd"],
  ],
  ["custom", [[2]], (x) => math.softplus(x), ["custom"]],
  ["gradient of custom", [[2]], (x) => grad((z: Tensor) => math.softplus(z).sum())(x), ["custom"]],
  ["oneHot", [[]], (i) => math.oneHot(i, 3), ["iota"], [0]],
  ["softmax", [[3]], (x) => math.softmax(x), ["exp"]],
  ["nothing of the argument", [[2]], () => known([1, 2], [2]), []],
];

const SIZE = 3;

function made([, shapes, , , integers = []]: Subject) {
  const next = random(3);
  return shapes.map((shape, i) => {
    const isId = integers.includes(i);
    const data = drawn(next, [SIZE, ...shape], isId ? [0, 2.99] : [-2, 2]);
    return { data: isId ? data.map(Math.floor) : data, shape, dtype: isId ? ("int32" as const) : ("float64" as const) };
  });
}

describe("vmap is a loop", () => {
  it.each(subjects.map((subject) => ({ name: subject[0], subject })))("$name", ({ subject }) => {
    const [, , f, ops] = subject;
    const args = made(subject);
    const loop = Array.from({ length: SIZE }, (_, i) => {
      const one = args.map(({ data, shape, dtype }) =>
        known(data.slice(i * sizeOf(shape), (i + 1) * sizeOf(shape)), shape, dtype),
      );
      return f(...one).node;
    });
    const used = new Set(topological(trace(f, args).graph.outputs).map((node) => node.op));
    expect([...used]).toEqual(expect.arrayContaining([...ops]));

    const all = vmap(f)(...args.map(({ data, shape, dtype }) => known(data, [SIZE, ...shape], dtype)));
    expect(all.shape).toEqual([SIZE, ...loop[0].shape]);
    const expected = loop.flatMap((node) => evaluate(node));
    for (const [i, value] of evaluate(all.node).entries()) expect(value).toBeCloseTo(expected[i], 12);

    // The same over the symbolic rows of a tile.
    const { graph } = trace(f, args);
    const tile = vmapGraph(
      graph,
      args.map(() => true),
      ROWS,
    );
    expect(tile.outputs[0].shape).toEqual([ROWS, ...loop[0].shape]);
    const rows = evaluate(tile.outputs[0], new Map(tile.inputs.map((node, i) => [node, args[i].data])), SIZE);
    expect(rows).toEqual(evaluate(all.node));
  });

  it("has a case for every kind of op and every view", () => {
    const covered = new Set(subjects.flatMap(([, , , ops]) => ops));
    const views = Object.values(table).filter(({ kind }) => kind === "view");
    expect(views.filter(({ name }) => !covered.has(name))).toEqual([]);
    const kinds = new Set([...covered].map((name) => table[name].kind));
    expect([...kinds].sort()).toEqual([...new Set(Object.values(table).map(({ kind }) => kind))].sort());
  });
});

describe("vmap", () => {
  const run = (f: (...args: never[]) => unknown) => jit(f, { backend: "reference" });

  it("maps the axes it is told, over trees", () => {
    const f = ({ w }: { w: Tensor }, x: Tensor) => ({ product: w.dot(x), x });
    const result = run(vmap(f, { inAxes: [null, 1] }))({ w: [1, 10] }, [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(result).toEqual({
      product: [41, 52, 63],
      x: [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    });
    expect(
      run(vmap((x: Tensor) => x.sum(), { inAxes: -1 }))([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([4, 6]);
  });

  it("gives per-example gradients and hessians", () => {
    const loss = (w: Tensor, x: Tensor) => math.softplus(w.dot(x)).add(math.square(w).sum());
    const data = [
      [1, 2],
      [0.5, -1],
      [0, 3],
    ];
    const w = [0.3, -0.2];
    const [each, curvature] = [grad(loss), hessian(loss)];
    const gradients = run(vmap(each, { inAxes: [null, 0] }))(w, data) as number[][];
    const hessians = run(vmap(curvature, { inAxes: [null, 0] }))(w, data) as number[][][];
    for (const [i, x] of data.entries()) {
      const [one, second] = [run(each)(w, x) as number[], run(curvature)(w, x) as number[][]];
      for (const j of [0, 1]) {
        expect(gradients[i][j]).toBeCloseTo(one[j], 14);
        for (const k of [0, 1]) expect(hessians[i][j][k]).toBeCloseTo(second[j][k], 14);
      }
    }
    // The gradient of the mean is the mean of the gradients.
    const mean = run(grad((p: Tensor, x: Tensor) => vmap(loss, { inAxes: [null, 0] })(p, x).mean()))(
      w,
      data,
    ) as number[];
    for (const j of [0, 1]) expect(mean[j]).toBeCloseTo(gradients.reduce((s, g) => s + g[j], 0) / 3, 14);
  });

  it("nests", () => {
    const pairs = vmap((x: Tensor, ys: Tensor) => vmap((y: Tensor) => x.mul(y))(ys), { inAxes: [0, null] });
    expect(run(pairs)([1, 2], [3, 4, 5])).toEqual([
      [3, 4, 5],
      [6, 8, 10],
    ]);
  });

  it("sees values of an outer trace as the same for all", () => {
    const f = (x: Tensor) => vmap((y: Tensor) => y.mul(x.sum()))(x);
    expect(run(f)([1, 2])).toEqual([3, 6]);
    expect(run(grad((x: Tensor) => f(x).sum()))([1, 2])).toEqual([6, 6]);
  });

  it("makes a matrix product of W·x, without a transposition", () => {
    const [w, x] = [input([4, 3], "float64"), input([3], "float64")];
    const graph = { inputs: [w, x], outputs: [new Tensor(w).dot(new Tensor(x)).node] };
    const [result] = vmapGraph(graph, [false, true], ROWS).outputs;
    expect(result.op).toBe("contract");
    expect(result.shape).toEqual([ROWS, 4]);
    expect(result.inputs[0].shape).toEqual([ROWS, 3]);
  });

  it("names sizes and axes that do not fit", () => {
    const add = (x: Tensor, y: Tensor) => x.add(y);
    expect(() => run(vmap(add))([1, 2], [1, 2, 3])).toThrow(ShapeError);
    expect(() => run(vmap(add))([1, 2], [1, 2, 3])).toThrow(/one size, got \[2, 3\].*null/);
    expect(() => run(vmap(add, { inAxes: [0] }))([1, 2], [1, 2])).toThrow(/1 entries for 2 arguments/);
    expect(() => run(vmap(add, { inAxes: null }))(1, 2)).toThrow(OptionError);
    expect(() => run(vmap(add))([1], 2)).toThrow(/a scalar has no axes/);
  });
});
