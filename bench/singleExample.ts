/** Time of one single-example update of logistic regression inside the compiled descent, the order included. */
import { performance } from "node:perf_hooks";
import { sigmoidCrossEntropy } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { descend } from "nabla/train";
import { randomNumbers } from "./numbers.ts";

export interface StepTime {
  readonly features: number;
  readonly nanoseconds: number;
}

const rows = 10_000;
const steps = 200_000;
const repeats = 7;

/** Sizes take turns, so that a busy moment of the machine is shared; the minimum of each counts. */
export async function singleExampleSteps(sizes: readonly number[]): Promise<StepTime[]> {
  const descents = sizes.map((features) => {
    const x = {
      data: Float32Array.from(randomNumbers(rows * features, features), (u) => u - 0.5),
      shape: [rows, features],
    };
    const y = Float32Array.from(randomNumbers(rows, 1), (u) => (u < 0.5 ? 0 : 1));
    const optimizer = sgd({ learningRate: 0.01 });
    return descend({ model: linear(), loss: sigmoidCrossEntropy, optimizer, data: { x, y }, batchSize: 1, stop: [] });
  });
  const best = sizes.map(() => Number.POSITIVE_INFINITY);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [i, descent] of descents.entries()) {
      const begin = performance.now();
      await descent.advance(steps);
      best[i] = Math.min(best[i], ((performance.now() - begin) / steps) * 1e6);
    }
  }
  return sizes.map((features, i) => ({ features, nanoseconds: best[i] }));
}
