/** Long work as a generator: it yields where it may be paused or cancelled, and says how far it is. */

/** What is being done now, as a stable code ("optimum", "race", "surface", "C1", …), and how much of it is done. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

export type Work<Result> = Generator<Progress, Result, void>;
