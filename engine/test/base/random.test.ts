import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bits, fold, integers, permutation, Stream, threefry, uniform } from "../../src/base/random.ts";

const key = fold(7, "test", 0);

/** Pearson's χ² of counts that should be equal. */
const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};

const countsOf = (values: Iterable<number>, cells: number): number[] => {
  const counts = new Array<number>(cells).fill(0);
  for (const value of values) counts[value]++;
  return counts;
};

describe("published generators", () => {
  // The known answers that come with Random123.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const)("Threefry-2x32-20 of key %j at %j", (threefryKey, counter, answer) => {
    expect(threefry(threefryKey, counter)).toEqual(answer);
  });

  /** xoshiro128++ transcribed in 64-bit integers from the authors' C. */
  function* xoshiro(...start: bigint[]): Generator<number> {
    const mask = (1n << 32n) - 1n;
    const rotate = (x: bigint, k: bigint) => ((x << k) & mask) | (x >> (32n - k));
    const s = [...start];
    while (true) {
      yield Number((rotate((s[0] + s[3]) & mask, 7n) + s[0]) & mask);
      const t = (s[1] << 9n) & mask;
      s[2] ^= s[0];
      s[3] ^= s[1];
      s[1] ^= s[2];
      s[0] ^= s[3];
      s[2] ^= t;
      s[3] = rotate(s[3], 11n);
    }
  }

  it("xoshiro128++", () => {
    const stream = new Stream([1, 2, 3, 4]);
    const first = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295];
    expect(first.map(() => stream.word())).toEqual(first);
    const seed = [0xdeadbeef, 0x80000000, 0xffffffff, 5] as const;
    const [ours, theirs] = [new Stream(seed), xoshiro(...seed.map(BigInt))];
    for (let i = 0; i < 1000; i++) expect(ours.word()).toBe(theirs.next().value);
  });
});

describe("keys", () => {
  it("differ by seed, label and index, also where their text looks alike", () => {
    const keys = [
      fold(0, "start", 0),
      fold(0, "start", 1),
      fold(0, "order", 0),
      fold(1, "start", 0),
      fold(2 ** 32, "start", 0),
      fold(0, "start", 2 ** 32),
      fold(0, "star", 116),
      fold(0, "", 0),
      fold(0, "trast", 0),
    ];
    expect(new Set(keys.map(String)).size).toBe(keys.length);
  });

  it("derive from keys", () => {
    expect(fold(key, "weights", 0)).not.toEqual(fold(key, "weights", 1));
    expect(fold(fold(7, "test", 0), "weights", 0)).toEqual(fold(key, "weights", 0));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])("refuse the seed or index %d", (wrong) => {
    expect(() => fold(wrong, "start", 0)).toThrow(/seed is .* expected a whole number/);
    expect(() => fold(0, "start", wrong)).toThrow(/index is .* expected a whole number/);
  });
});

describe("draws", () => {
  it("begin alike, however many are drawn", () => {
    const draws = [bits, uniform, (k: typeof key, n: number) => integers(k, n, 1000)];
    for (const draw of draws) expect([...draw(key, 1000)].slice(0, 37)).toEqual([...draw(key, 37)]);
  });

  it("are uniform: χ² of 256 cells lies within its 99.99 % interval", () => {
    // χ² with 255 degrees of freedom: mean 255, standard deviation 22.6.
    const inside = (counts: number[]) => {
      const value = chiSquare(counts);
      expect(value).toBeGreaterThan(175);
      expect(value).toBeLessThan(350);
    };
    const n = 1 << 17;
    for (let seed = 0; seed < 5; seed++) {
      const own = fold(seed, "uniformity", 0);
      for (const shift of [0, 8, 16, 24])
        inside(
          countsOf(
            bits(own, n).map((word) => (word >>> shift) & 255),
            256,
          ),
        );
      inside(
        countsOf(
          Array.from(uniform(own, n), (share) => Math.floor(share * 256)),
          256,
        ),
      );
      inside(
        countsOf(
          Array.from(uniform(own, n), (share) => Math.floor(share * 2 ** 20) & 255),
          256,
        ),
      );
      inside(countsOf(integers(own, n, 256), 256));
    }
    const pairs = uniform(fold(1, "pairs", 0), 2 * n);
    inside(
      countsOf(
        Array.from({ length: n }, (_, i) => Math.floor(pairs[2 * i] * 16) * 16 + Math.floor(pairs[2 * i + 1] * 16)),
        256,
      ),
    );
    // First numbers of neighbouring streams, as seeds of neighbouring runs have them.
    inside(
      countsOf(
        Array.from({ length: n }, (_, i) => Math.floor(uniform(fold(i, "start", 0), 1)[0] * 256)),
        256,
      ),
    );
  });

  it("of [0, 1) have 53 bits and stay below 1", () => {
    const drawn = uniform(key, 10_000);
    for (const share of drawn) {
      expect(share >= 0 && share < 1).toBe(true);
      expect(Number.isInteger(share * 2 ** 53)).toBe(true);
    }
    expect(drawn.some((share) => !Number.isInteger(share * 2 ** 52))).toBe(true);
  });

  it("of bounded integers are unbiased where a remainder would be biased", () => {
    // 3·2³⁰: taken modulo, the first third of the range would come twice as often as the others.
    const below = 3 * 2 ** 30;
    const thirds = countsOf(
      Array.from(integers(key, 30_000, below), (value) => Math.floor(value / 2 ** 30)),
      3,
    );
    expect(chiSquare(thirds)).toBeLessThan(18.4);
  });

  it("of bounded integers are the high word of word · n, exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer({ min: 0, max: 2 ** 40 }), (n, seed) => {
        const own = fold(seed, "exact", 0);
        const words = [...bits(own, 64)];
        const threshold = 2n ** 32n % BigInt(n);
        const kept = words
          .map((word) => BigInt(word) * BigInt(n))
          .filter((product) => product % 2n ** 32n >= threshold);
        const expected = kept.slice(0, 8).map((product) => Number(product >> 32n));
        expect([...integers(own, expected.length, n)]).toEqual(expected);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1])("refuse integers below %d", (below) => {
    expect(() => integers(key, 1, below)).toThrow(/whole number from 1 to 2³²/);
  });
});

describe("permutations", () => {
  it("hold every number once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0 }), (n, epoch) => {
        const order = permutation(fold(3, "order", epoch), n);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      { seed: 2 },
    );
  });

  it("come in all orders alike often", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(fold(11, "order", i), 4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // χ² with 23 degrees of freedom: 99.99 % lie below 56.
    expect(chiSquare([...counts.values()])).toBeLessThan(56);
  });

  it("of different epochs are different, of the same epoch the same", () => {
    expect(permutation(fold(0, "order", 0), 100)).not.toEqual(permutation(fold(0, "order", 1), 100));
    expect(permutation(fold(0, "order", 5), 100)).toEqual(permutation(fold(0, "order", 5), 100));
  });
});
