import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

describe("nabla inspect", () => {
  it("prints the program of a training, with the columns' and parameters' sizes, and trains nothing", async () => {
    const { code, output } = await folder.nabla("inspect cars --target mpg --missing drop --batch full");
    expect(code).toBe(0);
    expect(output).toContain("weights[8]");
    for (const name of ["single", "step", "tile", "fold", "update"]) expect(output).toContain(`\n${name}: `);
    const { output: more } = await folder.nabla("inspect cars --target mpg --missing drop --model mlp:5 --json");
    const { cost, program } = JSON.parse(more);
    expect(program).toContain("layers.0.weights[8, 5]");
    expect(cost.flopsPerUpdate).toBeGreaterThan(32 * 2 * 3 * 8 * 5 * 0.8);
  });

  it("explains a wrong column as train does, in both languages", async () => {
    const { code, messages } = await folder.nabla("inspect cars --target mpgg");
    expect(code).toBe(2);
    expect(messages).toContain("mpg");
    expect((await folder.nabla("inspect cars --target mpgg --lang zh")).messages).toMatch(/错误/);
  });

  it("takes no option of a run", async () => {
    const { code, messages } = await folder.nabla("inspect cars --target mpg --epochs 3");
    expect(code).toBe(2);
    expect(messages).toContain("--epochs");
  });
});
