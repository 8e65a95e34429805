/** What goes wrong is explained, in both languages, with exit code 2, and leaves nothing behind. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
let before: string[];
beforeAll(async () => {
  folder = await testFolder();
  const write = (name: string, text: string) => writeFile(join(folder.path, name), text);
  await write("houses.csv", "size,price\n10,100\n20,180\n30,320\n40,390\n");
  await write("empty.csv", "");
  await write("header.csv", "size,price\n");
  await write("one.csv", "size,price\n10,100\n");
  await write("constant.csv", "size,price\n10,5\n20,5\n30,5\n");
  await write("one-class.csv", "size,kind\n10,a\n20,a\n30,a\n");
  await write("quotes.csv", 'size,price\n10,"100\n20,180\n');
  await write("twice.csv", "size,size,price\n1,2,3\n2,3,4\n3,4,6\n");
  await write("infinite.csv", "size,price\n1,2\nInfinity,3\n3,4\n");
  const rows = Array.from({ length: 30 }, (_, i) => (i === 15 ? "many,5" : `${i},${2 * i + (i % 3)}`));
  await write("row-17.csv", `size,price\n${rows.join("\n")}\n`);
  await mkdir(join(folder.path, "taken"));
  await write("taken/mine.txt", "mine");
  await mkdir(join(folder.path, "broken"));
  await write("broken/model.json", '{"schema": 1}');
  await write("broken/model.safetensors", "");
  before = (await readdir(folder.path, { recursive: true })).sort();
});
afterAll(() => folder.remove());

const price = "--target price";

describe.each([
  ["no such command", "comapre houses.csv", ["compare"]],
  ["no such option", `train houses.csv ${price} --learning-rat 1`, ["--learning-rat", "--learning-rate"]],
  ["an option without its value", "train houses.csv --target", ["--target"]],
  ["an option instead of its value", "train houses.csv --batch --target price", ["--batch"]],
  ["no table", "train", ["table"]],
  ["two tables", `train houses.csv houses.csv ${price}`, ["houses.csv"]],
  ["no target", "train houses.csv", ["--target", "size", "price"]],
  ["no such file", `train house.csv ${price}`, ["house.csv", "houses.csv"]],
  ["a folder for a file", `train taken ${price}`, ["taken"]],
  ["no such column", "train houses.csv --target prize", ["prize", "price"]],
  ["no such feature", `train houses.csv ${price} --features sise`, ["sise", "size"]],
  ["no such loss", `train houses.csv ${price} --loss meanSquareError`, ["meanSquareError", "meanSquaredError"]],
  ["a loss for another task", `train houses.csv ${price} --loss softmaxCrossEntropy`, ["meanSquaredError"]],
  ["a loss of probabilities", "train penguins --target species --missing drop --loss crossEntropy", ["softmaxCrossE"]],
  ["a loss of two classes", "train penguins --target species --missing drop --loss sigmoidCrossEntropy", ["3"]],
  ["no such option of a loss", `train houses.csv ${price} --loss huber:dleta=1`, ["dleta", "delta"]],
  ["an option of a loss out of range", `train houses.csv ${price} --loss huber:delta=-1`, ["delta", "-1"]],
  ["no such optimizer", `train houses.csv ${price} --optimizer sdg`, ["sdg", "sgd"]],
  ["no such model", `train houses.csv ${price} --model liner`, ["liner", "linear"]],
  ["a network without widths", `train houses.csv ${price} --model mlp`, ["mlp:32,16"]],
  ["no such activation", `train houses.csv ${price} --model mlp:4,activation=rel`, ["rel", "relu"]],
  ["a hidden layer without width", `train houses.csv ${price} --model mlp:8,0`, ["mlp:8,0", "0", "1"]],
  ["a loss to stop at that is none", `train houses.csv ${price} --stop-loss nan`, ["--stop-loss", "nan"]],
  ["an endless race", `compare houses.csv ${price} --epochs 0`, ["--epochs", "1"]],
  ["a number that is none", `train houses.csv ${price} --learning-rate fast`, ["--learning-rate", "fast"]],
  ["a rate of nothing", `train houses.csv ${price} --learning-rate 0`, ["--learning-rate"]],
  ["a wrong choice", `train houses.csv ${price} --missing dorp`, ["dorp", "drop"]],
  ["two batch sizes for one training", `train houses.csv ${price} --batch full,1`, ["--batch"]],
  ["no thread", `train houses.csv ${price} --threads 0`, ["--threads", "0"]],
  ["more threads than there are", `train houses.csv ${price} --batch full --threads 100000`, ["threads", "100000"]],
  ["a backend for later", `compare houses.csv ${price} --backend webgpu`, ["--backend"]],
  ["an empty file", `train empty.csv ${price}`, ["empty.csv"]],
  ["a header alone", `train header.csv ${price}`, ["header.csv"]],
  ["one row", `train one.csv ${price}`, ["one.csv"]],
  ["a constant target", `train constant.csv ${price}`, ["price"]],
  ["one class", "train one-class.csv --target kind", ["kind"]],
  ["broken quotes", `train quotes.csv ${price}`, ["quotes.csv", "2"]],
  ["a column name twice", `train twice.csv ${price}`, ["size"]],
  ["an infinity", `train infinite.csv ${price}`, ["3", "size"]],
  ["a word among numbers", `train row-17.csv ${price}`, ["17", "many"]],
  ["the target as a feature", `train houses.csv ${price} --features size,price`, ["price"]],
  ["missing values", "train cars --target mpg", ["--missing", "horsepower"]],
  ["a folder that is taken", `train houses.csv ${price} --out taken`, ["taken"]],
  ["a parent folder that cannot be made", `train houses.csv ${price} --out /proc/nope/run`, ["/proc/nope/run"]],
  ["a parent folder that is a file", `train houses.csv ${price} --out houses.csv/run`, ["houses.csv/run"]],
  ["a file of a run for its folder", "predict broken/model.json houses.csv", ["broken/model.json", "nabla train"]],
  ["a table for a run", "predict houses.csv houses.csv", ["houses.csv"]],
  ["a result and settings", "compare --repeat result.json --seeds 3", ["--repeat", "--seeds"]],
  ["no such result", "compare --repeat result.json", ["result.json", "compare.json"]],
  ["no such run", "predict brokn houses.csv", ["brokn", "broken"]],
  ["a run without a model", "predict taken houses.csv", ["taken"]],
  ["a damaged run", "predict broken houses.csv", ["model.json"]],
  ["a language that is not spoken", "train houses.csv --lang fr", ["fr", "zh", "en"]],
])("%s", (_, line, facts) => {
  const languages = line.includes("--lang") ? ["en"] : ["en", "zh"];
  it.each(languages)("is explained (%s)", async (language) => {
    const LANG = language === "zh" ? "zh_CN.UTF-8" : "C";
    const { code, output, messages } = await folder.nabla(line, { environment: { LANG } });
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(messages).toMatch(language === "zh" ? /^错误: .*[一-鿿]{2}/s : /^Error: /);
    if (language === "zh") expect(messages).not.toMatch(/\b[a-z]+ [a-z]+ [a-z]+\b/);
    expect(messages).not.toMatch(/undefined|NaN|\[object|report it|一起报告/);
    for (const fact of facts) expect(messages).toContain(fact);
    expect((await readdir(folder.path, { recursive: true })).sort()).toEqual(before);
  });
});

describe("help", () => {
  it.each(["", "--help", "train --help", "compare -h", "predict --help"])("is shown for %j", async (line) => {
    for (const [LANG, word] of [
      ["C", "Usage:"],
      ["zh_CN.UTF-8", "用法："],
    ]) {
      const { code, output } = await folder.nabla(line, { environment: { LANG } });
      expect(code).toBe(0);
      expect(output).toContain(word);
    }
  });

  it("says the version", async () => {
    expect((await folder.nabla("--version")).output).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
