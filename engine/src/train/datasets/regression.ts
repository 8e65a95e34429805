/** Data to fit lines to. */
import { eachRow, type Generator, makeGenerator, noiseOption, type RowsOptions } from "./generator.ts";

export interface LineOptions extends RowsOptions {
  /** 2. */
  readonly slope?: number;
  /** 1. */
  readonly intercept?: number;
  /** Standard deviation of the normal noise added to y. 0.3. */
  readonly noise?: number;
}

/**
 * Points around a line: y = intercept + slope·x + noise, x spread evenly over [−1, 1), the noise normal. 100 rows.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @example
 * import { line } from "nabla/datasets";
 * const { x, y } = line({ rows: 50, slope: 3, intercept: -1, noise: 0.2, seed: 1 });
 */
export const line: Generator<LineOptions> = makeGenerator<LineOptions>(
  {
    id: "line",
    name: { en: "line with noise", zh: "带噪声的直线" },
    formula: "y = intercept + slope·x + noise",
    options: [
      { name: "slope", description: { en: "slope", zh: "斜率" }, default: 2, signed: true },
      { name: "intercept", description: { en: "value at x = 0", zh: "截距" }, default: 1, signed: true },
      noiseOption(0.3),
    ],
  },
  100,
  ({ rows, slope, intercept, noise }, draws) => {
    const x = draws.uniform("x", rows, -1, 1);
    const error = draws.normal("noise", rows, noise);
    return {
      x: eachRow(rows, (i) => [x[i]]),
      y: eachRow(rows, (i) => intercept + slope * x[i] + error[i]),
    };
  },
);
