/** Draws problems and measurements in turn, and sets what the claims say of them beside what is true. */
import { compare } from "../../src/train/race/compare.ts";
import type { Verdict } from "../../src/train/record.ts";
import { families } from "./families.ts";
import { type Truth, truthsOf } from "./truths.ts";
import { written } from "./written.ts";

/** A verdict on a problem of which the truth is known. */
export interface Judged {
  readonly family: string;
  readonly id: string;
  readonly truth: Exclude<Truth, null>;
  readonly verdict: Verdict;
}

export const isDecided = ({ verdict }: Judged): boolean => verdict === "holds" || verdict === "does not hold";

export const isWrong = (judged: Judged): boolean =>
  judged.truth !== "open" && isDecided(judged) && judged.verdict !== judged.truth;

/** Decided although it cannot be. */
export const isRash = (judged: Judged): boolean => judged.truth === "open" && isDecided(judged);

/** One draw after the other: a problem that is raced, and a measurement that is written. */
export async function* judge(draws: number, seed = 0): AsyncGenerator<Judged[]> {
  for (let i = 0; i < draws; i++) {
    const family = families[i % families.length];
    const problem = family.draw(seed + i);
    const result = await compare({
      ...problem.options,
      batchSizes: ["full", 8, 1],
      seeds: 20,
      tuningSeeds: 3,
      timing: false,
      seed: 1000 * (seed + i),
    });
    const truths = truthsOf(problem, result);
    const judged = result.claims.flatMap(({ id, verdict }) => {
      const truth = truths[id] ?? null;
      return truth === null ? [] : [{ family: family.name, id, truth, verdict }];
    });
    const { name, id, truth, draw } = written[i % written.length];
    const { verdict } = draw(seed + i);
    yield [...judged, ...(truth === null ? [] : [{ family: name, id, truth, verdict }])];
  }
}
