/** How a race of the page is run without it: by the command where it can ask for it, and as a program. */

import type { Reproduction } from "../app/Exported.tsx";
import { importLines } from "../app/program.ts";
import { plainOptimizer } from "../engine/optimizers.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import { writtenFitOf } from "../engine/writtenFit.ts";
import type { LaneSetting } from "../tape/tape.ts";

/** The options of a lane that all lanes of one line share: the command races batch sizes at a common rate. */
function optionsOf({ learningRate, optimizer = plainOptimizer, falls = false }: LaneSetting, epochs: number): string {
  const rule = optimizer === plainOptimizer ? "" : ` --optimizer ${optimizer}`;
  // The schedule's unit of time is the whole training: as many as it has epochs.
  return `--learning-rate ${learningRate}${rule}${falls ? ` --schedule inverseTime:decay=${epochs}` : ""}`;
}

function commandOf({ source, lanes, epochs, seed, seeds = 1 }: TapeSetting): string | null {
  const { words } = writtenFitOf(source);
  if (words === null) return null;
  const shared = `--epochs ${epochs} --seed ${seed} --dtype float64`;
  const constant = lanes.filter(({ falls }) => falls !== true);
  const races = [...new Set(constant.map((lane) => optionsOf(lane, epochs)))].map((options) => {
    const sizes = constant.filter((lane) => optionsOf(lane, epochs) === options).map(({ batchSize }) => batchSize);
    const batch = [...new Set(sizes)].join(",");
    return `nabla compare ${words} --batch ${batch} ${options} ${shared} --seeds ${seeds}`;
  });
  // Only a single training can be given a rate that falls in a way of one's own.
  const falling = lanes
    .filter(({ falls }) => falls === true)
    .map((lane) => `nabla train ${words} --batch ${lane.batchSize} ${optionsOf(lane, epochs)} ${shared} --exact`);
  return [...races, ...falling].join("\n");
}

function laneCode({ batchSize, learningRate, optimizer = plainOptimizer, falls = false }: LaneSetting): string {
  const size = JSON.stringify(batchSize);
  const perEpoch = batchSize === "full" ? "1" : `Math.ceil(rows / ${batchSize})`;
  const rate = falls ? `inverseTime({ initial: ${learningRate}, decay: 1 / ${perEpoch} })` : String(learningRate);
  return `  { batchSize: ${size}, optimizer: ${optimizer}({ learningRate: ${rate} }) },`;
}

function codeOf({ source, lanes, epochs, seed }: TapeSetting): string {
  const { imports, lines } = writtenFitOf(source);
  const falls = lanes.some((lane) => lane.falls === true);
  return [
    ...importLines({
      ...imports,
      "nabla/optimizers": lanes.map(({ optimizer = plainOptimizer }) => optimizer),
      ...(falls ? { "nabla/schedules": ["inverseTime"] } : {}),
      "nabla/train": ["descend", "epochs"],
    }),
    "",
    ...lines,
    ...(falls ? ["const rows = data.y.length;"] : []),
    "const lanes = [",
    ...lanes.map(laneCode),
    "] as const;",
    "for (const lane of lanes) {",
    `  const shared = { seed: ${seed}, dtype: "float64", exact: true, stop: [epochs(${epochs})] } as const;`,
    "  const descent = descend({ model, loss, data, ...lane, ...shared });",
    "  await descent.run();",
    "  console.log(lane.batchSize, descent.params);",
    "}",
    "",
  ].join("\n");
}

export const reproductionOf = (setting: TapeSetting): Reproduction => ({
  command: commandOf(setting),
  code: codeOf(setting),
});
