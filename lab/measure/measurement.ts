/** What a target of the lab is, and how one is measured in a browser. */

import type { Browser, Page } from "playwright-core";

export interface Place {
  readonly browser: Browser;
  /** Where the built lab lies, and where it is served. */
  readonly folder: string;
  readonly home: string;
}

/** One measured number beside what it should be. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "kB" | "s";
  readonly target: number;
}

export type Measurement = (place: Place) => Promise<readonly Measured[]>;

/** A fresh page of the lab. */
export async function visit<Found>(
  { browser, home }: Place,
  hash: string,
  look: (page: Page) => Promise<Found>,
): Promise<Found> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  try {
    await page.goto(home + hash);
    return await look(page);
  } finally {
    await context.close();
  }
}

/** The value below which that share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
