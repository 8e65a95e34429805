/** Updates forced onto threads: times come from real threads, which end. */
import { expect, it } from "vitest";
import { meanSquaredError } from "../../../src/learn/losses/regression.ts";
import { linear } from "../../../src/learn/models/linear.ts";
import { sgd } from "../../../src/learn/optimizers/sgd.ts";
import { checkProblem } from "../../../src/train/problem.ts";
import { Program } from "../../../src/train/program.ts";
import { timeOnThreads } from "../../../src/train/race/threads.ts";
import { noisyLine } from "../support/affine.ts";

it.each([1, 150, 301])("times updates on batches of %d rows, alone and on three threads", (batchSize) => {
  const { x, y } = noisyLine(301, 3, 1, 5);
  const options = {
    model: linear(),
    loss: meanSquaredError,
    data: { x, y },
    dtype: "float32",
    l2: 0,
    seed: 0,
  } as const;
  const program = new Program(checkProblem(options), sgd({ learningRate: 1 }));
  const work = timeOnThreads(program, batchSize, 3);
  let step = work.next();
  let pauses = 0;
  while (!step.done) {
    pauses++;
    step = work.next();
  }
  program.close();
  const times = step.value;
  expect(pauses).toBeGreaterThan(0);
  expect(times?.oneThread).toHaveLength(9);
  expect(times?.threaded).toHaveLength(9);
  expect(times?.apart).toHaveLength(9);
  expect([...(times?.oneThread ?? []), ...(times?.threaded ?? [])].every((seconds) => seconds > 0)).toBe(true);
});
