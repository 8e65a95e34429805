/** Where two results differ. */

/** One place where they do: `races[0].descents[1].seeds[4].finalLoss`; a value that one of them lacks is undefined. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Comparison {
  /** Numbers that are the same, to the last bit. */
  readonly same: number;
  readonly differences: readonly Difference[];
}

/** Compares two JSON values part by part. Numbers are equal when all their bits are (JSON has no NaN and no −0). */
export function compareParts(before: unknown, after: unknown): Comparison {
  let same = 0;
  const differences: Difference[] = [];
  const visit = (path: string, a: unknown, b: unknown): void => {
    if (isContainer(a) && isContainer(b) && Array.isArray(a) === Array.isArray(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        visit(Array.isArray(a) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`, a[key], b[key]);
      }
      return;
    }
    if (a !== b) differences.push({ path, before: a, after: b });
    else if (typeof a === "number") same += 1;
  };
  visit("", before, after);
  return { same, differences };
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
