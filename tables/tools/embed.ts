/** Writes data/*.csv into src/builtin/*.ts, because pure code cannot read files: `npx tsx tables/tools/embed.ts`. */
import { readFileSync, writeFileSync } from "node:fs";

for (const name of ["penguins", "cars"]) {
  const csv = readFileSync(new URL(`../data/${name}.csv`, import.meta.url), "utf8");
  if (/[`\\]|\$\{/.test(csv)) throw new Error(`${name}.csv has a character that a template literal would change`);
  const about = `/** data/${name}.csv, written here by tools/embed.ts. */`;
  const source = `${about}\nexport const ${name}Csv: string = \`${csv}\`;\n`;
  writeFileSync(new URL(`../src/builtin/${name}.ts`, import.meta.url), source);
}
