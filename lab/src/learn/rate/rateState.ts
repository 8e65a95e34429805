/** What the lesson on the learning rate keeps in the address. */

import type { TapeSetting } from "../../engine/recorder.ts";
import { choice, number, type ValuesOf } from "../fields.ts";

export const updates = 60;

/** A line, a regression and a classification: how far a rate may go is another story for each. */
const rateSources = ["line", "cars", "penguins"] as const;
export type RateSource = (typeof rateSources)[number];

export const rateFields = {
  data: choice(rateSources, "line"),
  rate: number(0.2, (value) => value > 0 && value <= 1000),
  /** Updates at the moment that is shown: at first all of them. */
  at: number(updates, (value) => value >= 0 && value <= updates),
} as const;

export type RateValues = ValuesOf<typeof rateFields>;

/** Rates of the slider and the ruler, and where one begins. */
export const ratesOf: Readonly<
  Record<RateSource, { readonly ends: readonly [number, number]; readonly usual: number }>
> = {
  line: { ends: [0.02, 5], usual: 0.2 },
  cars: { ends: [0.004, 1], usual: 0.05 },
  penguins: { ends: [0.04, 40], usual: 0.5 },
};

export const settingOf = ({ data, rate }: Pick<RateValues, "data" | "rate">): TapeSetting => ({
  source: data,
  lanes: [{ batchSize: "full", learningRate: rate }],
  epochs: updates,
  seed: 0,
});

/** Rates that the range test tries, in units of 1/λmax. */
export const triedRates = { from: 0.4, to: 12 } as const;

/** The task: this close to the minimum, after so few updates. */
export const goal = { excess: 0.001, updates: 8 } as const;
