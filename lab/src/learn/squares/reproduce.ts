/** The numbers of the lesson on the square as a program of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import type { FormName, ShapeName } from "../engine/formNames.ts";
import type { NoiseAnswer } from "../engine/noise.ts";
import { sampleSize, samples } from "../engine/noiseNames.ts";
import type { PowersAnswer } from "../engine/powers.ts";

const ends: Readonly<Record<FormName, string>> = { sum: ".sum()", half: ".sum().mul(0.5)", mean: ".mean()" };

const shapeImports: Readonly<Record<ShapeName, readonly string[]>> = { power: ["pow"], huber: ["minimum", "square"] };
const shapeLines: Readonly<Record<ShapeName, (number: number) => readonly string[]>> = {
  power: (p) => [`const shape = (c: Tensor, t: Tensor) => pow(abs(c.sub(t)), ${p});`],
  huber: (delta) => [
    "const shape = (c: Tensor, t: Tensor) => {",
    `  const inside = minimum(abs(c.sub(t)), ${delta});`,
    `  return square(inside).add(abs(c.sub(t)).sub(inside).mul(${2 * delta}));`,
    "};",
  ],
};

export const reproductionOf = ({ question, targets }: PowersAnswer, form: FormName): Reproduction => ({
  command: null,
  code: [
    ...importLines({ nabla: [...shapeImports[question.shape], "abs", "type Tensor", "valueAndGrad"] }),
    "",
    `const targets = ${JSON.stringify(targets)};`,
    ...shapeLines[question.shape](question.number),
    `const loss = (c: Tensor, t: Tensor) => shape(c, t)${ends[form]};`,
    "const slope = valueAndGrad(loss);",
    `let c = ${question.c};`,
    "for (let step = 0; step < 30; step++) {",
    "  const { value, gradient } = slope(c, targets);",
    "  console.log(step, c, value, gradient);",
    `  c -= ${question.rate} * gradient;`,
    "}",
    "",
  ].join("\n"),
});

/** The figure's numbers anew: the spread of the best constants by the best power, and by Huber's loss. */
export const noiseProgram = ({ question: { noise, delta }, bestPower }: NoiseAnswer): Reproduction => ({
  command: null,
  code: [
    ...importLines({ nabla: ["abs", "grad", "minimum", "pow", "square", "type Tensor", "vmap"] }),
    "",
    `const [samples, size] = [${samples}, ${sampleSize}];`,
    "let state = 1;",
    "const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;",
    "const [a, b] = [0, 1].map(() => Array.from({ length: samples * size }, uniform));",
    noise === "gaussian"
      ? "const values = a.map((u, i) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * b[i]));"
      : "const values = a.map((u, i) => Math.log(u / b[i]) * Math.SQRT1_2);",
    "const table = Array.from({ length: samples }, (_, i) => values.slice(i * size, (i + 1) * size));",
    "const raised = (c: Tensor, t: Tensor, p: Tensor) => pow(abs(c.sub(t)), p).sum();",
    "const huber = (c: Tensor, t: Tensor, delta: Tensor) => {",
    "  const inside = minimum(abs(c.sub(t)), delta);",
    "  return square(inside).mul(0.5).add(delta.mul(abs(c.sub(t)).sub(inside))).sum();",
    "};",
    `for (const [loss, number] of [[raised, ${bestPower}], [huber, ${delta}]] as const) {`,
    "  const slopes = vmap(grad(loss), { inAxes: [0, 0, null] });",
    "  const [low, high] = [table.map((t) => Math.min(...t)), table.map((t) => Math.max(...t))];",
    "  for (let i = 0; i < 24; i++) {",
    "    const middle = low.map((each, k) => (each + high[k]) / 2);",
    "    const slope = slopes(middle, table, number) as ArrayLike<number>;",
    "    middle.forEach((each, k) => {",
    "      if (slope[k] >= 0) high[k] = each;",
    "      if (slope[k] <= 0) low[k] = each;",
    "    });",
    "  }",
    "  const best = low.map((each, k) => (each + high[k]) / 2);",
    "  console.log(number, (size * best.reduce((sum, each) => sum + each ** 2, 0)) / samples);",
    "}",
    "",
  ].join("\n"),
});
