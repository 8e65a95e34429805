/** The training of the data page by the command and as a program: the same numbers without the page. */

import type { Reproduction } from "../app/Exported.tsx";
import { importLines, shellWord } from "../app/program.ts";
import { heldOutShare, type Trained, trainedEpochs } from "./trained.ts";

export function reproductionOf(table: string, { target, loss, rate, seed }: Trained): Reproduction {
  const prepared = { target, missing: "drop", validation: heldOutShare, seed };
  return {
    command:
      `nabla train ${shellWord(table)} --target ${shellWord(target)} --missing drop --validation ${heldOutShare} ` +
      `--batch full --learning-rate ${rate} --epochs ${trainedEpochs} --seed ${seed} --dtype float64 --exact`,
    code: [
      ...importLines({
        "@nabla/tables": ["prepare", "readTable"],
        "nabla/losses": [loss],
        "nabla/models": ["linear"],
        "nabla/optimizers": ["sgd"],
        "nabla/train": ["descend", "epochs"],
      }),
      'import { readFile } from "node:fs/promises";',
      "",
      `const name = ${JSON.stringify(table)};`,
      "const table = await readTable({ name, bytes: await readFile(name) });",
      `const rows = prepare(table, ${JSON.stringify(prepared)});`,
      "const descent = descend({",
      `  model: linear(), loss: ${loss}, optimizer: sgd({ learningRate: ${rate} }),`,
      "  data: { x: { data: rows.x, shape: [rows.rows, rows.features.length] }, y: rows.y },",
      `  batchSize: "full", seed: ${seed}, dtype: "float64", exact: true, stop: [epochs(${trainedEpochs})],`,
      "});",
      "console.log(await descent.run());",
      "",
    ].join("\n"),
  };
}
