import { describe, expect, it } from "vitest";
import { geometric, geometricIntegers } from "../../../src/train/race/geometric.ts";
import type { RaceOptions } from "../../../src/train/race/index.ts";
import { drawMap } from "../../../src/train/race/map.ts";
import { knowCurvature, limitOf } from "../../../src/train/race/rates.ts";
import type { MapRecord } from "../../../src/train/record.ts";
import { logistic, noisyLine, type Problem, programOf, squared } from "../support/affine.ts";
import { objectiveWithExamples } from "../support/examples.ts";
import { leastSquares } from "../support/normalEquations.ts";
import { line } from "../support/races.ts";
import { optimumOf, settingsFor } from "../support/theory.ts";
import { finish } from "../support/work.ts";

const cells = { epochs: 3, seeds: 3 };

function questionFor(problem: Problem, changes: Partial<RaceOptions> = {}) {
  const program = programOf(problem);
  const settings = settingsFor(problem, { program, ...changes });
  const start = program.start({ seed: 0, batchSize: 1, learningRate: 1, order: "sequential" }).parameters();
  const knowledge = knowCurvature({ ...settings, start });
  const optimum = settings.convex ? optimumOf(settings) : null;
  return { program, question: { settings, knowledge, optimum, startLoss: settings.objective.value(start), cells } };
}

describe("numbers evenly spaced in logarithm", () => {
  it("keep their ratio and their ends", () => {
    const numbers = geometric(0.003, 17, 24);
    expect(numbers).toHaveLength(24);
    expect([numbers[0], numbers[23]]).toEqual([0.003, 17]);
    for (let i = 1; i < 24; i++) expect(numbers[i] / numbers[i - 1]).toBeCloseTo((17 / 0.003) ** (1 / 23), 12);
    expect(geometric(1, 1, 3)).toEqual([1, 1, 1]);
  });

  it("are different whole numbers from 1 to the most", () => {
    for (const most of [1, 2, 11, 12, 13, 14, 20, 45, 334, 392, 1e6, 123456789]) {
      const numbers = geometricIntegers(most, 12);
      expect(numbers).toHaveLength(Math.min(most, 12));
      expect([numbers[0], numbers.at(-1)]).toEqual([1, most]);
      expect(numbers.every((value, i) => Number.isInteger(value) && (i === 0 || value > numbers[i - 1]))).toBe(true);
    }
    expect(geometricIntegers(1024, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
  });
});

describe("the map", () => {
  it("has 24 rates and 12 batch sizes, from far too small to far too large for every one", () => {
    const { question, program } = questionFor(line);
    const map = finish(drawMap(question));
    expect(map).toMatchObject({ epochs: 3, seeds: 3, boundaryHow: "mean-square" });
    expect(map.batchSizes).toHaveLength(12);
    expect(map.rates).toHaveLength(24);
    for (const rows of [map.excess, map.lost]) expect(rows.map((row) => row.length)).toEqual(new Array(12).fill(24));
    const limits = map.boundary.map((limit) => limit ?? 0);
    expect(map.rates[0]).toBeCloseTo(Math.min(...limits) / 64, 12);
    expect(map.rates[23]).toBeCloseTo(4 * Math.max(...limits), 12);
    // The first is this test's own.
    expect(program.traces.slice(1).every((trace) => trace.closed)).toBe(true);
  });

  it("goes from coarse to fine, and ends at what one seed after the other gives", () => {
    const { question } = questionFor(line);
    const seen: MapRecord[] = [];
    const map = finish(drawMap({ ...question, onMap: (coarse) => seen.push(coarse) }));
    expect(seen.map(({ seeds }) => seeds)).toEqual([1, 1, 1, 3]);
    expect(seen[3]).toEqual(map);
    const single = finish(drawMap({ ...question, cells: { ...cells, seeds: 1 } }));
    expect(seen[2]).toEqual(single);
    for (const [pass, stride] of [4, 2].entries()) {
      const blocks = single.excess.map((row, i) =>
        row.map((_, j) => single.excess[i - (i % stride)][j - (j % stride)]),
      );
      expect(seen[pass].excess).toEqual(blocks);
    }
  });

  it("counts from E*, and the start's excess from there too", () => {
    const { question } = questionFor(line);
    const map = finish(drawMap(question));
    const objective = objectiveWithExamples(line);
    expect(map.reference).toBeCloseTo(objective.value(Float64Array.from(leastSquares(line))), 12);
    expect(map.startExcess).toBeCloseTo(question.startLoss - map.reference, 12);
    for (const row of map.excess) for (const excess of row) expect(excess ?? 0).toBeGreaterThan(-1e-12);
  });

  it("has in each cell the median of independent runs of that setting", () => {
    const { question } = questionFor(line, { seed: 40 });
    const map = finish(drawMap(question));
    const objective = objectiveWithExamples(line);
    for (const [row, column] of [
      [0, 3],
      [4, 12],
      [7, 20],
      [11, 10],
    ]) {
      const finals = [40, 41, 42].map((seed) => {
        const batchSize = map.batchSizes[row];
        const run = programOf(line).start({ seed, batchSize, learningRate: map.rates[column], order: "reshuffle" });
        run.advance(3 * Math.ceil(24 / batchSize));
        expect(run.examples).toBe(72);
        return objective.value(run.parameters()) - map.reference;
      });
      expect(map.excess[row][column]).toBeCloseTo(finals.toSorted((a, b) => a - b)[1], 12);
    }
  });

  it("draws the boundary between cells that fall and cells that do not", () => {
    const steady = noisyLine(40, 2, 1, 11);
    const { question } = questionFor(steady);
    const map = finish(drawMap({ ...question, cells: { epochs: 16, seeds: 5 } }));
    let [fell, below, rose, above] = [0, 0, 0, 0];
    map.excess.forEach((row, i) => {
      const limit = map.boundary[i] ?? 0;
      row.forEach((excess, j) => {
        const ratio = map.rates[j] / limit;
        if (ratio < 0.9) {
          below++;
          if (excess !== null && excess < map.startExcess) fell++;
        } else if (ratio > 1.6) {
          above++;
          if (excess === null || excess > map.startExcess) rose++;
        }
      });
    });
    expect(below).toBeGreaterThan(100);
    expect(above).toBeGreaterThan(20);
    expect(fell).toBe(below);
    expect(rose / above).toBeGreaterThan(0.9);
    // Full batches have no luck: the excess falls in every cell below 2/λmax and rises in every cell above.
    const full = map.excess[11];
    map.rates.forEach((rate, j) => {
      expect((full[j] ?? Infinity) < map.startExcess).toBe(rate < (map.boundary[11] ?? 0));
    });
  });

  it("counts lost runs, ends them early, and shows no excess where they are the half", () => {
    const problem: Problem = { x: [[40], [1], [-1], [2]], y: [1, 2, 3, 4], loss: squared };
    const { question, program } = questionFor(problem);
    const map = finish(drawMap({ ...question, cells: { epochs: 200, seeds: 4 } }));
    const all = map.lost.flat();
    expect(Math.max(...all)).toBe(4);
    map.lost.forEach((row, i) => {
      row.forEach((lost, j) => {
        expect(map.excess[i][j] === null).toBe(lost >= 2);
      });
    });
    // A run whose parameters stay finite while its loss does not is lost too, but goes on to the end.
    const ended = program.traces.slice(1).filter((trace) => trace.rows.length < 200 * 4).length;
    expect(ended).toBeGreaterThan(0);
    expect(ended).toBeLessThanOrEqual(all.reduce((sum, lost) => sum + lost, 0));
  });

  it("depends on seeds and settings alone, not on which lanes race", () => {
    const one = finish(drawMap(questionFor(line).question));
    const other = finish(drawMap(questionFor(line, { batchSizes: [8, "full", 3], epochs: 77, seeds: 1 }).question));
    expect(other).toEqual(one);
    expect(finish(drawMap(questionFor(line, { seed: 9 }).question)).excess).not.toEqual(one.excess);
  });

  it("takes 2/𝓛(B) as the boundary for other convex losses, 2/λmax at the start otherwise", () => {
    const classes: Problem = { ...line, y: line.y.map((_, i) => i % 2), loss: logistic };
    const convex = questionFor(classes);
    const map = finish(drawMap(convex.question));
    expect(map.boundaryHow).toBe("expected-smoothness");
    map.batchSizes.forEach((batchSize, i) => {
      expect(map.boundary[i]).toBe(limitOf(convex.question.knowledge, 24, batchSize, "reshuffle").limit);
    });
    const { question } = questionFor(classes, { affine: false, convex: false, curvature: null });
    const local = finish(drawMap(question));
    expect(local.boundaryHow).toBe("local-curvature");
    expect(new Set(local.boundary).size).toBe(1);
    // Without a minimiser the lowest loss that was seen is the reference.
    expect(local.excess.flat().filter((excess) => excess !== null && excess < 0)).toEqual([]);
    expect(local.startExcess).toBeGreaterThan(0);
  });

  it("is drawn where nothing curves, and of a single row", () => {
    const flat: Problem = { ...line, loss: { ...squared, at: () => ({ value: 1, gradient: [0], hessian: [[0]] }) } };
    const map = finish(drawMap(questionFor(flat, { affine: false, convex: false, curvature: null }).question));
    expect(map.boundaryHow).toBe("none");
    expect(map.boundary.every((limit) => limit === null)).toBe(true);
    expect(map.excess.flat().every((excess) => excess === 0)).toBe(true);
    const single = finish(drawMap(questionFor({ ...line, x: [[1, 2]], y: [3] }).question));
    expect(single.batchSizes).toEqual([1]);
    expect(single.boundary[0]).toBeCloseTo(2 / 12, 12);
  });
});
