/** Noise made in the program: the numbers written out by hand, what they are spread like, and that they repeat. */
import type { Tensor } from "nabla";
import { chain, noise, scaleByLearningRate } from "nabla/optimizers";
import { descend, steps } from "nabla/train";
import { describe, expect, it } from "vitest";
import { follow, plainly } from "./byHand.ts";

const spread = 0x9e3779b9;

/** The finalizer of MurmurHash3, in unsigned arithmetic. */
function scrambled(x: number): number {
  let word = x >>> 0;
  word ^= word >>> 16;
  word = Math.imul(word, 0x85ebca6b) >>> 0;
  word ^= word >>> 13;
  word = Math.imul(word, 0xc2b2ae35) >>> 0;
  return (word ^ (word >>> 16)) >>> 0;
}

const wordOf = (word: number, counter: number): number => scrambled(word + Math.imul(counter, spread));

function normal(seed: number, step: number, leaf: number, place: number): number {
  const word = wordOf(wordOf(scrambled(seed), step), leaf);
  // From −½ on, as words with a sign are counted.
  const even = (counter: number) => (wordOf(word, counter) | 0) / 2 ** 32;
  const share = Math.max(even(2 * place) + 0.5, 2 ** -33);
  return Math.sqrt(-2 * Math.log(share)) * Math.cos(2 * Math.PI * even(2 * place + 1));
}

describe("noise on the gradient", () => {
  it("is N(0, η/(1 + t)^γ) by seed, step, tensor and place", () => {
    follow(
      chain(noise({ eta: 0.3, gamma: 0.55, seed: 12345 }), scaleByLearningRate({ learningRate: 0.1 })),
      plainly(0.1, (gradient, _, t) =>
        gradient.map((leaf, i) => leaf.map((g, j) => g + Math.sqrt(0.3 / t ** 0.55) * normal(12345, t - 1, i, j))),
      ),
    );
  });

  const count = 40_000;
  /** The noise of some steps of two tensors, as a descent along a gradient of 0 shows it. */
  async function drawn(seed: number, dtype: "float32" | "float64"): Promise<number[][]> {
    const zeros = new Float64Array(count);
    const descent = descend({
      model: {
        init: () => ({ a: { shape: [200, 200], data: zeros }, b: zeros }),
        apply: (parameters, x) => {
          const { a, b } = parameters as unknown as { a: Tensor; b: Tensor };
          return a.sum().add(b.sum()).mul(0).add(x);
        },
      },
      loss: (prediction, target) => prediction.sub(target).square(),
      data: { x: [1, 2], y: [1, 2] },
      optimizer: chain(noise({ eta: 1, gamma: 0, seed }), scaleByLearningRate({ learningRate: 1 })),
      dtype,
      stop: [steps(3)],
    });
    const draws: number[][] = [];
    let before = [0, 1].map(() => new Float64Array(count));
    for (let step = 0; step < 2; step++) {
      await descent.advance(1);
      const now = descent.namedParameters.map(({ value }) => Float64Array.from(value.data));
      draws.push(...now.map((all, i) => Array.from(all, (w, j) => before[i][j] - w)));
      before = now;
    }
    descent.close();
    return draws;
  }

  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const moment = (numbers: readonly number[], power: number) => mean(numbers.map((each) => each ** power));
  /** Standard deviations of a mean of as many numbers that are tolerated. */
  const tolerance = (deviation: number) => (5 * deviation) / Math.sqrt(count);

  it.each(["float32", "float64"] as const)("is spread like the normal law in %s", async (dtype) => {
    for (const numbers of await drawn(1, dtype)) {
      expect(Math.abs(moment(numbers, 1))).toBeLessThan(tolerance(1));
      expect(Math.abs(moment(numbers, 2) - 1)).toBeLessThan(tolerance(Math.sqrt(2)));
      expect(Math.abs(moment(numbers, 3))).toBeLessThan(tolerance(Math.sqrt(15)));
      expect(Math.abs(moment(numbers, 4) - 3)).toBeLessThan(tolerance(Math.sqrt(96)));
      const beyond = numbers.filter((each) => Math.abs(each) > 1.959964).length / count;
      expect(Math.abs(beyond - 0.05)).toBeLessThan(tolerance(Math.sqrt(0.05 * 0.95)));
    }
  });

  it("is independent from place to place, step to step, tensor to tensor and seed to seed", async () => {
    const draws = [...(await drawn(1, "float64")), ...(await drawn(2, "float64"))];
    const correlation = (a: readonly number[], b: readonly number[]) => mean(a.map((each, i) => each * b[i]));
    for (const [i, a] of draws.entries()) {
      for (const lag of [1, 2, 200]) {
        expect(Math.abs(correlation(a.slice(lag), a.slice(0, -lag)))).toBeLessThan(tolerance(1));
        expect(Math.abs(mean(a.slice(lag).map((each, j) => (each ** 2 - 1) * (a[j] ** 2 - 1))))).toBeLessThan(
          tolerance(2),
        );
      }
      for (const b of draws.slice(i + 1)) expect(Math.abs(correlation(a, b))).toBeLessThan(tolerance(1));
    }
  });

  it("is the same again, bit for bit", async () => {
    expect(await drawn(5, "float32")).toEqual(await drawn(5, "float32"));
  });

  it.each([{ eta: -1 }, {}, { eta: 1, seed: 0.5 }, { eta: 1, seed: 2 ** 25 }, { eta: 1, gama: 1 }])(
    "refuses %j",
    (wrong) => {
      expect(() => noise(wrong as never)).toThrow(/noise/);
    },
  );
});
