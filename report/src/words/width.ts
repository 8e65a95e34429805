/** How many columns a text takes where every Latin letter takes one and every Chinese character two. */

const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Columns of one character: 2 for East Asian wide ones, 0 for marks drawn over the character before, otherwise 1. */
export function characterWidth(character: string): number {
  if (/^\p{Mn}|^\u200d|^\ufe0f/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/**
 * Columns of a text without control characters.
 * @example displayWidth("学习率 0.1") // 10
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
