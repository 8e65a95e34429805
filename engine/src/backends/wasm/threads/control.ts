/**
 * The words by which threads meet, offsets in bytes from the address of the control block. What one thread writes often
 * lies on a cache line of its own.
 *
 * An update is opened by the thread that advances: it describes the batch, opens the parts and adds 1 to `generation`.
 * Every thread then takes parts, one at a time, until none is left; the thread that advances waits until `done` counts
 * them all. A part is taken by turning its claim from 2 · generation (open) to 2 · generation + 1, so a thread that
 * comes late finds nothing to take: it touches no memory of a descent that is over, and none has to come at all.
 */
export const control = {
  /** Number of the update, counted through all descents. */
  generation: 0,
  /** The descent that advances, 0: none. Threads that work for another leave. */
  job: 4,
  /** What the update is of. */
  region: 8,
  count: 12,
  row: 16,
  order: 20,
  entry: 24,
  parts: 28,
  /** Must every thread answer before the update is over? */
  forced: 32,
  /** Parts done. */
  done: 64,
  /** Is the thread that advances asleep? */
  waiting: 128,
  /** Threads asleep until the next update. */
  sleepers: 192,
  /** One claim a part. */
  claims: 256,
  /** For each helper the job it is in, 0: none. */
  present: 1024,
  /** For each helper the last update it has seen, where every thread must answer. */
  answered: 1028,
} as const;

export const lineBytes = 64;
/** Threads besides the one that advances. */
export const mostHelpers = 255;
export const controlBytes = control.present + lineBytes * mostHelpers;
