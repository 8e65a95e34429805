/** How the map and the claims of a page are made without it. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import type { TapeSetting } from "../../engine/recorder.ts";
import { writtenFitOf } from "../../engine/writtenFit.ts";
import { claimsOptions, mapOptions } from "./question.ts";

function programOf(source: TapeSetting["source"], asked: "compare" | "compareMap", options: object): string {
  const { imports, lines } = writtenFitOf(source);
  return [
    ...importLines({ ...imports, "nabla/race": [asked] }),
    "",
    ...lines,
    `const options = ${JSON.stringify(options)} as const;`,
    `console.log(JSON.stringify(await ${asked}({ model, loss, data, ...options })));`,
    "",
  ].join("\n");
}

export function claimsReproduction(setting: TapeSetting): Reproduction {
  const options = claimsOptions(setting);
  const { words } = writtenFitOf(setting.source);
  const { batchSizes, learningRate, epochs, seed, seeds } = options;
  const rate = learningRate === undefined ? "" : ` --learning-rate ${learningRate}`;
  const rest = `${rate} --epochs ${epochs} --seed ${seed} --seeds ${seeds} --dtype float64`;
  const command = words === null ? null : `nabla compare ${words} --batch ${batchSizes.join(",")}${rest}`;
  return { command, code: programOf(setting.source, "compare", options) };
}

export function mapReproduction(setting: TapeSetting): Reproduction {
  const options = mapOptions(setting);
  const { words } = writtenFitOf(setting.source);
  const { map, seed } = options;
  const rest = `--map --map-epochs ${map.epochs} --map-seeds ${map.seeds} --seed ${seed} --dtype float64`;
  return {
    command: words === null ? null : `nabla compare ${words} ${rest}`,
    code: programOf(setting.source, "compareMap", options),
  };
}
