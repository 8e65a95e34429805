/** Optimizers as compositions: each part turns a direction into a better one; the last one is subtracted. */
import { OptionError } from "../../base/errors.ts";
import type { Tree } from "../../base/tree.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { type Hyper, mapTogether, type Optimizer, type UpdateInput } from "./optimizer.ts";

/** What a part of a chain sees: an update's input, with its own state, and without the gradient it may have changed. */
export type TransformationInput = Omit<UpdateInput, "gradient">;

/** A part of a chain. The first is given the gradient; each gives its direction to the next. */
export interface Transformation {
  readonly hyper: Hyper;
  init(params: Tree<Tensor>): Tree<Tensor>;
  update(direction: Tree<Tensor>, input: TransformationInput): { direction: Tree<Tensor>; state: Tree<Tensor> };
}

/**
 * The optimizer w ← w − direction, with the direction made from the gradient by these transformations, in this order.
 *
 * @throws OptionError `hyper-twice` when two of them have a hyper-parameter of the same name
 * @example
 * import { accumulateMomentum, chain, scaleByLearningRate } from "nabla/optimizers";
 * const heavyBall = chain(accumulateMomentum({ momentum: 0.9 }), scaleByLearningRate({ learningRate: 0.01 }));
 */
export function chain(...transformations: readonly Transformation[]): Optimizer {
  return {
    hyper: joinedHypers(transformations.map(({ hyper }) => hyper)),
    init: (params) => transformations.map((transformation) => transformation.init(params)),
    update: ({ gradient, state, ...input }) => {
      let direction = gradient;
      const next = transformations.map((transformation, i) => {
        const own = (state as readonly Tree<Tensor>[])[i];
        const made = transformation.update(direction, { ...input, state: own });
        direction = made.direction;
        return made.state;
      });
      return { params: mapTogether((w, d) => w.sub(d), input.params, direction), state: next };
    },
  };
}

/** The numbers of all parts of an optimizer; each name once. */
export function joinedHypers(hypers: readonly Hyper[]): Hyper {
  const all: Record<string, Hyper[string]> = {};
  for (const [name, value] of hypers.flatMap((hyper) => Object.entries(hyper))) {
    if (name in all) {
      throw new OptionError("hyper-twice", `two parts of an optimizer have the hyper-parameter ${name}`, { name });
    }
    all[name] = value;
  }
  return all;
}
