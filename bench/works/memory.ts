/** Data are held once. */
import type { Work } from "../task.ts";

export const work: Work = {
  id: "memory",
  title: "peak resident memory of a training, without its data",
  cases: (quick) => {
    const rows = quick ? 200_000 : 1_000_000;
    return [
      {
        name: `${rows / 1000}k × 32, float32`,
        unit: "bytes",
        targets: [{ atMost: 150e6 }],
        task: { kind: "memory", rows, columns: 32 },
      },
    ];
  },
};
