/** Every optimizer that the engine exports and that a learning rate alone makes, as its exports describe it. */

import type { Optimizer } from "nabla/optimizers";
import * as door from "nabla/optimizers";

type Info = (typeof door.sgd)["info"];
type Maker = ((options: { learningRate: number }) => Optimizer) & { readonly info: Info };

const takesRate = (value: unknown): value is Maker =>
  typeof value === "function" &&
  "info" in value &&
  (value.info as Info).options.some(({ name }) => name === "learningRate") &&
  (value.info as Info).options.every(
    ({ name, default: usual, optional, flag, choices }) =>
      name === "learningRate" || usual !== undefined || optional || flag || choices !== undefined,
  );

export const optimizers: ReadonlyMap<string, Maker> = new Map(
  Object.values<unknown>(door)
    .filter(takesRate)
    .filter((maker) => "update" in maker({ learningRate: 0.1 }) && "hyper" in maker({ learningRate: 0.1 }))
    .map((maker) => [maker.info.id, maker]),
);
