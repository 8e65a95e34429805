/** The race on a real table, its evaluation included. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "G",
  title: "the race on cars: 3 lanes, evaluation included; the whole",
  cases: (quick) => {
    const seeds = quick ? 10 : 100;
    return [
      {
        name: `${seeds} seeds × 30 epochs`,
        unit: "seconds",
        targets: quick ? [] : [{ atMost: 2 }],
        task: { kind: "race", seeds, epochs: 30 },
      },
    ];
  },
};
