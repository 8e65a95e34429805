/** Which rate would have held, found by trying: for rules of which no theory names the boundary. */

import type { ModelObjective } from "nabla/diagnostics";
import type { LaneSetting } from "../tape/tape.ts";
import { begin, pointOf } from "./begin.ts";
import type { Fit } from "./sources.ts";

/** Where the same lane starts, and how far it goes. */
interface Course {
  readonly seed: number;
  readonly epochs: number;
  readonly startLoss: number;
}

/** Halvings of the rate after which it is not to blame. */
const mostHalvings = 16;
/** Steps between a rate that holds and one that does not: they end within 5 %, or as neighbours in two digits. */
const narrowings = 4;

const written = (rate: number): number => Number(rate.toPrecision(2));

/**
 * After each trial the largest rate of two digits so far with which the lane makes all its updates and ends no higher
 * than it starts; null while none was found.
 */
export async function* triedRates(
  fit: Fit,
  objective: ModelObjective,
  lane: LaneSetting,
  { seed, epochs, startLoss }: Course,
): AsyncGenerator<number | null> {
  const holds = async (learningRate: number): Promise<boolean> => {
    const descent = begin(fit, { ...lane, learningRate }, seed, objective.rows);
    try {
      await descent.advance(epochs * Math.ceil(objective.rows / descent.batchSize));
      return descent.stopped === null && objective.value(pointOf(descent)) <= startLoss;
    } finally {
      descent.close();
    }
  };
  let [low, high] = [written(lane.learningRate / 2), lane.learningRate];
  for (let i = 0; !(await holds(low)); i++) {
    if (i === mostHalvings) return;
    yield null;
    [low, high] = [written(low / 2), low];
  }
  yield low;
  for (let i = 0; i < narrowings; i++) {
    const middle = written(Math.sqrt(low * high));
    if (middle <= low || middle >= high) return;
    if (await holds(middle)) low = middle;
    else high = middle;
    yield low;
  }
}
