/** One class for every error this package throws on purpose: a stable code, the facts, an English sentence. */
/**
 * What is wrong with a table or with what is asked of it: for a person (`message`) and for a program (`code`,
 * `details`). Other languages make their own sentence from `code` and `details`.
 */
export class TableError extends Error {
  code;
  details;
  constructor(code, message, details = {}) {
    super(message);
    this.name = "TableError";
    this.code = code;
    this.details = details;
  }
}
/** At most `most` of the names in a sentence, the rest as a number. */
export function listed(names, most = 12) {
  if (names.length === 0) return "none";
  const rest = names.length > most ? ` and ${names.length - most} more` : "";
  return names.slice(0, most).join(", ") + rest;
}
/** `1 row`, `2 rows`. */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
