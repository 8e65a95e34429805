/** Curves fitted to numbers: nos. 6, 8–12 and 15–19 of Moré, Garbow and Hillstrom 1981. */
import { abs } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { known, makeLeastSquares, upTo } from "./problem.ts";

export const jennrichSampson = makeLeastSquares(
  {
    id: "jennrichSampson",
    number: 6,
    name: { en: "Jennrich and Sampson's function", zh: "Jennrich–Sampson 函数" },
    formula: "Σ (2 + 2i − eⁱˣ − eⁱʸ)², i = 1 … 10",
    source: "Jennrich & Sampson 1968; MGH 6",
    start: [0.3, 0.4],
    minima: [{ x: [0.2578252136703641, 0.2578252136703641], value: 124.36218235561478, global: true }],
  },
  (point) => {
    const [x, y] = point;
    const i = known(
      upTo(10, (each) => each),
      point,
    );
    return i.add(1).mul(2).sub(i.mul(x).exp()).sub(i.mul(y).exp());
  },
);

const bardTargets = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];

export const bard = makeLeastSquares(
  {
    id: "bard",
    number: 8,
    name: { en: "Bard's function", zh: "Bard 函数" },
    formula: "Σ (yᵢ − x₁ − i/((16 − i)x₂ + min(i, 16 − i)x₃))², i = 1 … 15",
    source: "Bard 1970; MGH 8",
    start: [1, 1, 1],
    minima: [
      { x: [0.08241055974978898, 1.1330360920297227, 2.343695178642536], value: 8.21487730657898e-3, global: true },
    ],
    limits: [17.428693333333335],
  },
  (point) => {
    const [a, b, c] = point;
    const u = known(
      upTo(15, (i) => i),
      point,
    );
    const v = u.neg().add(16);
    return known(bardTargets, point)
      .sub(a)
      .sub(u.div(v.mul(b).add(u.minimum(v).mul(c))));
  },
);

const gaussianTargets = [9e-4, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989];

export const gaussianCurve = makeLeastSquares(
  {
    id: "gaussianCurve",
    number: 9,
    name: { en: "Gaussian curve", zh: "高斯曲线函数" },
    formula: "Σ (x₁·exp(−x₂(tᵢ − x₃)²/2) − yᵢ)², tᵢ = (8 − i)/2, i = 1 … 15",
    source: "Moré, Garbow & Hillstrom 1981; MGH 9",
    start: [0.4, 1, 0],
    minima: [{ x: [0.39895613783875666, 1.0000190844878059, 0], value: 1.1279327696189349e-8, global: true }],
  },
  (point) => {
    const [a, b, c] = point;
    const t = known(
      upTo(15, (i) => (8 - i) / 2),
      point,
    );
    const targets = known([...gaussianTargets, ...gaussianTargets.slice(0, -1).reverse()], point);
    return t.sub(c).square().mul(b).mul(-0.5).exp().mul(a).sub(targets);
  },
);

const meyerTargets = [
  34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
];

export const meyer = makeLeastSquares(
  {
    id: "meyer",
    number: 10,
    name: { en: "Meyer's function", zh: "Meyer 函数" },
    formula: "Σ (x₁·exp(x₂/(tᵢ + x₃)) − yᵢ)², tᵢ = 45 + 5i, i = 1 … 16",
    source: "Meyer 1970; MGH 10",
    start: [0.02, 4000, 250],
    minima: [
      { x: [5.609636471028955e-3, 6181.346346286236, 345.2236346241318], value: 87.94585517115354, global: true },
    ],
    remark: {
      en: "The resistance of a thermistor. The three parameters all but replace each other.",
      zh: "热敏电阻的阻值。三个参数几乎可以互相代替。",
    },
  },
  (point) => {
    const [a, b, c] = point;
    const t = known(
      upTo(16, (i) => 45 + 5 * i),
      point,
    );
    return b.div(t.add(c)).exp().mul(a).sub(known(meyerTargets, point));
  },
);

export const gulf = makeLeastSquares(
  {
    id: "gulf",
    number: 11,
    name: { en: "Gulf research and development function", zh: "Gulf 研究与开发函数" },
    formula: "Σ (exp(−|yᵢ − x₂|^x₃ / x₁) − tᵢ)², tᵢ = i/100, yᵢ = 25 + (−50 ln tᵢ)^⅔, i = 1 … 99",
    source: "Cox 1969; MGH 11",
    start: [5, 2.5, 0.15],
    minima: [{ x: [50, 25, 1.5], value: 0, global: true }],
    remark: {
      en: "The paper prints |yᵢ·m·i·x₂| where |yᵢ − x₂| is meant.",
      zh: "论文把 |yᵢ − x₂| 误印成 |yᵢ·m·i·x₂|。",
    },
  },
  (point) => {
    const [a, b, c] = point;
    const t = known(
      upTo(99, (i) => i / 100),
      point,
    );
    const y = t
      .log()
      .mul(-50)
      .pow(2 / 3)
      .add(25);
    return abs(y.sub(b)).pow(c).div(a).neg().exp().sub(t);
  },
);

export const box = makeLeastSquares(
  {
    id: "box",
    number: 12,
    name: { en: "Box's function of three dimensions", zh: "Box 三维函数" },
    formula: "Σ (e^(−tᵢx₁) − e^(−tᵢx₂) − x₃(e^(−tᵢ) − e^(−10tᵢ)))², tᵢ = i/10, i = 1 … 10",
    source: "Box 1966; MGH 12",
    start: [0, 10, 20],
    minima: [
      { x: [1, 10, 1], value: 0, global: true },
      { x: [10, 1, -1], value: 0, global: true },
    ],
    remark: {
      en: "It is zero, too, wherever x₁ = x₂ and x₃ = 0.",
      zh: "凡 x₁ = x₂ 且 x₃ = 0 处，值也为零。",
    },
  },
  (point) => {
    const [a, b, c] = point;
    const falling = tenths(10, point);
    return falling(a)
      .sub(falling(b))
      .sub(c.mul(falling(1).sub(falling(10))));
  },
);

const kowalikInputs = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
const kowalikTargets = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

export const kowalikOsborne = makeLeastSquares(
  {
    id: "kowalikOsborne",
    number: 15,
    name: { en: "Kowalik and Osborne's function", zh: "Kowalik–Osborne 函数" },
    formula: "Σ (yᵢ − x₁(uᵢ² + uᵢx₂)/(uᵢ² + uᵢx₃ + x₄))², i = 1 … 11",
    source: "Kowalik & Osborne 1968; MGH 15",
    start: [0.25, 0.39, 0.415, 0.39],
    minima: [
      {
        x: [0.19280693457903791, 0.1912823287343667, 0.12305650692632104, 0.1360623306837947],
        value: 3.0750560384923826e-4,
        global: true,
      },
    ],
    limits: [1.0273430486954578e-3],
  },
  (point) => {
    const [a, b, c, d] = point;
    const u = known(kowalikInputs, point);
    const square = u.square();
    const curve = a.mul(square.add(u.mul(b))).div(square.add(u.mul(c)).add(d));
    return known(kowalikTargets, point).sub(curve);
  },
);

export const brownDennis = makeLeastSquares(
  {
    id: "brownDennis",
    number: 16,
    name: { en: "Brown and Dennis's function", zh: "Brown–Dennis 函数" },
    formula: "Σ ((x₁ + tᵢx₂ − e^tᵢ)² + (x₃ + x₄ sin tᵢ − cos tᵢ)²)², tᵢ = i/5, i = 1 … 20",
    source: "Brown & Dennis 1971; MGH 16",
    start: [25, 5, -5, -1],
    minima: [
      {
        x: [-11.594439904762165, 13.203630051207202, -0.40343948817685954, 0.2367787744557362],
        value: 85822.20162635631,
        global: true,
      },
    ],
  },
  (point) => {
    const [a, b, c, d] = point;
    const t = known(
      upTo(20, (i) => i / 5),
      point,
    );
    const growth = t.mul(b).add(a).sub(t.exp());
    const waves = t.sin().mul(d).add(c).sub(t.cos());
    return growth.square().add(waves.square());
  },
);

const osborne1Targets = [
  0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.58,
  0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414, 0.411, 0.406,
];

export const osborne1 = makeLeastSquares(
  {
    id: "osborne1",
    number: 17,
    name: { en: "Osborne's first function", zh: "Osborne 第一函数" },
    formula: "Σ (yᵢ − x₁ − x₂·exp(−tᵢx₄) − x₃·exp(−tᵢx₅))², tᵢ = 10(i − 1), i = 1 … 33",
    source: "Osborne 1972; MGH 17",
    start: [0.5, 1.5, -1, 0.01, 0.02],
    minima: [
      {
        x: [0.37541005210695194, 1.9358469127123579, -1.4646871366134133, 0.01286753464005727, 0.022122699661672653],
        value: 5.464894697482985e-5,
        global: true,
      },
    ],
  },
  (point) => {
    const [a, b, c, d, e] = point;
    const t = known(
      upTo(33, (i) => 10 * (i - 1)),
      point,
    );
    const falling = (rate: Tensor) => t.mul(rate).neg().exp();
    return known(osborne1Targets, point)
      .sub(a)
      .sub(b.mul(falling(d)))
      .sub(c.mul(falling(e)));
  },
);

export const biggs = makeLeastSquares(
  {
    id: "biggs",
    number: 18,
    name: { en: "Biggs's EXP6 function", zh: "Biggs EXP6 函数" },
    formula: "Σ (x₃e^(−tᵢx₁) − x₄e^(−tᵢx₂) + x₆e^(−tᵢx₅) − e^(−tᵢ) + 5e^(−10tᵢ) − 3e^(−4tᵢ))², tᵢ = i/10, i = 1 … 13",
    source: "Biggs 1971; MGH 18",
    start: [1, 2, 1, 1, 1, 1],
    minima: [
      { x: [1, 10, 1, 5, 4, 3], value: 0, global: true },
      {
        x: [1.711415994719587, 17.68319818094906, 3.326287321615387, 5.186561551993451, 1.711415994719587, -1],
        value: 5.655649925499938e-3,
        global: false,
      },
    ],
    remark: {
      en:
        "The two like terms may be exchanged. Where their rates are equal only the sum of the factors matters; with " +
        "factors of one sign, as from the published start, a point of the local minimum's value is a saddle.",
      zh:
        "两个同类项可以互换。它们的速率相等时，只有系数之和起作用；系数同号时（从公布的起点出发就是如此），" +
        "取局部极小值的那个点其实是鞍点。",
    },
  },
  (point) => {
    const [a, b, c, d, e, f] = point;
    const falling = tenths(13, point);
    const targets = falling(1).sub(falling(10).mul(5)).add(falling(4).mul(3));
    return c
      .mul(falling(a))
      .sub(d.mul(falling(b)))
      .add(f.mul(falling(e)))
      .sub(targets);
  },
);

const osborne2Targets = [
  1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602,
  0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.5, 0.423, 0.395, 0.375,
  0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591,
  0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
];

export const osborne2 = makeLeastSquares(
  {
    id: "osborne2",
    number: 19,
    name: { en: "Osborne's second function", zh: "Osborne 第二函数" },
    formula: "Σ (yᵢ − x₁e^(−tᵢx₅) − Σₖ x₁₊ₖ·exp(−(tᵢ − x₈₊ₖ)²x₅₊ₖ))², k = 1 … 3, tᵢ = (i − 1)/10, i = 1 … 65",
    source: "Osborne 1972; MGH 19",
    start: [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
    minima: [
      {
        x: [
          1.3099771546273007, 0.431553794602989, 0.633661698960724, 0.5994305347859162, 0.7541832263280114,
          0.9042885798596336, 1.365811835237028, 4.823698817227157, 2.3986848661317546, 4.568874597667672,
          5.6753414705806415,
        ],
        value: 4.013773629354776e-2,
        global: true,
      },
    ],
  },
  (point) => {
    const [a, b, c, d, fall, ...bells] = point;
    const t = known(
      upTo(65, (i) => (i - 1) / 10),
      point,
    );
    const bell = (width: Tensor, centre: Tensor) => t.sub(centre).square().mul(width).neg().exp();
    const [width1, width2, width3, centre1, centre2, centre3] = bells;
    return known(osborne2Targets, point)
      .sub(a.mul(t.mul(fall).neg().exp()))
      .sub(b.mul(bell(width1, centre1)))
      .sub(c.mul(bell(width2, centre2)))
      .sub(d.mul(bell(width3, centre3)));
  },
);

/** rate ↦ e^(−t·rate) at t = 0.1, 0.2, … */
function tenths(count: number, point: Tensor): (rate: Tensor | number) => Tensor {
  const t = known(
    upTo(count, (i) => i / 10),
    point,
  );
  return (rate) => t.mul(rate).neg().exp();
}
