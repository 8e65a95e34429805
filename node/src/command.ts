/** The line that repeats a call, as a shell reads it. */

/** A word of a shell line, between quotes where it must be. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

export const commandLine = (given: readonly string[]): string => ["nabla", ...given].map(shellWord).join(" ");
