/** From nothing to the first update: import, trace, compile, one step. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "start",
  title: "import + trace + compile + first update, a new process",
  cases: () =>
    (["linear", "mlp"] as const).map((model) => ({
      name: model,
      unit: "seconds",
      targets: [{ atMost: model === "linear" ? 0.06 : 0.15 }],
      task: { kind: "start", model },
    })),
};
