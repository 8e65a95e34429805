/** How far a comparison is as a whole, and how long the rest of it will take. */
import type { Progress, Stage } from "./progress.ts";

/** A part of the comparison, named by the label of its stages, and what it costs: examples, or what takes as long. */
export interface PlannedPart {
  readonly name: string;
  readonly cost: number;
}

/** Before this many seconds a pace is chance, and no time left is told. */
const FIRST_MOMENTS = 0.3;

/**
 * Turns the stages of single parts into the progress of the whole. What is left of the part under way is foretold by
 * its own pace, later parts by the pace of all so far: a part that costs more than planned only misleads while it runs.
 */
export class Forecast {
  private readonly parts: readonly PlannedPart[];
  private readonly now: () => number;
  private readonly total: number;
  private readonly begun: number;
  private place = 0;
  /** Cost of the parts that are over. */
  private before = 0;
  private partBegun: number;
  private partDone = 0;
  private share = 0;

  constructor(parts: readonly PlannedPart[], now: () => number) {
    this.parts = parts;
    this.now = now;
    this.total = parts.reduce((sum, { cost }) => sum + cost, 0);
    this.begun = now();
    this.partBegun = this.begun;
  }

  /** What a stage says of the whole. A stage that is not planned, or over, leaves its part where it is. */
  at(stage: Stage): Progress {
    this.begin(stage.label);
    const { name, cost } = this.parts[this.place];
    if (name === stage.label && stage.total > 0) this.partDone = Math.min(1, stage.done / stage.total);
    const done = this.before + this.partDone * cost;
    this.share = Math.max(this.share, Math.min(1, done / this.total));
    return { ...stage, share: this.share, secondsLeft: this.secondsLeft(done) };
  }

  /** A part begins; the parts before it are over, also those that turned out to be nothing. */
  private begin(name: string): void {
    const place = this.parts.findIndex((part) => part.name === name);
    if (place <= this.place) return;
    for (; this.place < place; this.place++) this.before += this.parts[this.place].cost;
    this.partBegun = this.now();
    this.partDone = 0;
  }

  private secondsLeft(done: number): number | null {
    const now = this.now();
    const elapsed = now - this.begun;
    if (elapsed < FIRST_MOMENTS || done <= 0) return null;
    const overall = elapsed / done;
    const { cost } = this.parts[this.place];
    const part = this.partDone;
    const own = part > 0 ? (now - this.partBegun) * ((1 - part) / part) : (1 - part) * cost * overall;
    return own + Math.max(0, this.total - this.before - cost) * overall;
  }
}
