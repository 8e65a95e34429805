/**
 * The rules that a lane may have: those that a learning rate alone makes and whose rate may fall. They are named one by
 * one, so that the builds leave out the parts for composing rules, which no page offers.
 */

import type { Optimizer, Rate } from "nabla/optimizers";
import * as rules from "nabla/optimizers";
import { inverseTime } from "nabla/schedules";
import type { LaneSetting } from "../tape/tape.ts";

type Maker = ((options: { learningRate: Rate }) => Optimizer) & { readonly info: typeof rules.sgd.info };

/** The rule of the lesson. */
export const plainOptimizer = "sgd";

const makers: readonly Maker[] = [
  rules.adaBelief,
  rules.adaDelta,
  rules.adaGrad,
  rules.adaMax,
  rules.adafactor,
  rules.adam,
  rules.adamW,
  rules.amsGrad,
  rules.distanceOverGradients,
  rules.lamb,
  rules.lars,
  rules.lion,
  rules.momentum,
  rules.muon,
  rules.nAdam,
  rules.nesterov,
  rules.polyakStep,
  rules.prodigy,
  rules.rAdam,
  rules.rmsProp,
  rules.saga,
  rules.scheduleFree,
  rules.sgd,
  rules.signSgd,
  rules.svrg,
  rules.yogi,
];

export const optimizers: ReadonlyMap<string, Maker> = new Map(makers.map((maker) => [maker.info.id, maker]));

/** A lane's rule; a rate that falls is half as large after one epoch: η/(1 + t/T), T updates an epoch. */
export function optimizerOf(
  { optimizer = plainOptimizer, learningRate, falls = false }: LaneSetting,
  perEpoch: number,
) {
  const make = optimizers.get(optimizer);
  if (make === undefined) throw new Error(`there is no optimizer "${optimizer}"`);
  return make({ learningRate: falls ? inverseTime({ initial: learningRate, decay: 1 / perEpoch }) : learningRate });
}
