/** Nonlinear equations as sums of squares: nos. 1–5, 7, 13 and 14 of Moré, Garbow and Hillstrom 1981. */
import { stack } from "../../trace/shaping.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { angle } from "./angle.ts";
import { makeLeastSquares } from "./problem.ts";

export const rosenbrock = makeLeastSquares(
  {
    id: "rosenbrock",
    number: 1,
    name: { en: "Rosenbrock's function", zh: "Rosenbrock 函数" },
    formula: "100(y − x²)² + (1 − x)²",
    source: "Rosenbrock 1960; MGH 1",
    start: [-1.2, 1],
    minima: [{ x: [1, 1], value: 0, global: true }],
    region: [
      [-2, 2],
      [-1, 3],
    ],
    remark: {
      en: "A curved valley: condition 2508 at the minimum.",
      zh: "弯曲的山谷：最小值处的条件数为 2508。",
    },
  },
  ([x, y]) => stack([y.sub(x.square()).mul(10), x.neg().add(1)]),
);

export const freudensteinRoth = makeLeastSquares(
  {
    id: "freudensteinRoth",
    number: 2,
    name: { en: "Freudenstein and Roth's function", zh: "Freudenstein–Roth 函数" },
    formula: "(x − 13 + ((5 − y)y − 2)y)² + (x − 29 + ((y + 1)y − 14)y)²",
    source: "Freudenstein & Roth 1963; MGH 2",
    start: [0.5, -2],
    minima: [
      { x: [5, 4], value: 0, global: true },
      { x: [11.412778986902094, -0.8968052532744765], value: 48.98425367924003, global: false },
    ],
    region: [
      [-5, 20],
      [-4, 6],
    ],
    remark: {
      en: "From its start the way down leads to the local minimum.",
      zh: "从它的起点往下走，会到达局部极小值。",
    },
  },
  ([x, y]) =>
    stack([x.sub(13).add(y.neg().add(5).mul(y).sub(2).mul(y)), x.sub(29).add(y.add(1).mul(y).sub(14).mul(y))]),
);

export const powellBadlyScaled = makeLeastSquares(
  {
    id: "powellBadlyScaled",
    number: 3,
    name: { en: "Powell's badly scaled function", zh: "Powell 坏标度函数" },
    formula: "(10⁴xy − 1)² + (e⁻ˣ + e⁻ʸ − 1.0001)²",
    source: "Powell 1970; MGH 3",
    start: [0, 1],
    minima: [{ x: [1.0981593296998163e-5, 9.106146739866533], value: 0, global: true }],
  },
  ([x, y]) => stack([x.mul(y).mul(1e4).sub(1), x.neg().exp().add(y.neg().exp()).sub(1.0001)]),
);

export const brownBadlyScaled = makeLeastSquares(
  {
    id: "brownBadlyScaled",
    number: 4,
    name: { en: "Brown's badly scaled function", zh: "Brown 坏标度函数" },
    formula: "(x − 10⁶)² + (y − 2·10⁻⁶)² + (xy − 2)²",
    source: "Brown, unpublished; MGH 4",
    start: [1, 1],
    minima: [{ x: [1e6, 2e-6], value: 0, global: true }],
  },
  ([x, y]) => stack([x.sub(1e6), y.sub(2e-6), x.mul(y).sub(2)]),
);

export const beale = makeLeastSquares(
  {
    id: "beale",
    number: 5,
    name: { en: "Beale's function", zh: "Beale 函数" },
    formula: "(1.5 − x(1 − y))² + (2.25 − x(1 − y²))² + (2.625 − x(1 − y³))²",
    source: "Beale 1958; MGH 5",
    start: [1, 1],
    minima: [{ x: [3, 0.5], value: 0, global: true }],
    region: [
      [-4.5, 4.5],
      [-4.5, 4.5],
    ],
  },
  ([x, y]) => {
    const residual = (target: number, power: Tensor) => x.mul(power.sub(1)).add(target);
    const square = y.square();
    return stack([residual(1.5, y), residual(2.25, square), residual(2.625, square.mul(y))]);
  },
);

export const helicalValley = makeLeastSquares(
  {
    id: "helicalValley",
    number: 7,
    name: { en: "helical valley", zh: "螺旋谷函数" },
    formula: "100(z − 10θ)² + 100(√(x² + y²) − 1)² + z², 2πθ = arctan(y/x), and π more for x < 0",
    source: "Fletcher & Powell 1963; MGH 7",
    start: [-1, 0, 0],
    minima: [{ x: [1, 0, 0], value: 0, global: true }],
    remark: {
      en: "It jumps where x changes its sign at y < 0.",
      zh: "在 y < 0 处，x 变号时函数值跳变。",
    },
  },
  ([x, y, z]) => {
    const turns = angle(x, y).div(2 * Math.PI);
    const radius = x.square().add(y.square()).sqrt();
    return stack([z.sub(turns.mul(10)).mul(10), radius.sub(1).mul(10), z]);
  },
);

export const powellSingular = makeLeastSquares(
  {
    id: "powellSingular",
    number: 13,
    name: { en: "Powell's singular function", zh: "Powell 奇异函数" },
    formula: "(x₁ + 10x₂)² + 5(x₃ − x₄)² + (x₂ − 2x₃)⁴ + 10(x₁ − x₄)⁴",
    source: "Powell 1962; MGH 13",
    start: [3, -1, 0, 1],
    minima: [{ x: [0, 0, 0, 0], value: 0, global: true }],
    remark: {
      en: "Two of the four curvatures are zero at the minimum, where Newton's method is no more than linear.",
      zh: "最小值处四个曲率中有两个为零，牛顿法在那里只有线性收敛。",
    },
  },
  ([a, b, c, d]) =>
    stack([
      a.add(b.mul(10)),
      c.sub(d).mul(Math.sqrt(5)),
      b.sub(c.mul(2)).square(),
      a.sub(d).square().mul(Math.sqrt(10)),
    ]),
);

export const wood = makeLeastSquares(
  {
    id: "wood",
    number: 14,
    name: { en: "Wood's function", zh: "Wood 函数" },
    formula: "100(x₂ − x₁²)² + (1 − x₁)² + 90(x₄ − x₃²)² + (1 − x₃)² + 10(x₂ + x₄ − 2)² + (x₂ − x₄)²/10",
    source: "Colville 1968; MGH 14",
    start: [-3, -1, -3, -1],
    minima: [{ x: [1, 1, 1, 1], value: 0, global: true }],
    remark: {
      en: "A saddle of value 7.88 lies on the way.",
      zh: "途中有一个值为 7.88 的鞍点。",
    },
  },
  ([a, b, c, d]) =>
    stack([
      b.sub(a.square()).mul(10),
      a.neg().add(1),
      d.sub(c.square()).mul(Math.sqrt(90)),
      c.neg().add(1),
      b.add(d).sub(2).mul(Math.sqrt(10)),
      b.sub(d).div(Math.sqrt(10)),
    ]),
);
