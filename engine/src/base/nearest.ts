/** Names that people misspell: which are not known, and what they most likely meant. */
import { OptionError } from "./errors.ts";

/** Throws an OptionError `unknown-option` that proposes the nearest known name. */
export function requireKnown(owner: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    const list = known.length === 0 ? "takes no options" : `takes ${known.join(", ")}`;
    throw new OptionError("unknown-option", `${owner} has no option "${name}"; it ${list}${hint}`, {
      owner,
      name,
      known,
      nearest: near,
    });
  }
}

/** The nearest of `known` by edit distance, or undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (best === undefined || distance < best.distance) best = { name: candidate, distance };
  }
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.name : undefined;
}

/** Insertions, deletions and replacements from one word to the other (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replace, above[j] + 1, row[j - 1] + 1);
    }
    above = row;
  }
  return above[b.length];
}
