import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TrainRecord } from "@nabla/report";
import { builtin, encode, prepare } from "@nabla/tables";
import { softmax } from "nabla";
import { meanSquaredError, softmaxCrossEntropy } from "nabla/losses";
import { linear, mlp } from "nabla/models";
import { adam, sgd } from "nabla/optimizers";
import { descend, epochs } from "nabla/train";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSafetensors } from "../src/safetensors.ts";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const lines = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));

describe("train, then predict", () => {
  it("gives the training's own outputs for numbers, bit for bit", async () => {
    const options = "--missing drop --drop name --learning-rate 0.05 --epochs 7 --batch 16 --seed 3";
    const trained = await folder.nabla(`train cars --target mpg ${options} --out cars --quiet`);
    expect(trained).toMatchObject({ code: 0, messages: "" });
    const { output, messages } = await folder.nabla("predict cars cars");

    const { x, y, rows, features, tableRows } = prepare(builtin("cars"), {
      target: "mpg",
      missing: "drop",
      drop: ["name"],
      seed: 3,
    });
    const descent = descend({
      model: linear(),
      loss: meanSquaredError,
      optimizer: sgd({ learningRate: 0.05 }),
      data: { x: { data: x, shape: [rows, features.length] }, y },
      batchSize: 16,
      seed: 3,
      stop: [epochs(7)],
    });
    await descent.run();
    const expected = descent.predict({ data: x, shape: [rows, features.length] }) as number[];
    const [header, ...cells] = lines(output);
    expect(header).toEqual(["mpg"]);
    expect(cells).toHaveLength(406);
    for (const [i, row] of tableRows.entries()) expect(Number(cells[row][0])).toBe(expected[i]);
    expect(cells.filter(([cell]) => cell === "")).toHaveLength(6);
    expect(messages).toContain("6 rows have gaps");
  });

  it("gives the training's own outputs for classes and a network, bit for bit", async () => {
    const trained = await folder.nabla(
      "train penguins --target species --drop sex,island --missing drop --model mlp:8,4,activation=tanh " +
        "--optimizer adam:beta1=0.8 --learning-rate 0.02 --epochs 12 --dtype float64 --out penguins --quiet",
    );
    expect(trained).toMatchObject({ code: 0, messages: "" });
    const { output } = await folder.nabla("predict penguins penguins");

    const table = builtin("penguins");
    const { x, y, rows, features, encoder, classes } = prepare(table, {
      target: "species",
      drop: ["sex", "island"],
      missing: "drop",
    });
    const descent = descend({
      model: mlp([8, 4], { activation: "tanh" }),
      loss: softmaxCrossEntropy,
      optimizer: adam({ learningRate: 0.02, beta1: 0.8 }),
      data: { x: { data: x, shape: [rows, features.length] }, y },
      batchSize: 32,
      dtype: "float64",
      stop: [epochs(12)],
    });
    await descent.run();
    const encoded = encode(encoder, table);
    const logits = descent.predict({ data: encoded.x, shape: [encoded.rows, features.length] }) as number[][];
    const probabilities = softmax(logits) as number[][];
    const [header, ...cells] = lines(output);
    expect(header).toEqual(["species", "p(Adelie)", "p(Chinstrap)", "p(Gentoo)"]);
    for (const [i, row] of encoded.tableRows.entries()) {
      expect(cells[row].slice(1).map(Number)).toEqual(probabilities[i]);
      expect(cells[row][0]).toBe(classes?.[logits[i].indexOf(Math.max(...logits[i]))]);
    }
  });

  it("predicts two classes from one logit, with probabilities that sum to 1", async () => {
    const csv = ["x,kind", ...Array.from({ length: 40 }, (_, i) => `${i % 13},${i % 13 > 6 ? "big" : "small"}`)];
    await writeFile(join(folder.path, "two.csv"), csv.join("\n"));
    await folder.nabla("train two.csv --target kind --loss sigmoidCrossEntropy --l2 0.01 --out two --quiet");
    const { output } = await folder.nabla("predict two two.csv");
    const [header, ...cells] = lines(output);
    expect(header).toEqual(["kind", "p(big)", "p(small)"]);
    for (const [i, [label, big, small]] of cells.entries()) {
      expect(Number(big) + Number(small)).toBeCloseTo(1, 12);
      expect(label).toBe(i % 13 > 6 ? "big" : "small");
      expect(label === "big").toBe(Number(big) > Number(small));
    }
  });

  it("names the rows that cannot be predicted: gaps apart from values that no training row had", async () => {
    const header = "weight,horsepower,year,cylinders,displacement,acceleration,origin";
    const row = "3000,100,1975,6,200,15";
    const input = `${header}\n${row},USA\n${row},Mars\n,100,1975,6,200,15,USA\n`;
    const { output, messages } = await folder.nabla("predict cars -", { input });
    expect(output.split("\n").map((line) => line !== "")).toEqual([true, true, false, false, false]);
    expect(messages).toMatch(/1 row has a gap.*4: weight/);
    expect(messages).toContain('line 3, column "origin": "Mars"; known: Europe, Japan, USA');
    const chinese = await folder.nabla("predict cars - --lang zh", { input });
    expect(chinese.messages).toContain("第 3 行，列“origin”：“Mars”；已知的取值：Europe, Japan, USA");
  });

  it("asks for a correction where a cell is no number, not for options that predict does not have", async () => {
    const input = "weight,horsepower,year,cylinders,displacement,acceleration,origin\nheavy,100,1975,6,200,15,USA\n";
    for (const language of ["en", "zh"]) {
      const { code, messages } = await folder.nabla(`predict cars - --lang ${language}`, { input });
      expect(code).toBe(2);
      expect(messages).toContain("heavy");
      expect(messages).not.toContain("--");
    }
  });

  it("reads a table from standard input and prints JSON", async () => {
    const input = "weight,horsepower,year,cylinders,displacement,acceleration,origin\n3000,100,1975,6,200,15,USA\n";
    const { output } = await folder.nabla("predict cars - --json", { input });
    const { columns, rows } = JSON.parse(output);
    expect(columns).toEqual(["mpg"]);
    expect(rows).toEqual([[expect.any(Number)]]);
  });
});

describe("a run folder", () => {
  it("holds the model, the course of the descent and the report", async () => {
    expect((await readdir(join(folder.path, "cars"))).sort()).toEqual([
      "model.json",
      "model.safetensors",
      "report.html",
      "run.jsonl",
    ]);
    const tensors = readSafetensors(await readFile(join(folder.path, "cars/model.safetensors")), "model.safetensors");
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ["bias", []],
      ["weights", [8]],
    ]);
    expect(tensors.every(({ data }) => data instanceof Float32Array)).toBe(true);
    const [first, ...reports] = (await readFile(join(folder.path, "cars/run.jsonl"), "utf8")).trimEnd().split("\n");
    expect(JSON.parse(first)).toMatchObject({ settings: { target: "mpg", batchSize: 16 }, hash: expect.any(String) });
    const last = JSON.parse(reports[reports.length - 2]);
    expect(last).toMatchObject({ epoch: 7, examples: 7 * 392, parameters: { weights: expect.any(Array) } });
    expect(last.parameters.bias).toEqual([...tensors[0].data]);
    expect(JSON.parse(reports[reports.length - 1])).toMatchObject({ stopped: { reason: "epochs" } });
  });
});

describe.each([
  ["en", /explains \d+\.\d% of the spread/, "Predict with: nabla predict"],
  ["zh", /模型解释了.*%/, "用它预测：nabla predict"],
])("train in %s", (language, headline, hint) => {
  it("says how good the model is and how to use it", async () => {
    const { code, output } = await folder.nabla(
      `train cars --target mpg --drop name --missing drop --epochs 20 --lang ${language}`,
    );
    expect(code).toBe(0);
    expect(output).toMatch(headline);
    expect(output).toContain(hint);
    expect(output).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe("train", () => {
  const json = async (line: string): Promise<TrainRecord> => JSON.parse((await folder.nabla(`${line} --json`)).output);

  it("guesses a rate at which the loss falls", async () => {
    const { curve, learningRate } = await json("train cars --target mpg --drop name --missing drop --epochs 20");
    expect(learningRate).toBeGreaterThan(0);
    expect(curve[curve.length - 1].loss).toBeLessThan(0.1 * (curve[0].loss ?? 0));
  });

  it("stops where the loss is small enough, before the first step if it is", async () => {
    const some = await json("train cars --target mpg --drop name --missing drop --stop-loss 100");
    expect(some.stopped).toMatchObject({ reason: "loss" });
    expect(some.metrics.loss).toBeLessThanOrEqual(100);
    const none = await json("train cars --target mpg --drop name --missing drop --stop-loss 1e6");
    expect(none.stopped).toMatchObject({ reason: "loss", step: 0 });
  });

  it("scores the rows that were held out apart", async () => {
    const { metrics, data } = await json("train cars --target mpg --drop name --missing drop --validation 0.25");
    expect(data.rows).toBe(294);
    expect(metrics.validation?.r2).toBeGreaterThan(0.6);
    expect(metrics.validation?.loss).not.toBe(metrics.loss);
  });

  it("ends with 1 and without a model when it diverges, and says what rate would have been stable", async () => {
    const line = "train cars --target mpg --drop name --missing drop --batch full --learning-rate 100 --out wild";
    const { code, output } = await folder.nabla(line);
    expect(code).toBe(1);
    expect(output).toMatch(/diverged at step \d+.*0\.\d+/s);
    expect((await readdir(join(folder.path, "wild"))).sort()).toEqual(["report.html", "run.jsonl"]);
    const predicted = await folder.nabla("predict wild cars");
    expect(predicted.code).toBe(2);
    expect(predicted.messages).toContain("has no model");
  });

  it.each(["before it begins", "while it runs"])("writes nothing when it is cancelled %s", async (when) => {
    const cancel = new AbortController();
    if (when === "while it runs") setTimeout(() => cancel.abort(), 300);
    else cancel.abort();
    const line = "train cars --target mpg --missing drop --drop name --epochs 1000000 --out cancelled";
    const { code, output, messages } = await folder.nabla(line, { signal: cancel.signal });
    expect(code).toBe(130);
    expect(output).toBe("");
    expect(messages).toContain("Cancelled");
    expect((await readdir(folder.path)).filter((name) => name.includes("cancelled"))).toEqual([]);
  });
});
