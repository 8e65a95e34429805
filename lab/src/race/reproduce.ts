/** How a race of the page is run without it: by the command where it can ask for it, and as a program. */

import type { Reproduction } from "../app/Exported.tsx";
import { importLines } from "../app/program.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import { writtenFitOf } from "../engine/sources.ts";

/** One line for each rate: the command races batch sizes at a common one. */
function commandOf({ source, lanes, epochs, seed }: TapeSetting): string | null {
  const { words } = writtenFitOf(source);
  if (words === null) return null;
  const rates = [...new Set(lanes.map(({ learningRate }) => learningRate))];
  const lines = rates.map((rate) => {
    const sizes = lanes.filter(({ learningRate }) => learningRate === rate).map(({ batchSize }) => batchSize);
    return (
      `nabla compare ${words} --batch ${[...new Set(sizes)].join(",")} --learning-rate ${rate} ` +
      `--epochs ${epochs} --seed ${seed} --dtype float64`
    );
  });
  return lines.join("\n");
}

function codeOf({ source, lanes, epochs, seed }: TapeSetting): string {
  const { imports, lines } = writtenFitOf(source);
  const written = lanes.map(
    ({ batchSize, learningRate }) =>
      `  { batchSize: ${JSON.stringify(batchSize)}, optimizer: sgd({ learningRate: ${learningRate} }) },`,
  );
  return [
    ...importLines({ ...imports, "nabla/optimizers": ["sgd"], "nabla/train": ["descend", "epochs"] }),
    "",
    ...lines,
    "const lanes = [",
    ...written,
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
