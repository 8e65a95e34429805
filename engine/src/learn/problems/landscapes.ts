/** Functions with a view: bowls, ripples and a saddle, most of them drawn in the plane. */
import { norm } from "../../trace/math.ts";
import { makeProblem } from "./problem.ts";

export const himmelblau = makeProblem(
  {
    id: "himmelblau",
    name: { en: "Himmelblau's function", zh: "Himmelblau 函数" },
    formula: "(x² + y − 11)² + (x + y² − 7)²",
    source: "Himmelblau 1972",
    start: [0, 0],
    minima: [
      { x: [3, 2], value: 0, global: true },
      { x: [-2.805118086952745, 3.131312518250573], value: 0, global: true },
      { x: [-3.779310253377747, -3.283185991286169], value: 0, global: true },
      { x: [3.5844283403304917, -1.8481265269644036], value: 0, global: true },
    ],
    region: [
      [-5, 5],
      [-5, 5],
    ],
  },
  ([x, y]) => x.square().add(y).sub(11).square().add(x.add(y.square()).sub(7).square()),
);

export const booth = makeProblem(
  {
    id: "booth",
    name: { en: "Booth's function", zh: "Booth 函数" },
    formula: "(x + 2y − 7)² + (2x + y − 5)²",
    source: "Jamil & Yang 2013, no. 17",
    start: [-5, -5],
    minima: [{ x: [1, 3], value: 0, global: true }],
    region: [
      [-10, 10],
      [-10, 10],
    ],
    remark: {
      en: "A quadratic of condition 9.",
      zh: "条件数为 9 的二次函数。",
    },
  },
  ([x, y]) => x.add(y.mul(2)).sub(7).square().add(x.mul(2).add(y).sub(5).square()),
);

export const matyas = makeProblem(
  {
    id: "matyas",
    name: { en: "Matyas' function", zh: "Matyas 函数" },
    formula: "0.26(x² + y²) − 0.48xy",
    source: "Jamil & Yang 2013, no. 71",
    start: [-8, 4],
    minima: [{ x: [0, 0], value: 0, global: true }],
    region: [
      [-10, 10],
      [-10, 10],
    ],
    remark: {
      en: "A quadratic of condition 25, lying diagonally: scaling the coordinates does not help.",
      zh: "条件数为 25 的二次函数，沿对角线伸展：缩放坐标没有帮助。",
    },
  },
  ([x, y]) => x.square().add(y.square()).mul(0.26).sub(x.mul(y).mul(0.48)),
);

export const saddle = makeProblem(
  {
    id: "saddle",
    name: { en: "saddle", zh: "鞍面" },
    formula: "x² − y²",
    start: [1, 1e-3],
    minima: [],
    limits: [Number.NEGATIVE_INFINITY],
    region: [
      [-1.5, 1.5],
      [-1.5, 1.5],
    ],
    remark: {
      en: "The gradient is zero at the origin, which is no minimum: whoever stops there has been deceived.",
      zh: "原点的梯度为零，却不是极小值点：停在那里就上当了。",
    },
  },
  ([x, y]) => x.square().sub(y.square()),
);

export const ackley = makeProblem(
  {
    id: "ackley",
    name: { en: "Ackley's function", zh: "Ackley 函数" },
    formula: "−20·exp(−0.2·√(mean xᵢ²)) − exp(mean cos 2πxᵢ) + 20 + e",
    source: "Ackley 1987",
    start: [1.6, -2.3],
    minima: [{ x: [0, 0], value: 0, global: true }],
    region: [
      [-5, 5],
      [-5, 5],
    ],
    anyDimension: true,
    remark: {
      en:
        "A dent near every point of whole numbers. The minimum itself is a cone, where the gradient jumps; at the " +
        "tip it is taken as 0.",
      zh: "每个整数点附近都有一个坑。最小值处是锥尖，梯度在那里跳变；锥尖处的梯度取 0。",
    },
  },
  (x) => {
    const cone = norm(x)
      .mul(-0.2 / Math.sqrt(x.length))
      .exp()
      .mul(-20);
    const ripples = x
      .mul(2 * Math.PI)
      .cos()
      .mean()
      .exp();
    return cone.sub(ripples).add(20 + Math.E);
  },
);

export const rastrigin = makeProblem(
  {
    id: "rastrigin",
    name: { en: "Rastrigin's function", zh: "Rastrigin 函数" },
    formula: "Σ (xᵢ² + 10 − 10 cos 2πxᵢ)",
    source: "Rastrigin 1974",
    start: [2.2, -1.3],
    minima: [
      { x: [0, 0], value: 0, global: true },
      { x: [0.9949586376523348, 0], value: 0.9949590570932916, global: false },
      { x: [0, 0.9949586376523348], value: 0.9949590570932916, global: false },
      { x: [1.9899122337085497, 0], value: 3.979831190554087, global: false },
    ],
    region: [
      [-5.12, 5.12],
      [-5.12, 5.12],
    ],
    anyDimension: true,
    remark: {
      en: "A local minimum near every point of whole numbers, of which the nearest to the origin are listed.",
      zh: "每个整数点附近都有局部极小值；这里只列出离原点最近的几个。",
    },
  },
  (x) =>
    x
      .square()
      .add(10)
      .sub(
        x
          .mul(2 * Math.PI)
          .cos()
          .mul(10),
      )
      .sum(),
);

export const styblinskiTang = makeProblem(
  {
    id: "styblinskiTang",
    name: { en: "Styblinski–Tang function", zh: "Styblinski–Tang 函数" },
    formula: "½ Σ (xᵢ⁴ − 16xᵢ² + 5xᵢ)",
    source: "Styblinski & Tang 1990",
    start: [0, 0],
    minima: [
      { x: [-2.903534027771177, -2.903534027771177], value: -78.33233140754282, global: true },
      { x: [2.746802770990837, -2.903534027771177], value: -64.19561235905536, global: false },
      { x: [-2.903534027771177, 2.746802770990837], value: -64.19561235905536, global: false },
      { x: [2.746802770990837, 2.746802770990837], value: -50.05889331056789, global: false },
    ],
    region: [
      [-5, 5],
      [-5, 5],
    ],
    anyDimension: true,
  },
  (x) => {
    const square = x.square();
    return square.square().sub(square.mul(16)).add(x.mul(5)).sum().mul(0.5);
  },
);
