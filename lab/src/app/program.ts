/** Programs that are shown to be copied. */

/** One import line a door, names in order. */
export const importLines = (names: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(names)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([door, imported]) => `import { ${[...new Set(imported)].sort().join(", ")} } from "${door}";`);

/** A word of a shell's line. */
export const shellWord = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
