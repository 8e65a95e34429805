/** Long work as a generator: it yields where it may be paused or cancelled, and says how far it is. */

/**
 * What is being done now, as a stable code ("optimum", "tuning", "race", "map", "C1", …), and how much of it is done.
 */
export interface Stage {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

export type Work<Result> = Generator<Stage, Result, void>;

/** The stage, and how far the whole comparison is. */
export interface Progress extends Stage {
  /** Share of the whole that is done, 0…1; it never falls. */
  readonly share: number;
  /** Seconds that the rest will take; null while that is unknown. */
  readonly secondsLeft: number | null;
}
