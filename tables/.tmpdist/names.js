/** Names as people type them: the column that is meant, and the nearest ones when none is. */
import { distance } from "fastest-levenshtein";
import { listed, TableError } from "./errors.js";

const suggestions = 3;
/**
 * The known names nearest to a mistyped one, best first, at most three: those that contain it (or that it contains),
 * then those at a Levenshtein distance of at most a third of its length (two for short names). Case does not count.
 *
 * @example
 * nearestNames("weigth", ["mpg", "weight", "horsepower"]); // ["weight"]
 */
export function nearestNames(given, known) {
  const wanted = given.toLowerCase();
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  const score = (name) => {
    const candidate = name.toLowerCase();
    const shorter = Math.min(wanted.length, candidate.length);
    if (shorter >= 3 && (candidate.includes(wanted) || wanted.includes(candidate))) return 0.5;
    return distance(wanted, candidate);
  };
  return known
    .map((name) => ({ name, score: score(name) }))
    .filter((candidate) => candidate.score <= reach)
    .sort((a, b) => a.score - b.score)
    .slice(0, suggestions)
    .map(({ name }) => name);
}
/** The end of a sentence about an unknown name: `; did you mean "weight"?`, or a full stop. */
export const didYouMean = (nearest) =>
  nearest.length === 0 ? "." : `; did you mean ${nearest.map((name) => `"${name}"`).join(" or ")}?`;
/** The column that is meant: the exact name, or else the only one that differs in upper and lower case alone. */
export function matchName(given, known) {
  if (known.includes(given)) return given;
  const alike = known.filter((name) => name.toLowerCase() === given.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}
/** The column that is meant, or an error that names the nearest ones. `role` says what it was wanted for. */
export function findName(given, known, role, table) {
  const found = matchName(given, known);
  if (found !== undefined) return found;
  const nearest = nearestNames(given, known);
  throw new TableError(
    "unknown-column",
    `${table} has no column "${given}" (asked for as ${role})${didYouMean(nearest)} Its columns: ${listed(known)}`,
    { table, column: given, role, nearest, columns: known },
  );
}
