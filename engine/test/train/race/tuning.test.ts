/** The best-rate race and its tuning, on problems in plain JavaScript. */
import { describe, expect, it } from "vitest";
import { type RaceOptions, race } from "../../../src/train/race/index.ts";
import { rateAt } from "../../../src/train/race/tuning.ts";
import type { DescentRecord, RaceRecord } from "../../../src/train/record.ts";
import { noisyLine, objectiveOf, type Problem, programOf, squared } from "../support/affine.ts";
import { line, optionsFor } from "../support/races.ts";

async function bestOf(problem: Problem, changes: Partial<RaceOptions> = {}) {
  const { program, options } = optionsFor(problem, { bestRate: true, tuningSeeds: 3, epochs: 4, ...changes });
  const result = await race(options);
  const best = result.races[1];
  expect(best.rule).toBe("best");
  return { result, best, program };
}

const tuningOf = ({ tuning }: DescentRecord) => {
  if (tuning === undefined) throw new Error("a lane of the best-rate race has no tuning");
  return tuning;
};

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const middle = (values: readonly number[]): number => {
  const all = sorted(values);
  return all.length % 2 === 1 ? all[(all.length - 1) / 2] : (all[all.length / 2 - 1] + all[all.length / 2]) / 2;
};

/** The same trial again, by hand. */
function finalLoss(problem: Problem, { batchSize, decay }: DescentRecord, learningRate: number, seed: number) {
  const objective = objectiveOf(problem);
  const rows = batchSize === "full" ? objective.rows : batchSize;
  const run = programOf(problem).start({ seed, batchSize: rows, learningRate, decay, order: "reshuffle" });
  run.advance(4 * Math.ceil(objective.rows / rows));
  const loss = objective.value(run.parameters());
  return run.diverged === null && Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY;
}

describe("the best-rate race", () => {
  it("has a lane of each size at a constant rate, and below the full batch one whose rate falls", async () => {
    const { best } = await bestOf(line);
    expect(best.descents.map(({ batchSize, decay }) => [batchSize, decay > 0])).toEqual([
      ["full", false],
      [8, false],
      [1, false],
      [8, true],
      [1, true],
    ]);
    // A tenth of the budget halves the rate: 4 epochs of 24 rows are 12 or 96 updates.
    expect(best.descents[3].decay).toBeCloseTo(10 / 12, 12);
    expect(best.descents[4].decay).toBeCloseTo(10 / 96, 12);
  });

  it("tries the same rates with every lane, from the same seeds, none of them a seed of the result", async () => {
    const { best, program } = await bestOf(line);
    const { grid } = tuningOf(best.descents[0]);
    for (const descent of best.descents) {
      const tuning = tuningOf(descent);
      expect(tuning.grid).toEqual(grid);
      expect(tuning.losses).toHaveLength(grid.length);
      expect(tuning.seeds).toEqual([5, 6, 7]);
      expect(descent.seeds.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4]);
      expect(grid).toContain(descent.learningRate);
      const rows = descent.batchSize === "full" ? 24 : descent.batchSize;
      for (const learningRate of grid) {
        const trials = program.traces.filter(
          ({ settings }) =>
            settings.batchSize === rows &&
            settings.learningRate === learningRate &&
            (settings.decay ?? 0) === descent.decay &&
            settings.seed >= 5,
        );
        expect(trials.map(({ settings }) => settings.seed)).toEqual([5, 6, 7]);
      }
      // What the trials cost: every one of them, also those that were lost.
      const updates = 3 * grid.length * 4 * Math.ceil(24 / rows);
      expect(tuning.steps).toBeLessThanOrEqual(updates);
      if (tuning.lost.every((count) => count === 0)) expect(tuning.steps).toBe(updates);
    }
    for (let i = 1; i < grid.length; i++) expect(grid[i] / grid[i - 1]).toBeCloseTo(Math.SQRT2, 12);
  });

  it("chooses the rate of the lowest median loss at the budget", async () => {
    const { best } = await bestOf(line);
    const start = objectiveOf(line).value(
      programOf(line).start({ seed: 0, batchSize: 1, learningRate: 1, order: "sequential" }).parameters(),
    );
    for (const descent of best.descents) {
      const { grid, losses } = tuningOf(descent);
      const scores = grid.map((rate) => middle([5, 6, 7].map((seed) => finalLoss(line, descent, rate, seed))));
      scores.forEach((score, i) => {
        expect(losses[i] ?? Number.POSITIVE_INFINITY).toBeCloseTo(score, 12);
      });
      const least = Math.min(...scores);
      // Rates nobody could tell apart: the smallest of them.
      const chosen = grid[scores.findIndex((score) => score <= least + 1e-6 * (start - least))];
      expect(descent.learningRate).toBe(chosen);
    }
  });

  it("lets all lanes read the same permutations", async () => {
    const { best, program } = await bestOf(line);
    for (let seed = 0; seed < 5; seed++) {
      const orders = best.descents.map(({ batchSize, decay, learningRate }) => {
        const rows = batchSize === "full" ? 24 : batchSize;
        const traces = program.traces.filter(
          ({ settings, rows: read }) =>
            settings.seed === seed &&
            settings.batchSize === rows &&
            settings.learningRate === learningRate &&
            (settings.decay ?? 0) === decay &&
            read.length === 4 * 24,
        );
        return traces[0].rows;
      });
      for (const order of orders) expect(order).toEqual(orders[0]);
    }
  });

  it("does not mind in which order the sizes are named", async () => {
    const numbers = ({ descents }: RaceRecord) =>
      JSON.stringify(
        [...descents].sort((a, b) => String([a.batchSize, a.decay]).localeCompare(String([b.batchSize, b.decay]))),
        (key, value) => (/[sS]econd/.test(key) ? undefined : value),
      );
    const one = await bestOf(line, { batchSizes: ["full", 8, 1] });
    const other = await bestOf(line, { batchSizes: [1, "full", 8] });
    for (const i of [0, 1]) expect(numbers(other.result.races[i])).toBe(numbers(one.result.races[i]));
    expect(other.result.recommendation).toEqual(one.result.recommendation);
  });

  it("extends the grid for all lanes when the best rate of one is an edge, and says when it gave up", async () => {
    // One row whose loss falls for ever with the rate: no rate is too large.
    const slope: Problem = {
      ...line,
      x: line.x.map(([a]) => [1 + a * a]),
      y: line.y.map(() => 1),
      bias: false,
      loss: {
        outputs: 1,
        curvature: 1,
        at: ([z]) => {
          const size = Math.exp(-Math.abs(z));
          const value = z > 0 ? size : 2 - size;
          return { value, gradient: [-size], hessian: [[size]] };
        },
      },
    };
    const start = () => Float64Array.of(-2);
    const { best } = await bestOf(slope, { program: programOf(slope, { start }), convex: false });
    const grids = best.descents.map((descent) => tuningOf(descent).grid);
    for (const grid of grids) expect(grid).toEqual(grids[0]);
    const unit = 1 / slope.x.reduce((sum, [a]) => sum + (a * a) / 24, 0);
    expect(grids[0].at(-1) ?? 0).toBeGreaterThan(4.1 * unit);
  });

  it("tells of lanes that lose every rate, and goes on", async () => {
    const { program, options } = optionsFor(line, { bestRate: true, tuningSeeds: 2, seeds: 2, epochs: 2 });
    const broken: RaceOptions = {
      ...options,
      program: {
        ...program,
        start(settings) {
          const run = program.start(settings);
          // Batches of eight never survive their first update.
          if (settings.batchSize !== 8) return run;
          let lost = false;
          return {
            get step() {
              return run.step;
            },
            get examples() {
              return run.examples;
            },
            get diverged() {
              return lost ? { step: 0, parameter: "weights" } : null;
            },
            advance() {
              lost = true;
              return new Float64Array(0);
            },
            parameters: () => run.parameters(),
            close: () => run.close(),
          };
        },
      },
    };
    const { races, recommendation } = await race(broken);
    const [, mini] = races[1].descents;
    const tuning = tuningOf(mini);
    expect(tuning.losses.every((loss) => loss === null)).toBe(true);
    expect(tuning.lost.every((count) => count === 2)).toBe(true);
    expect(tuning.atEdge).toBe(true);
    expect(mini.seeds.every(({ finalLoss: loss, diverged }) => loss === null && diverged !== null)).toBe(true);
    expect(mini.finalLoss.median).toBeNull();
    expect(recommendation?.batchSize).not.toBe(8);
    // The others are not worse for it: their lanes are those of a race without the broken one.
    expect(races[1].descents[0].finalLoss.median).not.toBeNull();
    const againstFull = races[1].comparisons.filter(({ lanes }) => lanes[0] === 0 && lanes[1] === 1);
    expect(againstFull.map(({ difference }) => difference)).toEqual([null, null, null]);
  });

  it("recommends nothing where everything is lost, and is not run when not asked for", async () => {
    const { best, result } = await bestOf({ ...line, loss: exploding }, { convex: false, affine: false, seeds: 2 });
    expect(best.descents.every(({ finalLoss: { median } }) => median === null)).toBe(true);
    expect(result.recommendation).toBeNull();
    const alone = await race(optionsFor(line).options);
    expect(alone.races).toHaveLength(1);
    expect(alone.recommendation).toBeNull();
  });

  it("tries a deterministic lane once and counts the cost of once", async () => {
    const start = () => new Float64Array(3);
    const { best } = await bestOf(line, { program: programOf(line, { start }) });
    const full = tuningOf(best.descents[0]);
    expect(full.seeds).toEqual([5]);
    expect(full.steps).toBe(full.grid.length * 4);
    expect(best.descents[0].seeds).toHaveLength(1);
    expect(tuningOf(best.descents[1]).seeds).toEqual([5, 6, 7]);
  });

  it("costs what a rate costs: powers of √2 are the same from wherever they are counted", () => {
    for (let k = -30; k <= 30; k += 2) expect(rateAt(0.3, k)).toBe(0.3 * 2 ** (k / 2));
    expect(rateAt(1, 1)).toBe(Math.SQRT2);
    expect(rateAt(1, -1)).toBe(Math.SQRT2 / 2);
    expect(rateAt(1, -3)).toBe(Math.SQRT2 / 4);
  });
});

/** Finite at the start; whatever happens, the next step is not. */
const exploding = {
  ...squared,
  at: ([z]: number[], y: number) => ({ value: (z - y) ** 2, gradient: [Number.MAX_VALUE * 1e300], hessian: [[2]] }),
};

describe("a race at best rates", () => {
  it("is the same every time but for the seconds", async () => {
    const strip = (value: unknown) =>
      JSON.stringify(value, (key, item) => (/[sS]econds?/.test(key) ? undefined : item));
    const one = await bestOf(noisyLine(20, 2, 1, 6));
    const other = await bestOf(noisyLine(20, 2, 1, 6));
    expect(strip(other.result)).toBe(strip(one.result));
  });
});
