/** What a rule costs, a weight at a time: bounded by the memory that its state takes. */
import { memoryOf, rules } from "../systems/rules.ts";
import type { Work } from "../task.ts";

const parameters = 1_000_000;

export const work: Work = {
  id: "optimizers",
  title: "the update of 10⁶ weights, float32; a weight's share",
  per: parameters,
  lines: "rule, numbers it keeps of a weight, times it must read them",
  cases: () =>
    Object.keys(rules).map((rule) => {
      const { states, passes } = memoryOf(rule);
      return {
        name: `${rule}, ${states}${passes === 2 ? ", twice" : ""}`,
        unit: "seconds",
        targets: [{ atMost: rule === "adam" ? 1.3 : 1.5, times: "limit" }],
        task: { kind: "update", rule, parameters, states, passes },
      };
    }),
};
