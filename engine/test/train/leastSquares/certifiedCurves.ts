/**
 * The certified problems with the longest tables, which lie beside this file with their starts and certified values:
 * Statistical Reference Datasets of the National Institute of Standards and Technology, as in certified.ts.
 */
import { cos, exp, log, sin } from "../../../src/trace/math.ts";
import type { Tensor } from "../../../src/trace/tensor.ts";
import tables from "./certifiedTables.json" with { type: "json" };

type Model = (b: Tensor, x: Tensor) => Tensor;

const decayOverLine: Model = ([b1, b2, b3], x) => exp(b1.mul(x).neg()).div(b2.add(b3.mul(x)));

const bell = (height: Tensor, centre: Tensor, width: Tensor, x: Tensor) =>
  height.mul(exp(x.sub(centre).div(width).square().neg()));

const twoBells: Model = ([b1, b2, b3, b4, b5, b6, b7, b8], x) =>
  b1
    .mul(exp(b2.mul(x).neg()))
    .add(bell(b3, b4, b5, x))
    .add(bell(b6, b7, b8, x));

const cycle = (period: Tensor, cosine: Tensor, sine: Tensor, x: Tensor) => {
  const phase = x.mul(2 * Math.PI).div(period);
  return cosine.mul(cos(phase)).add(sine.mul(sin(phase)));
};

const models: Readonly<Record<keyof typeof tables, Model>> = {
  Chwirut1: decayOverLine,
  Chwirut2: decayOverLine,
  Gauss1: twoBells,
  Gauss2: twoBells,
  Gauss3: twoBells,
  Kirby2: ([b1, b2, b3, b4, b5], x) => b3.mul(x).add(b2).mul(x).add(b1).div(b5.mul(x).add(b4).mul(x).add(1)),
  ENSO: ([b1, b2, b3, b4, b5, b6, b7, b8, b9], x) =>
    b1
      .add(cycle(b1.mul(0).add(12), b2, b3, x))
      .add(cycle(b4, b5, b6, x))
      .add(cycle(b7, b8, b9, x)),
  Bennett5: ([b1, b2, b3], x) => b1.mul(exp(log(b2.add(x)).div(b3).neg())),
};

export const certifiedCurves = Object.entries(tables).map(([name, table]) => ({
  name,
  ...table,
  model: models[name as keyof typeof tables],
}));
