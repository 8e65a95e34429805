/**
 * Random numbers that are the same bits on every host: 32-bit integer arithmetic only. A key names a stream. Keys are
 * made by a counter-based generator, so that streams do not depend on one another, nor on how far they are drawn from.
 */
import { OptionError } from "./errors.ts";

/** Names one stream of random numbers: 64 bits as two words. */
export type Key = readonly [number, number];

const TWO_32 = 2 ** 32;

/**
 * The key of a stream of its own for each purpose and index of a seed, or of another key: start values, the order of
 * epoch 3, a split of the rows. Which other streams are drawn from, and how far, changes nothing.
 *
 * @param seed a whole number from 0 to 2⁵³ − 1, or a key to derive from
 * @param label what the numbers are for
 * @param index which of many with that label
 * @throws OptionError `seed-range`, `index-range`
 */
export function fold(seed: number | Key, label: "start" | "order" | "split" | (string & {}), index: number): Key {
  let key: Key = typeof seed === "number" ? wordsOf(seed, "seed") : seed;
  // The second counter word tells letters from the index, whose high word is below 2²¹.
  for (let i = 0; i < label.length; i++) key = threefry(key, [label.charCodeAt(i), ~i]);
  return threefry(key, wordsOf(index, "index"));
}

/** 32 random bits `count` times. A longer draw begins with the shorter one. */
export function bits(key: Key, count: number): Uint32Array {
  const words = new Uint32Array(count);
  const stream = new Stream(seedState(key));
  for (let i = 0; i < count; i++) words[i] = stream.word();
  return words;
}

/** Numbers in [0, 1), multiples of 2⁻⁵³ and all alike likely. A longer draw begins with the shorter one. */
export function uniform(key: Key, count: number): Float64Array {
  const numbers = new Float64Array(count);
  const stream = new Stream(seedState(key));
  for (let i = 0; i < count; i++) {
    const high = stream.word() >>> 5;
    numbers[i] = (high * 2 ** 26 + (stream.word() >>> 6)) * 2 ** -53;
  }
  return numbers;
}

/** Integers in 0 … below − 1, each alike likely, drawn with replacement. `below` is a whole number from 1 to 2³². */
export function integers(key: Key, count: number, below: number): Uint32Array {
  if (!(Number.isSafeInteger(below) && below >= 1 && below <= TWO_32)) {
    throw new OptionError("below-range", `integers: below is ${below}; expected a whole number from 1 to 2³²`, {
      below,
    });
  }
  const numbers = new Uint32Array(count);
  const stream = new Stream(seedState(key));
  for (let i = 0; i < count; i++) numbers[i] = stream.below(below);
  return numbers;
}

/** 0 … n − 1 in random order, each order alike likely (Fisher and Yates, as Durstenfeld 1964 does it in place). */
export function permutation(key: Key, n: number): Uint32Array {
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  const stream = new Stream(seedState(key));
  for (let last = n - 1; last > 0; last--) {
    const other = stream.below(last + 1);
    const moved = order[other];
    order[other] = order[last];
    order[last] = moved;
  }
  return order;
}

/** Four words, not all zero. */
export type State = readonly [number, number, number, number];

const seedState = (key: Key): State => {
  const state: State = [...threefry(key, [0, 0]), ...threefry(key, [1, 0])];
  return state.some((word) => word !== 0) ? state : [1, 0, 0, 0];
};

/**
 * The words of one stream, one after the other: xoshiro128++ 1.0, period 2¹²⁸ − 1.
 * Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021, arXiv:1805.01407.
 */
export class Stream {
  // In a typed array, because JavaScript boxes fields that do not fit into 31 bits.
  readonly #state: Int32Array;

  constructor(state: State) {
    this.#state = Int32Array.from(state, (word) => word | 0);
  }

  /** The next 32 bits. */
  word(): number {
    const state = this.#state;
    const a = state[0];
    const b = state[1];
    const c = state[2] ^ a;
    const d = state[3] ^ b;
    const sum = (a + state[3]) | 0;
    state[0] = a ^ d;
    state[1] = b ^ c;
    state[2] = c ^ (b << 9);
    state[3] = (d << 11) | (d >>> 21);
    return (((sum << 7) | (sum >>> 25)) + a) >>> 0;
  }

  /**
   * An integer in 0 … n − 1 without bias: the high word of word · n, where words that make one result likelier than
   * another are drawn again (Lemire 2019, arXiv:1805.10941). The product has up to 64 bits; its low word is exact in
   * integers, and the float product is off by less than 2¹¹, so the high word is exact after rounding.
   */
  below(n: number): number {
    let word = this.word();
    let low = Math.imul(word, n) >>> 0;
    if (low < n) {
      const refused = (TWO_32 - n) % n;
      while (low < refused) {
        word = this.word();
        low = Math.imul(word, n) >>> 0;
      }
    }
    return Math.round((word * n - low) / TWO_32);
  }
}

/** A whole number below 2⁵³ as its low and high word. */
function wordsOf(value: number, name: "seed" | "index"): Key {
  if (Number.isSafeInteger(value) && value >= 0) return [value >>> 0, Math.floor(value / TWO_32)];
  throw new OptionError(`${name}-range`, `${name} is ${value}; expected a whole number from 0 to 2⁵³ − 1`, {
    [name]: value,
  });
}

const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
];

/**
 * Threefry-2x32 with 20 rounds: two words that look random, from a key and a counter. In five groups of four rounds,
 * after each of which a part of the key is added.
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function threefry([key0, key1]: Key, [counter0, counter1]: Key): Key {
  const schedule = [key0, key1, 0x1bd11bda ^ key0 ^ key1];
  let a = (counter0 + key0) | 0;
  let b = (counter1 + key1) | 0;
  for (let group = 1; group <= 5; group++) {
    for (const rotation of rotations[(group - 1) % 2]) {
      a = (a + b) | 0;
      b = ((b << rotation) | (b >>> (32 - rotation))) ^ a;
    }
    a = (a + schedule[group % 3]) | 0;
    b = (b + schedule[(group + 1) % 3] + group) | 0;
  }
  return [a >>> 0, b >>> 0];
}
