/** In which order a descent visits the rows: integers made ahead of the program that consumes them. */
import { fold, integers, permutation, uniform } from "../base/random.ts";
import type { Order } from "./race/contract.ts";

/** Orders that need to know nothing about the rows but how many there are: those of a race. */
export const plainOrders = [
  "reshuffle",
  "shuffle-once",
  "with-replacement",
  "sequential",
] as const satisfies readonly Order[];

/**
 * How an epoch visits the rows, and what that does to the gradient of a batch as an estimate of ∇E:
 *
 * - "reshuffle": a new permutation each epoch. The gradient of each batch is unbiased, those of an epoch sum to that of
 *   all rows. Batches of an epoch are not independent, which helps (Gürbüzbalaban and others 2015, arXiv:1510.08560).
 * - "shuffle-once": one permutation for all epochs. Unbiased over seeds; for one seed the batches are always the same.
 * - "with-replacement": every row of every batch is drawn anew: unbiased, independent, with more noise over an epoch;
 *   about 37 % of the rows are not met in an epoch. What most theory is about.
 * - "sequential": as the rows lie. Biased by whatever they are sorted by.
 * - "stratified": a permutation whose batches hold every class in its share, to within two rows. Unbiased, with less
 *   noise where classes differ. Depends on the batch size.
 * - "importance": row i is drawn with probability pᵢ and weighted by 1/(n·pᵢ): unbiased and independent, with less
 *   noise where pᵢ follows the size of the gradients (Needell, Srebro and Ward 2014, arXiv:1310.5715).
 */
export type RowOrder = Order | "stratified" | "importance";

export const orders = [...plainOrders, "stratified", "importance"] as const satisfies readonly RowOrder[];

/**
 * What happens to the r = n mod B rows that do not fill a batch:
 *
 * - "keep": a batch of r rows whose mean is taken over r. Its rows weigh B/r times as much as the others.
 * - "weight": a batch of r rows whose sum is divided by B like that of the others: all rows of an epoch weigh the same,
 *   and the last step is shorter. The penalty `l2` takes part in it in full.
 * - "drop": they are not read. Another r rows each epoch where the order changes; where it stays, these rows are never
 *   learned from, which is a bias.
 * - "wrap": the batch is filled with the first rows of the epoch's order, which count twice. Other rows each epoch
 *   where the order changes; where it stays, a bias.
 */
export type PartialBatch = "keep" | "weight" | "drop" | "wrap";

export const partialBatches = ["keep", "weight", "drop", "wrap"] as const satisfies readonly PartialBatch[];

/** Everything that decides which rows a descent reads when. */
export interface RowPlan {
  readonly order: RowOrder;
  readonly seed: number;
  readonly rows: number;
  readonly batchSize: number;
  /** "keep". */
  readonly partial?: PartialBatch | undefined;
  /** Which stratum each row belongs to, counted from 0. */
  readonly strata?: Uint32Array | undefined;
  /** How likely each row is to be drawn; they sum to 1. */
  readonly likelihood?: Float64Array | undefined;
}

/** Rows that an epoch reads. */
export function rowsPerEpoch({ rows, batchSize, partial = "keep" }: RowPlan): number {
  const batch = Math.min(batchSize, rows);
  if (partial === "drop") return Math.floor(rows / batch) * batch;
  return partial === "wrap" ? Math.ceil(rows / batch) * batch : rows;
}

/** The rows of every epoch. */
export function rowsOfEpochs(plan: RowPlan): (epoch: number) => Uint32Array {
  const { order, seed, rows } = plan;
  const count = rowsPerEpoch(plan);
  const all = inOrder(plan, order, (epoch) => sharedOrder(order as Order, seed, epoch, rows));
  return (epoch) => {
    const chosen = all(epoch);
    if (count <= rows) return chosen.subarray(0, count);
    const wrapped = new Uint32Array(count);
    wrapped.set(chosen);
    wrapped.set(chosen.subarray(0, count - rows), rows);
    return wrapped;
  };
}

function inOrder(plan: RowPlan, order: RowOrder, plain: (epoch: number) => Uint32Array) {
  if (order === "stratified") return (epoch: number) => stratified(plan, epoch);
  if (order !== "importance") return plain;
  const upTo = cumulative(plan.likelihood ?? new Float64Array(plan.rows).fill(1));
  return (epoch: number) => drawn(upTo, fold(plan.seed, "order", epoch), plan.rows);
}

/**
 * Permutations made lately, oldest first: the lanes of a race, the cells of a map and the trials of a tuning read the
 * same ones, and making one costs more than a short epoch does.
 */
const lately = new Map<string, Uint32Array>();
let entriesKept = 0;
/** 16 MiB: the permutations of 100 seeds × 30 epochs of 1,000 rows. */
const MOST_ENTRIES = 2 ** 22;
/** A longer permutation costs little beside its epoch, and few would find room. */
const MOST_ROWS = 2 ** 16;

/** The same as `epochOrder`, remembered for a while. Not to be changed by the caller. */
export function sharedOrder(order: Order, seed: number, epoch: number, rows: number): Uint32Array {
  if (rows > MOST_ROWS) return epochOrder(order, seed, epoch, rows);
  const key = `${order} ${seed} ${epoch} ${rows}`;
  const known = lately.get(key);
  if (known !== undefined) return known;
  const made = epochOrder(order, seed, epoch, rows);
  lately.set(key, made);
  entriesKept += rows;
  for (const [oldest, { length }] of lately) {
    if (entriesKept <= MOST_ENTRIES) break;
    lately.delete(oldest);
    entriesKept -= length;
  }
  return made;
}

/** The rows of epoch `epoch`: the same for every batch size, because only seed, epoch and number of rows decide. */
export function epochOrder(order: Order, seed: number, epoch: number, rows: number): Uint32Array {
  switch (order) {
    case "reshuffle":
      return permutation(fold(seed, "order", epoch), rows);
    case "shuffle-once":
      return permutation(fold(seed, "order", 0), rows);
    case "with-replacement":
      return integers(fold(seed, "order", epoch), rows, rows);
    case "sequential":
      return Uint32Array.from({ length: rows }, (_, i) => i);
  }
}

/**
 * Rows dealt to the batches like cards: sorted by stratum, in random order within it, one to each batch in turn. What
 * does not fill a batch is taken out before, evenly: every row has the same chance to be in any place.
 */
function stratified({ seed, rows, batchSize, strata }: RowPlan, epoch: number): Uint32Array {
  const shuffled = permutation(fold(seed, "order", epoch), rows);
  const sorted = byStratum(shuffled, strata ?? new Uint32Array(rows));
  const batches = Math.floor(rows / Math.min(batchSize, rows));
  const rest = rows - batches * Math.min(batchSize, rows);
  const [offset] = uniform(fold(seed, "order-rest", epoch), 1);
  const turns = permutation(fold(seed, "order-batches", epoch), batches);
  const batchOf = new Uint32Array(rows).fill(batches);
  let taken = 0;
  let dealt = 0;
  for (const [place, row] of sorted.entries()) {
    // Every (rows ⁄ rest)-th place, from a random one on.
    if (taken < rest && place === Math.floor(((taken + offset) * rows) / rest)) taken++;
    else batchOf[row] = turns[dealt++ % batches];
  }
  const next = Uint32Array.from({ length: batches + 1 }, (_, batch) => batch * Math.min(batchSize, rows));
  const order = new Uint32Array(rows);
  // In an order of its own: within a batch, too, no stratum comes first.
  for (const row of permutation(fold(seed, "order-places", epoch), rows)) order[next[batchOf[row]]++] = row;
  return order;
}

/** Rows sorted by stratum, those of one stratum in the order in which they came. */
function byStratum(shuffled: Uint32Array, strata: Uint32Array): Uint32Array {
  const starts = new Uint32Array(strata.reduce((most, stratum) => Math.max(most, stratum), 0) + 2);
  for (const stratum of strata) starts[stratum + 1]++;
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const sorted = new Uint32Array(shuffled.length);
  for (const row of shuffled) sorted[starts[strata[row]]++] = row;
  return sorted;
}

function cumulative(likelihood: Float64Array): Float64Array {
  let sum = 0;
  return likelihood.map((share) => {
    sum += share;
    return sum;
  });
}

/** Places at which running sums first exceed a uniform share of their total. */
function drawn(upTo: Float64Array, key: ReturnType<typeof fold>, count: number): Uint32Array {
  const total = upTo[upTo.length - 1];
  return Uint32Array.from(uniform(key, count), (share) => {
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle] > share * total) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}
