/** Records of runs: what the command writes is read again digit for digit, and garbage is never more than a problem. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem, type OpenedRun, readRun } from "../src/open/readRun.ts";
import { tapeOfRace, tapeOfTrainings } from "../src/open/runTape.ts";
import { lengthOf, neighbour, stepAt, tapeClocks, timeAt } from "../src/tape/tape.ts";
import { nabla } from "./nabla.ts";

let folder: string;
let training: string;
let comparison: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nabla-open-"));
  const table = ["cars", "--target", "mpg", "--missing", "drop", "--epochs", "6", "--learning-rate", "0.02"];
  nabla(["train", ...table, "--batch", "32", "--out", join(folder, "train")]);
  nabla(["compare", ...table, "--seeds", "5", "--no-best-rate", "--no-timing", "--out", join(folder, "compare")]);
  training = readFileSync(join(folder, "train", "run.jsonl"), "utf8");
  comparison = readFileSync(join(folder, "compare", "compare.json"), "utf8");
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

function opened(text: string): OpenedRun {
  const read = readRun("run", text);
  if (isProblem(read)) throw new Error(read.problem);
  return read;
}

function trainingTape(text: string) {
  const run = opened(text);
  if (run.kind !== "training") throw new Error(run.kind);
  return { run, tape: tapeOfTrainings([run]) };
}

describe("the record of a training", () => {
  it("has on the tape what stands in its lines", () => {
    const lines = training
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, number>);
    const reports = lines.slice(1, -1);
    const { run, tape } = trainingTape(training);
    const [lane] = tape.lanes;
    expect(run.stopped).toBe("epochs");
    expect([...lane.losses]).toEqual(reports.map(({ loss }) => loss));
    for (const clock of tapeClocks) {
      const key = { steps: "step", examples: "examples", seconds: "seconds" }[clock];
      const moments = reports.map((report) => report[key]);
      expect(reports.map((_, state) => timeAt(lane, tape.head.rows, clock, state))).toEqual(moments);
      expect(lengthOf(tape, clock)).toBe(moments.at(-1));
      // From the first moment on, each step of the player shows the next state, and back.
      let time = 0;
      for (const state of reports.keys()) {
        expect(stepAt(lane, tape.head.rows, clock, time)).toBe(state);
        time = neighbour(tape, clock, time, 1);
      }
      expect(neighbour(tape, clock, time, -1)).toBe(moments.at(-2));
    }
  });

  it("is read up to a line that is still being written", () => {
    const lines = training.trim().split("\n");
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: lines.length - 2 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (at, part) => {
          const cut = lines[at].slice(0, Math.floor(part * lines[at].length));
          const { run } = trainingTape(`${lines.slice(0, at).join("\n")}\n${cut}`);
          expect(run.reports.length).toBe(at - 1);
          expect(run.stopped).toBeNull();
        },
      ),
    );
  });

  it("names the line that is no report", () => {
    const lines = training.trim().split("\n");
    for (const wrong of ["{}", "[]", "7", '{"step":1', JSON.stringify({ ...JSON.parse(lines[1]), step: -1 })]) {
      const broken = [...lines.slice(0, 3), wrong, ...lines.slice(3)].join("\n");
      expect(readRun("run", broken)).toEqual({ problem: "line", name: "run", line: 4 });
    }
  });
});

describe("the record of a comparison", () => {
  it("has on the tape the first seed of each lane, and a band of all", () => {
    const run = opened(comparison);
    if (run.kind !== "comparison") throw new Error(run.kind);
    const [race] = run.record.races;
    const tape = tapeOfRace(run.record, race);
    for (const [i, { seeds, batchSize }] of race.descents.entries()) {
      const lane = tape.lanes[i];
      expect(lane.setting.batchSize).toBe(batchSize);
      expect([...lane.losses]).toEqual(seeds[0].curve.map(({ loss }) => loss));
      expect(lane.band?.seeds).toBe(seeds.length);
      expect(lane.band?.steps.length).toBe(lane.losses.length);
      const last = seeds.map(({ finalLoss }) => finalLoss ?? Infinity).sort((one, other) => one - other);
      expect(lane.band?.median.at(-1)).toBe(last[(last.length - 1) / 2]);
    }
    expect(tape.head.optimum?.loss).toBe(run.record.optimum?.loss);
  });

  it("of a later version is not guessed at", () => {
    const record = JSON.parse(comparison);
    expect(readRun("run", JSON.stringify({ ...record, schema: 2 }))).toEqual({ problem: "newer", name: "run" });
    expect(readRun("run", JSON.stringify({ ...record, protocol: 9 }))).toEqual({ problem: "newer", name: "run" });
  });
});

describe("what is no record", () => {
  it("is said to be none, whatever it is", () => {
    const garbage = fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary" }));
    fc.assert(fc.property(garbage, (text) => isProblem(readRun("garbage", text))));
    expect(readRun("garbage", " \n")).toEqual({ problem: "empty", name: "garbage" });
    expect(readRun("garbage", '{"races":[]}')).toEqual({ problem: "not-a-run", name: "garbage" });
    expect(readRun("garbage", training.split("\n")[0])).toEqual({ problem: "no-reports", name: "garbage" });
  });
});
