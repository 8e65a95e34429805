/** What a page loads. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "size",
  title: "built doors with all that they import, minified, gzip",
  cases: () => [
    {
      name: "door nabla",
      unit: "bytes",
      targets: [{ atMost: 45_000 }],
      task: { kind: "size", doors: ["index"] },
    },
    {
      name: "all that the lab trains with",
      unit: "bytes",
      targets: [{ atMost: 90_000 }],
      task: { kind: "size", doors: ["losses", "optimizers", "schedules", "models", "train"] },
    },
  ],
};
