/** The problems once more, from the papers' formulas, in plain numbers. */

type F = (x: readonly number[]) => number;

const sum = (from: number, to: number, term: (i: number) => number): number => {
  let total = 0;
  for (let i = from; i <= to; i++) total += term(i);
  return total;
};
const { exp, sin, cos, sqrt, log, atan, PI } = Math;

const bardY = "14 18 22 25 29 32 35 39 37 58 73 96 134 210 439".split(" ").map((y) => Number(y) / 100);
const gaussY = "9 44 175 540 1295 2420 3521 3989 3521 2420 1295 540 175 44 9".split(" ").map((y) => Number(y) / 1e4);
const meyerY = "34780 28610 23650 19630 16370 13720 11540 9744 8261 7030 6005 5147 4427 3820 3307 2872"
  .split(" ")
  .map(Number);
const kowalikY = "1957 1947 1735 1600 0844 0627 0456 0342 0323 0235 0246".split(" ").map((y) => Number(y) / 1e4);
const kowalikU = "4 2 1 .5 .25 .167 .125 .1 .0833 .0714 .0625".split(" ").map(Number);
const osborne1Y = `844 908 932 936 925 908 881 850 818 784 751 718 685 658 628 603 580
   558 538 522 506 490 478 467 457 448 438 431 424 420 414 411 406`
  .split(/\s+/)
  .map((y) => Number(y) / 1000);
const osborne2Y =
  `1366 1191 1112 1013 991 885 831 847 786 725 746 679 608 655 616 606 602 626 651 724 649 649 694 644 624 661 612 558
   533 495 500 423 395 375 372 391 396 405 428 429 523 562 607 653 672 708 633 668 645 632 591 559 597 625 739 710 729
   720 636 581 428 292 162 98 54`
    .split(/\s+/)
    .map((y) => Number(y) / 1000);

export const transcriptions: Readonly<Record<string, F>> = {
  himmelblau: ([x, y]) => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2,
  booth: ([x, y]) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
  matyas: ([x, y]) => 0.26 * (x ** 2 + y ** 2) - 0.48 * x * y,
  saddle: ([x, y]) => x ** 2 - y ** 2,
  ackley: (x) => {
    const n = x.length;
    const squares = x.reduce((total, each) => total + each ** 2, 0) / n;
    const waves = x.reduce((total, each) => total + cos(2 * PI * each), 0) / n;
    return -20 * exp(-0.2 * sqrt(squares)) - exp(waves) + 20 + Math.E;
  },
  rastrigin: (x) => 10 * x.length + x.reduce((total, each) => total + each ** 2 - 10 * cos(2 * PI * each), 0),
  styblinskiTang: (x) => x.reduce((total, each) => total + each ** 4 - 16 * each ** 2 + 5 * each, 0) / 2,
  rosenbrock: ([x, y]) => 100 * (y - x ** 2) ** 2 + (1 - x) ** 2,
  freudensteinRoth: ([x, y]) => (-13 + x + ((5 - y) * y - 2) * y) ** 2 + (-29 + x + ((y + 1) * y - 14) * y) ** 2,
  powellBadlyScaled: ([x, y]) => (1e4 * x * y - 1) ** 2 + (exp(-x) + exp(-y) - 1.0001) ** 2,
  brownBadlyScaled: ([x, y]) => (x - 1e6) ** 2 + (y - 2e-6) ** 2 + (x * y - 2) ** 2,
  beale: ([x, y]) => [1.5, 2.25, 2.625].reduce((total, c, i) => total + (c - x * (1 - y ** (i + 1))) ** 2, 0),
  jennrichSampson: ([x, y]) => sum(1, 10, (i) => (2 + 2 * i - (exp(i * x) + exp(i * y))) ** 2),
  helicalValley: ([x, y, z]) => {
    const turns = atan(y / x) / (2 * PI) + (x < 0 ? 0.5 : 0);
    return (10 * (z - 10 * turns)) ** 2 + (10 * (sqrt(x ** 2 + y ** 2) - 1)) ** 2 + z ** 2;
  },
  bard: ([a, b, c]) => sum(1, 15, (i) => (bardY[i - 1] - (a + i / ((16 - i) * b + Math.min(i, 16 - i) * c))) ** 2),
  gaussianCurve: ([a, b, c]) => sum(1, 15, (i) => (a * exp((-b * ((8 - i) / 2 - c) ** 2) / 2) - gaussY[i - 1]) ** 2),
  meyer: ([a, b, c]) => sum(1, 16, (i) => (a * exp(b / (45 + 5 * i + c)) - meyerY[i - 1]) ** 2),
  gulf: ([a, b, c]) =>
    sum(1, 99, (i) => {
      const y = 25 + (-50 * log(0.01 * i)) ** (2 / 3);
      return (exp(-(Math.abs(y - b) ** c) / a) - 0.01 * i) ** 2;
    }),
  box: ([a, b, c]) =>
    sum(1, 10, (i) => {
      const t = 0.1 * i;
      return (exp(-t * a) - exp(-t * b) - c * (exp(-t) - exp(-10 * t))) ** 2;
    }),
  powellSingular: ([a, b, c, d]) => (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4,
  wood: ([a, b, c, d]) =>
    100 * (b - a ** 2) ** 2 +
    (1 - a) ** 2 +
    90 * (d - c ** 2) ** 2 +
    (1 - c) ** 2 +
    10 * (b + d - 2) ** 2 +
    (b - d) ** 2 / 10,
  kowalikOsborne: ([a, b, c, d]) =>
    sum(0, 10, (i) => {
      const u = kowalikU[i];
      return (kowalikY[i] - (a * (u ** 2 + u * b)) / (u ** 2 + u * c + d)) ** 2;
    }),
  brownDennis: ([a, b, c, d]) =>
    sum(1, 20, (i) => {
      const t = i / 5;
      return ((a + t * b - exp(t)) ** 2 + (c + d * sin(t) - cos(t)) ** 2) ** 2;
    }),
  osborne1: ([a, b, c, d, e]) =>
    sum(1, 33, (i) => (osborne1Y[i - 1] - (a + b * exp(-10 * (i - 1) * d) + c * exp(-10 * (i - 1) * e))) ** 2),
  biggs: ([a, b, c, d, e, f]) =>
    sum(1, 13, (i) => {
      const t = 0.1 * i;
      const y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
      return (c * exp(-t * a) - d * exp(-t * b) + f * exp(-t * e) - y) ** 2;
    }),
  osborne2: (x) =>
    sum(1, 65, (i) => {
      const t = (i - 1) / 10;
      const bells = sum(1, 3, (k) => x[k] * exp(-((t - x[7 + k]) ** 2) * x[4 + k]));
      return (osborne2Y[i - 1] - x[0] * exp(-t * x[4]) - bells) ** 2;
    }),
};

/** Least values as Moré, Garbow and Hillstrom print them, by number. */
export const published: Readonly<Record<number, readonly string[]>> = {
  1: ["0"],
  2: ["0", "48.9842"],
  3: ["0"],
  4: ["0"],
  5: ["0"],
  6: ["124.362"],
  7: ["0"],
  8: ["0.00821487"],
  9: ["1.12793e-8"],
  10: ["87.9458"],
  11: ["0"],
  12: ["0", "0"],
  13: ["0"],
  14: ["0"],
  15: ["0.000307505"],
  16: ["85822.2"],
  17: ["0.0000546489"],
  18: ["0", "0.00565565"],
  19: ["0.0401377"],
};
