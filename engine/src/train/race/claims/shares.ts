/** Shares of steps that rise, seen in several runs. */
import { bootstrap, type Interval, wilsonInterval } from "../../statistics/intervals.ts";

/** Of `steps` steps of one run, `rises` raised the full loss by more than the resolution. */
export interface RiseCount {
  readonly rises: number;
  readonly steps: number;
}

export interface Share {
  readonly share: number;
  readonly interval95: Interval;
  readonly steps: number;
}

/**
 * The pooled share with a 95 % interval: the wider end, on each side, of Wilson's interval (which counts steps as
 * independent) and of a bootstrap over whole runs (which does not, but sees no spread where all runs agree).
 */
export function shareOfRises(counts: readonly RiseCount[]): Share {
  const pooled = (chosen: readonly (number | null)[]) => {
    let rises = 0;
    let steps = 0;
    for (const i of chosen) {
      rises += counts[i ?? 0].rises;
      steps += counts[i ?? 0].steps;
    }
    return { rises, steps };
  };
  const shareOf = ({ rises, steps }: RiseCount) => (steps === 0 ? 0 : rises / steps);
  const all = pooled(Array.from(counts.keys()));
  const wilson = wilsonInterval(all.rises, all.steps);
  const runs = bootstrap(Array.from(counts.keys()), { statistic: (chosen) => shareOf(pooled(chosen)) }).interval95;
  return {
    share: shareOf(all),
    interval95: [Math.min(wilson[0], runs[0]), Math.max(wilson[1], runs[1])],
    steps: all.steps,
  };
}
