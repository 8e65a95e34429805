/** Pieces of sentences, from facts of unknown type. */

export const textOf = (fact: unknown): string => String(fact);

export const quoted = (fact: unknown): string => `"${textOf(fact)}"`;

/** The texts of a list; none when the fact is not one. */
export const listed = (fact: unknown): string[] => (Array.isArray(fact) ? fact.map(textOf) : []);

/** "a, b or c" */
export function or(names: readonly string[], word: string): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${word} ${names[names.length - 1]}`;
}
