/** What can be trained on, by name: what a page may know of it without the engine. */

/** The data that are there without a file. */
export const sourceNames = ["line", "cars", "penguins", "blobs", "moons", "circles", "xor", "spirals"] as const;
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

/** Points of the plane in classes: what their generator is told, and the hidden layers of the model for them. */
export const generated = {
  blobs: { options: { rows: 300, classes: 3, spread: 1.5, seed: 1 }, hidden: [] },
  moons: { options: { rows: 300, noise: 0.15, seed: 1 }, hidden: [8] },
  circles: { options: { rows: 300, noise: 0.1, seed: 1 }, hidden: [8] },
  xor: { options: { rows: 300, noise: 0.05, seed: 1 }, hidden: [8] },
  spirals: { options: { rows: 300, noise: 0.02, seed: 1 }, hidden: [16, 8] },
} as const;
export type GeneratedName = keyof typeof generated;

export const isGenerated = (name: Source): name is GeneratedName => Object.hasOwn(generated, name);

export const tableNames = Object.keys(targets) as TableName[];
