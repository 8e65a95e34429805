/** Long work run to its end at once. */
import type { Work } from "../../../src/train/race/progress.ts";

export function finish<Result>(work: Work<Result>): Result {
  while (true) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
