/** The data page in English. */

const counted = (count: string, thing: string) => `${count} ${thing}${count === "1" ? "" : "s"}`;

export const en = {
  lead: "Drop a table, choose a file, or paste text. It is read and trained on here; it never leaves this browser.",
  file: "A file: CSV, TSV, JSON or Parquet",
  paste: "Or paste the table as text; the first line names the columns",
  pasted: "pasted.csv",
  builtin: (name: string) => `Take the table ${name}`,
  read: "Read the text",
  working: "Working …",
  preview: "The first rows",
  firstColumns: (count: string) => `The first ${count} columns are shown.`,
  kinds: { number: "number", text: "text" },
  size: (name: string, rows: string, columns: string, missing: string) =>
    `${name}: ${counted(rows, "row")}, ${counted(columns, "column")}, ${counted(missing, "missing cell")}`,
  head: (name: string, rows: string) => `${name}: of its first ${rows} rows; the others are still being read.`,
  target: "Column to predict",
  train: "Train",
  race: "Race the three descents",
  result: "The training",
  lossOf: (target: string) => `loss of ${target}`,
  ended: (train: string, test: string) => `Loss at the end: ${train} on the rows trained on, ${test} on rows held out.`,
  how: (loss: string, rate: string, epochs: number, train: string, test: string) =>
    `A linear model, ${loss}, full-batch descent at the rate ${rate} (1 over the largest curvature at the start), ` +
    `${epochs} epochs. Rows with missing cells are left out; ${train} rows are trained on, ${test} held out by chance.`,
  note: (table: string, seed: number) => `${table}, seed ${seed}`,
};

/** Everything the data page says; a language that lacks something does not compile. */
export type DataWords = typeof en;
