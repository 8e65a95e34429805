/** `nabla train --schedule`: the schedules that the door exports, at the rate and over the steps of the training. */
import { builtin, prepare } from "@nabla/tables";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { cosine, oneCycle, piecewiseConstant, type Schedule } from "nabla/schedules";
import { descend, epochs } from "nabla/train";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const table = "cars --target mpg --missing drop --drop name --epochs 4 --batch 50";
const { x, y, rows, features } = prepare(builtin("cars"), { target: "mpg", missing: "drop", drop: ["name"], seed: 0 });

it.each<[string, Schedule]>([
  ["cosine", cosine({ initial: 0.05, steps: 4 * Math.ceil(rows / 50) })],
  ["cosine:steps=10,final=0.01", cosine({ initial: 0.05, final: 0.01, steps: 10 })],
  ["oneCycle:shape=linear", oneCycle({ peak: 0.05, steps: 4 * Math.ceil(rows / 50), shape: "linear" })],
  [
    "piecewiseConstant:boundaries=5/12,values=0.1/0.02/0.001",
    piecewiseConstant({ boundaries: [5, 12], values: [0.1, 0.02, 0.001] }),
  ],
])("trains with %s", async (text, learningRate) => {
  const out = `run-${text.replaceAll(/\W/g, "-")}`;
  const { output, code } = await folder.nabla(
    `train ${table} --learning-rate 0.05 --schedule ${text} --out ${out} --json --quiet`,
  );
  expect(code).toBe(0);
  const record = JSON.parse(output);
  expect(record.settings.schedule).toBe(text);
  const descent = descend({
    model: linear(),
    loss: meanSquaredError,
    optimizer: sgd({ learningRate }),
    data: { x: { data: x, shape: [rows, features.length] }, y },
    batchSize: 50,
    stop: [epochs(4)],
  });
  await descent.run();
  expect(record.metrics.loss).toBe(descent.loss);
});

it.each([
  ["cosin", "cosine"],
  ["cosine:stps=3", "steps"],
  ["oneCycle:shape=cosinus", "cosine"],
  ["polynomial:cycle=yes", "true"],
  ["piecewiseConstant:boundaries=1/x,values=1/2/3", "boundaries"],
  ["inverseTime:decay=-1", "decay"],
  ["warmUp:steps=10", "warmupStableDecay"],
])("refuses %s and says what it might be", async (text, hint) => {
  for (const language of ["en", "zh"]) {
    const { code, messages } = await folder.nabla(
      `train ${table} --learning-rate 0.05 --schedule ${text} --out refused --quiet --lang ${language}`,
    );
    expect(code).toBe(2);
    expect(messages).toContain(hint);
  }
});
