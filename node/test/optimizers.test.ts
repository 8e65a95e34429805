/** `nabla compare` with other optimizers: one for all lanes, or several that race. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompareRecord } from "nabla/race";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseSpecs } from "../src/spec.ts";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const race = "compare cars --target mpg --missing drop --drop name --epochs 2 --seeds 5 --tuning-seeds 2 --no-timing";
const names = ["sgd", "sgd:momentum=0.9,nesterov=true", "adam"];

it("races optimizers, says so in both languages, and repeats it bit for bit", async () => {
  const { code, output, messages } = await folder.nabla(
    `${race} --optimizers ${names.join(",")} --out raced --lang en`,
  );
  expect({ code, messages }).toMatchObject({ code: 0 });
  for (const name of names) expect(output.replaceAll(/\s+/g, " ")).toContain(name);
  const record = JSON.parse(await readFile(join(folder.path, "raced/compare.json"), "utf8")) as CompareRecord;
  expect(record.races[1].descents.map(({ optimizer }) => optimizer)).toEqual([...names, ...names]);
  expect(record.settings).toMatchObject({ optimizer: "", optimizers: names.join(","), batch: [32] });
  expect(names).toContain(record.recommendation?.optimizer);
  const report = await readFile(join(folder.path, "raced/report.html"), "utf8");
  for (const name of names) expect(report).toContain(name);
  const repeated = await folder.nabla("compare --repeat raced/compare.json --lang zh");
  expect(repeated.code).toBe(0);
});

it("takes one optimizer for all lanes, and repeats it", async () => {
  const given = `${race} --no-best-rate --optimizer sgd:momentum=0.5 --json --quiet --out all`;
  const { code, output } = await folder.nabla(given);
  expect(code).toBe(0);
  const record = JSON.parse(output) as CompareRecord;
  expect(record.settings).toMatchObject({ optimizer: "sgd:momentum=0.5", optimizers: "" });
  expect(record.races[0].descents.every(({ limit }) => limit === null)).toBe(true);
  expect((await folder.nabla("compare --repeat all/compare.json")).code).toBe(0);
});

it.each([
  ["--optimizers sgd,adm", "adam"],
  ["--optimizers sgd,sgd", "--optimizers"],
  ["--optimizers sgd,adam:beta3=0.5", "beta"],
  ["--optimizers sgd,adam --optimizer sgd", "optimizers"],
  ["--optimizers sgd,adam --batch full,1", "392"],
  ["--optimizer adam --map", "map"],
])("refuses %s", async (given, hint) => {
  for (const language of ["en", "zh"]) {
    const { code, messages } = await folder.nabla(`${race} ${given} --quiet --out refused --lang ${language}`);
    expect(code).toBe(2);
    expect(messages).toContain(hint);
  }
});

it("reads several optimizers from one text", () => {
  const spec = (name: string, options = {}) => ({ name, values: [], options });
  expect(parseSpecs("--optimizers", "sgd, sgd:momentum=0.9,nesterov=true,adam:beta2=0.99 ,adam")).toEqual([
    spec("sgd"),
    spec("sgd", { momentum: "0.9", nesterov: "true" }),
    spec("adam", { beta2: "0.99" }),
    spec("adam"),
  ]);
  expect(() => parseSpecs("--optimizers", "sgd,,adam")).toThrow();
});
