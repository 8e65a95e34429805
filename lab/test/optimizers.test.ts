/** The menu of rules beside what the engine exports. */
import * as door from "nabla/optimizers";
import { expect, it } from "vitest";
import { optimizers } from "../src/engine/optimizers.ts";

type Info = typeof door.sgd.info;

it("has every optimizer that a learning rate alone makes and whose rate may fall to 0", () => {
  const rules = Object.values(door).flatMap((value) => ("info" in value ? [value.info as Info] : []));
  const wanted = rules.filter(({ options }) => {
    const rate = options.find(({ name }) => name === "learningRate");
    const others = options.filter(({ name }) => name !== "learningRate");
    const isGiven = ({ default: usual, optional, flag, choices }: Info["options"][number]) =>
      usual !== undefined || optional || flag || choices !== undefined;
    return rate !== undefined && rate.above === undefined && others.every(isGiven);
  });
  expect([...optimizers.keys()].sort()).toEqual(wanted.map(({ id }) => id).sort());
});
