/** `nabla inspect`: the program that a training would be, and what it costs; nothing is trained. */
import { inspectDescent } from "nabla/inspect";
import { chooseOptimizer } from "./choices.ts";
import { loadTable } from "./files.ts";
import type { TrainOptions } from "./options.ts";
import { readProblem } from "./problem.ts";
import type { Terminal } from "./terminal.ts";
import { descentOptions } from "./training.ts";

/** A rate is an input of the program: any stands for all. */
const anyRate = 0.01;

export async function inspect(name: string, options: TrainOptions, terminal: Terminal): Promise<0> {
  const problem = readProblem(await loadTable(name, options.table.format, terminal), options);
  const optimizer = chooseOptimizer(options.optimizer, options.learningRate ?? anyRate, options);
  const { cost, text } = inspectDescent(descentOptions(problem, options, optimizer.choice));
  const shown = options.output.json ? JSON.stringify({ schema: 1, cost, program: text }, null, 2) : text;
  terminal.output.write(`${shown}\n`);
  return 0;
}
