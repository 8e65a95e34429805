/** The linear model. */
import { sizeOf } from "../../base/shape.ts";
import type { Info } from "../info.ts";
import { affine, type Layer } from "./layer.ts";
import { type Model, uniformArray } from "./model.ts";

const info: Info = {
  id: "linear",
  name: { en: "linear model", zh: "线性模型" },
  formula: "x·W + b",
  source: "Legendre 1805; Gauss 1809",
  options: [],
};

/**
 * The linear model x·W + b. With squared error it is linear regression, with logistic loss logistic regression, with
 * softmax cross-entropy multinomial regression; its objective is convex for every loss that is.
 *
 * Parameters: `weights` [d] and `bias` [] for one output, [d, k] and [k] for k outputs; d is the example's shape. All
 * start evenly spread over ±1/√d, small, but different for each seed, so that a race can be run from many starts.
 *
 * @see Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805
 * @example
 * import { linear } from "nabla/models";
 * const model = linear();
 */
export const linear: { (): Model<Layer>; readonly info: Info } = Object.assign(
  (): Model<Layer> => ({
    info,
    affine: true,
    init: ({ key, input, output }) => {
      const limit = 1 / Math.sqrt(Math.max(1, sizeOf(input)));
      return {
        weights: uniformArray(key, ["weights", 0], [...input, ...output], limit),
        bias: uniformArray(key, ["bias", 0], output, limit),
      };
    },
    apply: affine,
  }),
  { info },
);
