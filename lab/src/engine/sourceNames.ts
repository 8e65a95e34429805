/** The data that are there without a file, by name: what a page may know of them without the engine. */

export const sourceNames = ["line", "cars", "penguins"] as const;
export type SourceName = (typeof sourceNames)[number];

/** For each built-in table the column that it is asked about, as in the command's own example, and the loss for it. */
export const targets = {
  cars: { column: "mpg", loss: "meanSquaredError" },
  penguins: { column: "species", loss: "softmaxCrossEntropy" },
} as const;
export type TableName = keyof typeof targets;
export const tableNames = Object.keys(targets) as TableName[];
