/** Details of an error as text: they come from elsewhere, so nothing is taken for granted. */

/** The facts of an error, by name. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** A fact of any kind; a missing one is a question mark. */
export function fact(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "?";
  if (Array.isArray(value)) return value.map(fact).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The sizes of a shape, the rows of a tile among them: "[rows, 3]". */
export function shapeFact(value: unknown): string {
  if (!Array.isArray(value)) return fact(value);
  return `[${value.map((size) => (size === -1 ? "rows" : shapeFact(size))).join(", ")}]`;
}

/** The first `most` items of a list, the rest as an ellipsis; empty for anything but a list. */
export function listFact(value: unknown, separator: string, most = 12): string {
  if (!Array.isArray(value)) return "";
  const shown = value.slice(0, most).map(fact);
  return shown.join(separator) + (value.length > most ? " …" : "");
}

/** The items of a list of objects, each with its facts; empty for anything but such a list. */
export const objectFacts = (value: unknown): readonly ErrorDetails[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];

/** How many items a list has. */
export const countFact = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
