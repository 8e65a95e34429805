import { describe, expect, it } from "vitest";
import { meanSquaredError, softmaxCrossEntropy } from "../../../src/doors/losses.ts";
import { linear } from "../../../src/doors/models.ts";
import { adam, chain, mapTogether, scaleByLearningRate, sgd } from "../../../src/doors/optimizers.ts";
import { type CompareOptions, compare } from "../../../src/doors/race.ts";
import { Draw } from "../../wasm/randomGraph.ts";

const draw = new Draw(3);
const x = Array.from({ length: 40 }, () => [draw.number() / 4, draw.number() / 4]);
const y = x.map(([a, b]) => a - 2 * b + 0.5 + draw.number() / 10);

const options = (more: Partial<CompareOptions>): CompareOptions => ({
  model: linear(),
  loss: meanSquaredError,
  data: { x, y },
  epochs: 4,
  seeds: 6,
  tuningSeeds: 2,
  timing: false,
  ...more,
});

const rate = { learningRate: 1 };

describe("optimizers that race at one batch size", () => {
  it("have the same grid, the same number of trials from the same seeds, and the same budget", async () => {
    const optimizers = { plain: sgd(rate), heavy: sgd({ ...rate, momentum: 0.9 }), adam: adam(rate) };
    const { races, recommendation, claims, theory } = await compare(options({ optimizers, batchSizes: [8] }));
    const [same, best] = races;
    expect(same.descents.map(({ optimizer }) => optimizer)).toEqual(["plain", "heavy", "adam"]);
    expect(new Set(same.descents.map(({ learningRate }) => learningRate)).size).toBe(1);
    expect(best.descents.map(({ optimizer, decay }) => [optimizer, decay > 0])).toEqual(
      [false, true].flatMap((falls) => ["plain", "heavy", "adam"].map((name) => [name, falls])),
    );
    const [first, ...others] = best.descents;
    for (const { tuning, seeds, limit, limitHow, batchSize } of [first, ...others]) {
      expect(tuning?.grid).toEqual(first.tuning?.grid);
      expect(tuning?.seeds).toEqual(first.tuning?.seeds);
      expect(tuning?.seeds.some((seed) => seeds.some((run) => run.seed === seed))).toBe(false);
      expect(seeds.map((run) => run.seed)).toEqual(first.seeds.map((run) => run.seed));
      expect(seeds.map((run) => run.examples)).toEqual(first.seeds.map((run) => run.examples));
      expect({ limit, limitHow, batchSize }).toEqual({ limit: null, limitHow: "none", batchSize: 8 });
    }
    // The chosen rate is the best of its own trials.
    for (const { tuning, learningRate } of best.descents) {
      const losses = tuning?.losses.map((loss) => loss ?? Infinity) ?? [];
      const chosen = losses[tuning?.grid.indexOf(learningRate) ?? -1];
      expect(chosen).toBeLessThanOrEqual(Math.min(...losses) * (1 + 1e-4));
    }
    expect(["plain", "heavy", "adam"]).toContain(recommendation?.optimizer);
    expect(claims.map(({ verdict, reason }) => [verdict, reason])).toEqual(
      new Array(16).fill(["not tested", "other-optimizer"]),
    );
    expect(theory).toBeUndefined();
  });

  it("tie with themselves, and run as they do when batch sizes race", async () => {
    const twins = await compare(options({ optimizers: { one: sgd(rate), other: sgd(rate) }, batchSizes: [8] }));
    const alone = await compare(options({ batchSizes: [8] }));
    const ends = ({ races }: Awaited<ReturnType<typeof compare>>) =>
      races[1].descents.map(({ seeds, learningRate }) => [learningRate, seeds.map(({ finalLoss }) => finalLoss)]);
    const [one, other, oneFalling, otherFalling] = ends(twins);
    expect(other).toEqual(one);
    expect(otherFalling).toEqual(oneFalling);
    expect([one, oneFalling]).toEqual(ends(alone));
    const pairs = twins.races[1].comparisons.filter(({ lanes }) => lanes[0] === 0 && lanes[1] === 1);
    expect(pairs.map(({ lower }) => lower)).toEqual([null, null, null]);
  });

  it("are refused at several sizes, without a name, beside one for all, or with a schedule", async () => {
    const code = (more: Partial<CompareOptions>) => compare(options(more)).then(String, (error) => error.code);
    expect(await code({ optimizers: { a: sgd(rate) }, batchSizes: [8, 1] })).toBe("optimizers-one-size");
    expect(await code({ optimizers: {} })).toBe("no-optimizers");
    expect(await code({ optimizers: { a: sgd(rate) }, optimizer: sgd(rate) })).toBe("optimizer-twice");
    expect(await code({ optimizers: { a: sgd(rate), b: adam(rate) }, batchSizes: [8], map: true })).toBe(
      "map-of-others",
    );
    expect(await code({ optimizer: adam(rate), map: true })).toBe("map-of-others");
    const { inverseTime } = await import("../../../src/doors/schedules.ts");
    const falling = sgd({ learningRate: inverseTime({ initial: 1, decay: 1 }) });
    expect(await code({ optimizers: { a: sgd(rate), b: falling } })).toBe("race-rate");
    expect(await code({ optimizers: { a: { info: "nothing" } as never } })).toBe("option-type");
  });
});

describe("one optimizer for all lanes", () => {
  it("is plain gradient descent where its updates are, however it is written", async () => {
    const own = {
      hyper: { learningRate: 1 },
      init: () => [],
      update: ({ gradient, params, hyper }: Parameters<ReturnType<typeof sgd>["update"]>[0]) => ({
        params: mapTogether((w, g) => w.sub(g.mul(hyper.learningRate)), params, gradient),
        state: [],
      }),
    };
    for (const optimizer of [sgd(rate), chain(scaleByLearningRate(rate)), own]) {
      const { races, claims } = await compare(options({ optimizer, bestRate: false, seeds: 2 }));
      expect(races[0].descents.every(({ limit }) => limit !== null)).toBe(true);
      expect(claims.some(({ verdict }) => verdict !== "not tested")).toBe(true);
    }
  });

  it("is plain whatever the loss, also one with a gradient of its own", async () => {
    const data = { x, y: y.map((value) => (value > 0 ? 1 : 0)) };
    const { races } = await compare(options({ data, loss: softmaxCrossEntropy, bestRate: false, seeds: 2 }));
    expect(races[0].descents.every(({ limit }) => limit !== null)).toBe(true);
  });

  it("leaves out what is true of plain gradient descent only", async () => {
    const optimizer = sgd({ ...rate, momentum: 0.5 });
    const { races, claims, theory } = await compare(options({ optimizer, bestRate: false, seeds: 2 }));
    expect(races[0].descents.map(({ limit, optimizer: name }) => [limit, name])).toEqual(
      new Array(3).fill([null, undefined]),
    );
    expect(claims.every(({ reason }) => reason === "other-optimizer")).toBe(true);
    expect(theory).toBeUndefined();
  });
});
