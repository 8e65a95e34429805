/** `nabla train --order --partial`: which rows a batch has is as the engine says. */
import { builtin, prepare } from "@nabla/tables";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { sgd } from "nabla/optimizers";
import { type DescendOptions, descend, epochs } from "nabla/train";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const table = "cars --target mpg --missing drop --drop name --epochs 4 --batch 50 --learning-rate 0.05";
const { x, y, rows, features } = prepare(builtin("cars"), { target: "mpg", missing: "drop", drop: ["name"], seed: 0 });

it.each<Required<Pick<DescendOptions, "order" | "partial">>>([
  { order: "importance", partial: "keep" },
  { order: "reshuffle", partial: "weight" },
  { order: "sequential", partial: "drop" },
  { order: "with-replacement", partial: "wrap" },
])("trains with %o", async ({ order, partial }) => {
  const { output, code } = await folder.nabla(
    `train ${table} --order ${order} --partial ${partial} --out ${order}-${partial} --json --quiet`,
  );
  expect(code).toBe(0);
  const record = JSON.parse(output);
  expect(record.settings).toMatchObject({ order, partial });
  const descent = descend({
    model: linear(),
    loss: meanSquaredError,
    optimizer: sgd({ learningRate: 0.05 }),
    data: { x: { data: x, shape: [rows, features.length] }, y },
    batchSize: 50,
    order,
    partial,
    stop: [epochs(4)],
  });
  await descent.run();
  expect(record.metrics.loss).toBe(descent.loss);
});

it("races in no order that depends on the batch", async () => {
  const { messages, code } = await folder.nabla("compare cars --target mpg --order importance --lang en");
  expect(code).toBe(2);
  expect(messages).toContain("--order");
  expect(messages).not.toContain("stratified");
});
