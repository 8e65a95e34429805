/** Which rows are held out: seeded shuffles in integers, the same on every host. */

export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** Given how many rows, the share to hold out and a seed: the positions (from 0) of each part, ascending. */
export type Splitter = (rows: number, fraction: number, seed: number) => Split;

/**
 * Holds out ⌊rows · fraction + ½⌋ rows (at least one, and never all) chosen by a seeded shuffle (Fisher and Yates)
 * of all of them. Both parts keep the order of the table.
 */
export const seededSplit: Splitter = (rows, fraction, seed) => {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  shuffle(order, integers(seed));
  const held = heldRows(rows, fraction);
  return { train: order.slice(held).sort(), validation: order.slice(0, held).sort() };
};

/**
 * Holds out as many rows as `seededSplit`, from every class in proportion (largest remainders; of equal remainders the
 * class with the smaller number first). Every class keeps a row to learn from, so one with a single row is never held
 * out, and then there may be fewer.
 */
export function stratifiedSplit(classes: Int32Array, fraction: number, seed: number): Split {
  const rows = Int32Array.from(classes, (_, row) => row);
  const members = [...new Set(classes)]
    .sort((a, b) => a - b)
    .map((code) => rows.filter((row) => classes[row] === code));
  const shares = proportional(
    members.map((each) => each.length),
    heldRows(classes.length, fraction),
  );
  const draw = integers(seed);
  const isHeld = new Uint8Array(classes.length);
  for (const [place, each] of members.entries()) {
    shuffle(each, draw);
    for (const row of each.subarray(0, shares[place])) isHeld[row] = 1;
  }
  return { train: rows.filter((row) => isHeld[row] === 0), validation: rows.filter((row) => isHeld[row] === 1) };
}

const heldRows = (rows: number, fraction: number): number =>
  fraction === 0 ? 0 : Math.min(Math.max(Math.floor(rows * fraction + 0.5), 1), rows - 1);

/** How many of `wanted` each class gives: in proportion to its rows, and never all of them. */
function proportional(counts: readonly number[], wanted: number): number[] {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => Math.min(count - 1, Math.floor((count * wanted) / rows)));
  const remainders = counts.map((count, place) => ({ place, remainder: (count * wanted) % rows }));
  remainders.sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  let left = wanted - shares.reduce((sum, share) => sum + share, 0);
  while (left > 0) {
    const before = left;
    for (const { place } of remainders) {
      if (left === 0 || shares[place] >= counts[place] - 1) continue;
      shares[place] += 1;
      left -= 1;
    }
    if (left === before) return shares;
  }
  return shares;
}

/** Fisher and Yates, in place. */
function shuffle(order: Int32Array, draw: (bound: number) => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = draw(last + 1);
    const row = order[last];
    order[last] = order[other];
    order[other] = row;
  }
}

/** Uniform integers below a bound from a counter put through a 32-bit mixer (the finalizer of MurmurHash3). */
function integers(seed: number): (bound: number) => number {
  let counter = mix(mix(seed | 0) ^ Math.floor(seed / 2 ** 32));
  const next = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    return mix(counter) >>> 0;
  };
  return (bound) => {
    // The top of the range that no multiple of `bound` fills is drawn again, so that no row is favoured.
    const limit = 2 ** 32 - (2 ** 32 % bound);
    let value = next();
    while (value >= limit) value = next();
    return value % bound;
  };
}

function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
