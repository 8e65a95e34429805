/** The examples in the documentation are run, and give what they say. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as diagnostics from "../../src/doors/diagnostics.ts";
import * as nabla from "../../src/doors/index.ts";
import * as inspect from "../../src/doors/inspect.ts";
import * as losses from "../../src/doors/losses.ts";
import * as models from "../../src/doors/models.ts";
import * as optimizers from "../../src/doors/optimizers.ts";
import * as problems from "../../src/doors/problems.ts";
import * as train from "../../src/doors/train.ts";

const modules: Readonly<Record<string, object>> = {
  nabla,
  "nabla/diagnostics": diagnostics,
  "nabla/inspect": inspect,
  "nabla/losses": losses,
  "nabla/models": models,
  "nabla/optimizers": optimizers,
  "nabla/problems": problems,
  "nabla/train": train,
};

const files = [
  "doors/functions.ts",
  "doors/transformations.ts",
  "doors/inspect.ts",
  "doors/losses/ofNumbers.ts",
  "doors/losses/ofProbabilities.ts",
  "doors/losses/ofScores.ts",
  "doors/losses/ofVectors.ts",
  "doors/losses/reduction.ts",
  "doors/problems.ts",
  "trace/tensor.ts",
  "trace/activations.ts",
  "trace/statistics.ts",
  "trace/customGradient.ts",
  "jit/check.ts",
  "train/diagnostics/conditioning.ts",
  "train/diagnostics/diagnosticsAt.ts",
  "train/diagnostics/modelObjective.ts",
  "train/diagnostics/noise.ts",
  "train/diagnostics/rateRange.ts",
  "train/diagnostics/smoothness.ts",
];

/** The code after each `@example` of a file. */
function examplesOf(file: string): string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../src/${file}`, import.meta.url)), "utf8");
  const blocks = [...text.matchAll(/@example\n([\s\S]*?)\n \*\//g)];
  return blocks.map(([, block]) => block.replaceAll(/^ \* ?/gm, ""));
}

/** A comment after a statement is its value: `f(1); // 2`, with words after a colon. */
const claim = /^(?!import|const|\/\/)(.+); \/\/ (.+)$/gm;

function run(example: string): number {
  let claims = 0;
  const claimed = (value: unknown, comment: string) => {
    const literal = comment.replace(/(?<=[\])\d]): .*$/, "");
    expect(value).toEqual(new Function(`return (${literal})`)());
    claims++;
  };
  const checked = example.replaceAll(claim, (_, code, comment) => `claimed(${code}, ${JSON.stringify(comment)});`);
  const compiled = ts.transpile(checked, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 });
  new Function("require", "claimed", "exports", compiled)((name: string) => modules[name], claimed, {});
  return claims;
}

describe.each(files)("examples of %s", (file) => {
  const examples = examplesOf(file);
  it.each(examples.map((example) => [example]))("%s", (example) => {
    const listing = example.match(/^\/\/ .*$/gm);
    expect(run(example) > 0 || listing !== null).toBe(true);
  });
  it("exist", () => {
    expect(examples.length).toBeGreaterThan(0);
  });
});

it("the listing in the example of inspect is what it prints", () => {
  const [example] = examplesOf("doors/inspect.ts");
  const printed = inspect.inspect((x: nabla.Tensor) => x.mul(x).sum(), [1, 2, 3]);
  expect(example.match(/(?<=^\/\/ ).*$/gm)?.join("\n")).toBe(printed);
});
