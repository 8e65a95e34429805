/** The multilayer perceptron. */
import { allocate } from "../../base/dtype.ts";
import { OptionError } from "../../base/errors.ts";
import type { NDArray } from "../../base/ndarray.ts";
import { nearest, requireKnown } from "../../base/nearest.ts";
import { type Shape, sizeOf } from "../../base/shape.ts";
import { gelu, relu, sigmoid, softplus, tanh } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { Info } from "../info.ts";
import { affine, type Layer } from "./layer.ts";
import { type Model, uniformArray } from "./model.ts";

export const activations = { relu, tanh, sigmoid, gelu, softplus } as const;

export type Activation = keyof typeof activations;

/** Functions that pass about half of their input on: their layers start wider, so that signals keep their size. */
const halving: readonly Activation[] = ["relu", "gelu", "softplus"];

export interface MlpOptions {
  /** What each hidden unit does with its sum. "relu". */
  readonly activation?: Activation;
}

export type MlpParameters = { readonly layers: readonly Layer[] };

const info: Info = {
  id: "mlp",
  name: { en: "multilayer perceptron", zh: "多层感知机" },
  formula: "h ← φ(h·W + b) for each hidden layer, then h·W + b",
  source: "Rumelhart, Hinton & Williams 1986",
  options: [],
};

/**
 * A network of fully connected layers: h ← φ(h·W + b) for each of the hidden sizes, then h·W + b without φ.
 *
 * Parameters: `layers`, each with `weights` [inputs, outputs] and `bias` [outputs]; the last layer has the shape of the
 * output. Biases start at 0, weights evenly spread over ±√(6 / inputs) before relu, gelu and softplus (He) and over
 * ±√(6 / (inputs + outputs)) elsewhere (Glorot).
 *
 * @param hidden the number of units of each hidden layer: mlp([32, 16])
 * @throws OptionError `hidden-sizes`, `unknown-activation`, `unknown-option`
 * @see Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010
 * @see He, Zhang, Ren and Sun, Delving deep into rectifiers, 2015, arXiv:1502.01852
 * @example
 * import { mlp } from "nabla/models";
 * const model = mlp([16], { activation: "tanh" });
 */
export const mlp: { (hidden: readonly number[], options?: MlpOptions): Model<MlpParameters>; readonly info: Info } =
  Object.assign(
    (hidden: readonly number[], options: MlpOptions = {}): Model<MlpParameters> => {
      const { activation = "relu" } = options;
      requireKnown("mlp", Object.keys(options), ["activation"]);
      requireSizes(hidden);
      requireActivation(activation);
      const activate: (x: Tensor) => Tensor = activations[activation];
      return {
        info,
        init: ({ key, input, output }) => {
          const shapes: readonly Shape[] = [input, ...hidden.map((size) => [size]), output];
          const layers = hidden.map((_, i) => startLayer(shapes[i], shapes[i + 1], halving.includes(activation), i));
          return { layers: [...layers, startLayer(shapes[hidden.length], output, false, hidden.length)] };

          function startLayer(from: Shape, to: Shape, wide: boolean, index: number) {
            const [inputs, outputs] = [sizeOf(from), sizeOf(to)];
            const limit = Math.sqrt(6 / Math.max(1, wide ? inputs : inputs + outputs));
            return { weights: uniformArray(key, ["weights", index], [...from, ...to], limit), bias: zeros(to) };
          }
        },
        apply: ({ layers }, x) => {
          const last = layers.length - 1;
          const h = layers.slice(0, last).reduce((below, layer) => activate(affine(layer, below)), x);
          return affine(layers[last], h);
        },
      };
    },
    { info },
  );

const zeros = (shape: Shape): NDArray => ({ data: allocate("float64", sizeOf(shape)), shape });

function requireSizes(hidden: readonly number[]): void {
  if (Array.isArray(hidden) && hidden.every((size) => Number.isSafeInteger(size) && size >= 1)) return;
  const got = Array.isArray(hidden) ? `[${hidden.join(", ")}]` : String(hidden);
  throw new OptionError(
    "hidden-sizes",
    `mlp: hidden is ${got}; expected a list of whole numbers ≥ 1, for example mlp([32, 16])`,
    { got },
  );
}

function requireActivation(name: string): void {
  const known = Object.keys(activations);
  if (known.includes(name)) return;
  const near = nearest(name, known);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new OptionError(
    "unknown-activation",
    `mlp: there is no activation "${name}"; known: ${known.join(", ")}${hint}`,
    {
      name,
      known,
      nearest: near,
    },
  );
}
