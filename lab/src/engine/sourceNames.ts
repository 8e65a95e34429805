/** What can be trained on, by name: what a page may know of it without the engine. */

/** The data that are there without a file. */
export const sourceNames = ["line", "cars", "penguins"] as const;
export type SourceName = (typeof sourceNames)[number];

/** `own-` and the first digits of the fingerprint of the numbers: a link names them without giving them away. */
export type OwnName = `own-${string}`;

export const isOwnName = (name: string): name is OwnName => name.startsWith("own-");

/** These, or a table of one's own. */
export type Source = SourceName | OwnName;

export type LossName = "meanSquaredError" | "softmaxCrossEntropy";

/** For each built-in table the column that it is asked about, as in the command's own example, and the loss for it. */
export const targets = {
  cars: { column: "mpg", loss: "meanSquaredError" },
  penguins: { column: "species", loss: "softmaxCrossEntropy" },
} as const;
export type TableName = keyof typeof targets;
export const tableNames = Object.keys(targets) as TableName[];
