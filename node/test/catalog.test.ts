/** The lists of losses, optimizers and schedules: all that the doors export, in both languages. */
import * as losses from "nabla/losses";
import * as optimizers from "nabla/optimizers";
import * as schedules from "nabla/schedules";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

const makersOf = (door: object) =>
  Object.entries(door).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "function" && "info" in value ? [name] : [],
  );

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const nabla = (line: string) => folder.nabla(line);
const doors = { losses, optimizers, schedules };

describe.each(Object.entries(doors))("nabla %s", (command, door) => {
  it("names every export, and only those, as one document", async () => {
    const { code, output } = await nabla(`${command} --json`);
    expect(code).toBe(0);
    const entries: { id: string; formula: string }[] = JSON.parse(output)[command];
    expect(entries.map(({ id }) => id)).toEqual(makersOf(door).sort());
    expect(entries.length).toBeGreaterThan(1);
    for (const { formula } of entries) expect(formula).toMatch(/\S/);
  });

  it.each(["en", "zh"])("prints formulas in %s", async (language) => {
    const { code, output } = await nabla(`${command} --lang ${language}`);
    expect(code).toBe(0);
    for (const name of makersOf(door)) expect(output).toMatch(new RegExp(`^${name}  \\S`, "m"));
    expect(output).toContain(language === "en" ? "source: " : "出处: ");
  });
});

it("prints defaults, words and what must be given", async () => {
  const { output } = await nabla("schedules --lang en");
  expect(output).toContain("share=0.3  share of steps that rise");
  expect(output).toContain("boundary=at|after");
  expect(output).toContain("peak (must be given)");
});

it("refuses a misspelt list, an operand and an option of another command", async () => {
  const said = async (line: string) => (await nabla(`${line} --lang en`)).messages;
  expect(await said("loses")).toContain('Did you mean "losses"?');
  expect(await said("losses huber")).toContain("huber");
  expect(await said("schedules --epochs 3")).toContain("--epochs");
});

it("finds an optimizer whose name differs in capitals alone, and no other", async () => {
  for (const [elsewhere, id] of [
    ["Nadam", "nAdam"],
    ["RMSprop", "rmsProp"],
    ["Adamax", "adaMax"],
    ["SPS", "polyakStep"],
  ]) {
    const { messages } = await nabla(`train cars --target mpg --missing drop --optimizer ${elsewhere} --lang en`);
    expect(messages).toContain(`Did you mean "${id}"?`);
  }
});

it("finds a loss under the name that other systems have for it", async () => {
  const said = async (loss: string) =>
    (await nabla(`train cars --target mpg --missing drop --loss ${loss} --lang en`)).messages;
  for (const [elsewhere, id] of [
    ["MSELoss", "meanSquaredError"],
    ["BCEWithLogitsLoss", "sigmoidCrossEntropy"],
    ["sparse_categorical_crossentropy", "softmaxCrossEntropy"],
    ["nt-xent", "ntXent"],
    ["hubre", "huber"],
  ]) {
    expect(await said(elsewhere)).toContain(id === "ntXent" ? "nabla does not know" : `Did you mean "${id}"?`);
  }
});
