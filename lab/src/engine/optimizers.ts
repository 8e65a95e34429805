/** Every optimizer that the engine exports and that a learning rate alone makes, as its exports describe it. */

import type { Optimizer, Rate } from "nabla/optimizers";
import * as door from "nabla/optimizers";
import { inverseTime } from "nabla/schedules";
import type { LaneSetting } from "../tape/tape.ts";

type Info = (typeof door.sgd)["info"];
type Maker = ((options: { learningRate: Rate }) => Optimizer) & { readonly info: Info };

/** A first step that must be above 0 (Rprop's) is not a rate: it cannot fall, nor stand still while a clock is read. */
const takesRate = (value: unknown): value is Maker =>
  typeof value === "function" &&
  "info" in value &&
  (value.info as Info).options.some(({ name, above }) => name === "learningRate" && above === undefined) &&
  (value.info as Info).options.every(
    ({ name, default: usual, optional, flag, choices }) =>
      name === "learningRate" || usual !== undefined || optional || flag || choices !== undefined,
  );

/** The rule of the lesson. */
export const plainOptimizer = "sgd";

export const optimizers: ReadonlyMap<string, Maker> = new Map(
  Object.values<unknown>(door)
    .filter(takesRate)
    .filter((maker) => "update" in maker({ learningRate: 0.1 }) && "hyper" in maker({ learningRate: 0.1 }))
    .map((maker) => [maker.info.id, maker]),
);

/** A lane's rule; a rate that falls is half as large after one epoch: η/(1 + t/T), T updates an epoch. */
export function optimizerOf(
  { optimizer = plainOptimizer, learningRate, falls = false }: LaneSetting,
  perEpoch: number,
) {
  const make = optimizers.get(optimizer);
  if (make === undefined) throw new Error(`there is no optimizer "${optimizer}"`);
  return make({ learningRate: falls ? inverseTime({ initial: learningRate, decay: 1 / perEpoch }) : learningRate });
}
