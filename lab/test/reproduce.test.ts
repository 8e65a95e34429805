/** The programs that the page shows do what the page has done. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTable } from "@nabla/tables";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linesOf } from "../src/app/savePicture.ts";
import { raceableOf } from "../src/data/raceable.ts";
import { keepOwn } from "../src/engine/ownData.ts";
import { record, type TapeSetting } from "../src/engine/recorder.ts";
import { explore } from "../src/function/explore.ts";
import { presetNames, presets } from "../src/function/functionState.ts";
import { reproductionOf as ofFunction } from "../src/function/written.ts";
import { reproductionOf as ofDerivative } from "../src/learn/derivative/reproduce.ts";
import { asleepAt } from "../src/learn/engine/asleep.ts";
import { updates } from "../src/learn/engine/asleepPoints.ts";
import { derivativeAt } from "../src/learn/engine/derivative.ts";
import { formNames } from "../src/learn/engine/formNames.ts";
import { noiseAt } from "../src/learn/engine/noise.ts";
import { powersAt } from "../src/learn/engine/powers.ts";
import { trainingOf } from "../src/learn/entropy/reproduce.ts";
import { noiseProgram, reproductionOf as ofSquares } from "../src/learn/squares/reproduce.ts";
import { presetOf } from "../src/race/presets.ts";
import { reproductionOf } from "../src/race/reproduce.ts";
import { GrowingTape } from "../src/tape/growing.ts";
import { pointAt } from "../src/tape/tape.ts";

let folder: string;
beforeAll(() => {
  // Within the packages, so that the programs find them by name.
  folder = mkdtempSync(fileURLToPath(new URL("../../node_modules/.reproduced-", import.meta.url)));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program says, line by line. */
function run(code: string): unknown[][] {
  const file = join(folder, "program.mts");
  const says = 'console.log = (...all) => process.stdout.write(JSON.stringify(all) + "\\n");\n';
  writeFileSync(file, `${says}${code}`);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=nabla-source", file],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown[]);
}

const numbersOf = (value: unknown): number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
};

/** The parameters, sorted, at which the lanes of a page end. */
async function endsOf(setting: TapeSetting): Promise<number[][]> {
  const growing = new GrowingTape(setting.lanes);
  for await (const said of record(setting)) growing.append(said);
  const tape = growing.now(true);
  if (tape === null) throw new Error("nothing was recorded");
  return tape.lanes.map((lane) => [...pointAt(tape, lane, lane.updates)].sort());
}

describe("the program beside a race", () => {
  it.each(["line", "cars", "penguins", "blobs", "spirals"] as const)(
    "ends where the page ends, bit for bit: %s",
    async (source) => {
      const preset = presetOf(source);
      const falling = { batchSize: 16, learningRate: 0.02, optimizer: "adam", falls: true };
      const setting = { ...preset, lanes: [...preset.lanes, falling], epochs: 3, seed: 7, seeds: 1 };
      const said = run(reproductionOf(setting).code).map(([, params]) => numbersOf(params).sort());
      expect(said).toEqual(await endsOf(setting));
    },
  );
});

describe("the program beside a race on a table of one's own", () => {
  it("reads the file and ends where the page ends, bit for bit", async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i / 9},${"ab"[i % 2]},${Math.cos(i) + i}`);
    const text = ["x,kind,y", ...lines].join("\n");
    const name = join(folder, "it's own.csv");
    writeFileSync(name, text);
    const own = raceableOf(await readTable({ name, text }), "y");
    keepOwn(own);
    const setting = { ...presetOf(own.id), epochs: 3, seeds: 1 };
    expect(run(reproductionOf(setting).code).map(([, params]) => numbersOf(params).sort())).toEqual(
      await endsOf(setting),
    );
  });
});

describe("the program beside a function", () => {
  it.each(presetNames)("finds what the page finds: %s", async (name) => {
    const question = { ...presets[name], optimizer: "adam", steps: 20 };
    const { value, gradient, path } = await explore(question);
    const [[slope], [end]] = run(ofFunction(question).code);
    const close = (numbers: Iterable<number>) => Array.from(numbers, (each) => expect.closeTo(each, 9));
    expect(numbersOf(slope)).toEqual(close([value, ...gradient]));
    expect(numbersOf(end)).toEqual(close(path.slice(-gradient.length)));
  });
});

describe("the program beside the lesson on the derivative", () => {
  it.each(["sin(x)", "x^4 / (1 + exp(-x))", "3"])("has the slopes of the page: %s", (formula) => {
    const { slope, secant, error } = derivativeAt({ formula, x: 0.75, h: 0.01 });
    const [said] = run(ofDerivative({ formula, x: 0.75, h: 0.01 }).code);
    expect(said).toEqual([slope, secant, error].map((each) => expect.closeTo(each, 10)));
  });
});

describe("the note under a saved picture", () => {
  it("is broken to the width, and loses nothing but spaces", () => {
    const note = "cars, seed 3: 种子三，三十轮，以及很长很长的说明文字 and more words, longwordwithoutspaces";
    const lines = linesOf(note, 20);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join("").replaceAll(" ", "")).toBe(note.replaceAll(" ", ""));
    for (const line of lines.slice(0, -1)) expect(line.trimEnd().length).toBeLessThanOrEqual(20);
  });
});

describe("the program beside two trainings from a start that is sure and wrong", () => {
  it("ends where the lesson says that they end", () => {
    const found = asleepAt({ weight: -6, rate: 1 });
    const ends = [found.trainings.entropy, found.trainings.square].map(({ weights, right }) => [
      weights[updates],
      right[updates],
    ]);
    expect(run(trainingOf(found).code)).toEqual(ends);
  });
});

describe("the program beside the errors as areas", () => {
  it.each([
    ["power", 1.5],
    ["huber", 0.8],
  ] as const)("makes the updates that are drawn: %s", (shape, number) => {
    const found = powersAt({ shape, number, c: 1.5, outlier: 7, rate: 0.1 });
    for (const form of formNames) {
      const said = run(ofSquares(found, form).code) as number[][];
      const { path, losses } = found.forms[form];
      expect(said.map(([, c]) => c)).toEqual(path.slice(0, -1).map((c) => expect.closeTo(c, 9)));
      expect(said.map(([, , loss]) => loss)).toEqual(losses.slice(0, -1).map((loss) => expect.closeTo(loss, 9)));
    }
  });
});

describe("the program beside the constants fitted to noise", () => {
  it.each(["gaussian", "laplace"] as const)("prints the spreads that are drawn: %s", (noise) => {
    const found = noiseAt({ noise, delta: 0.7 });
    const [byPower, byHuber] = run(noiseProgram(found).code) as [[number, number], [number, number]];
    const least = found.byPower.reduce((low, [, spread]) => Math.min(low, spread), Number.POSITIVE_INFINITY);
    expect(byPower[0]).toBe(found.bestPower);
    expect(byPower[1]).toBeCloseTo(least, 5);
    expect(byHuber[1]).toBeCloseTo(found.byHuber, 5);
  });
});
