/** What a rule costs, a weight at a time: bounded by the memory that its state takes. */
import type { Work } from "../task.ts";

const parameters = 1_000_000;

export const work: Work = {
  id: "optimizers",
  title: "the update of 10⁶ weights, float32; an update",
  cases: () =>
    (["sgd", "momentum", "adam"] as const).map((rule) => ({
      name: rule,
      unit: "seconds",
      targets: [{ atMost: 1.3, times: "limit" }],
      task: { kind: "update", rule, parameters },
    })),
};
