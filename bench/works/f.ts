/** The derivative of a function of one number, called with numbers. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "F",
  title: "gradient of 20 operations on one number, called with numbers; a call",
  cases: () => [
    { name: "20 operations", unit: "seconds", targets: [{ atMost: 1e-6 }], task: { kind: "scalar-gradient" } },
  ],
};
