/**
 * `npm run bench`: every work by every system, in one run. `-- --works a,c` and `-- --systems nabla,c` take some
 * only, `--quick` smaller ones; `--write` puts the figures into BENCH.md.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure, type Plan } from "./measure.ts";
import { systems } from "./systems/index.ts";
import { caseTable, linesTable, type Result, resultOf } from "./table.ts";
import { works } from "./works.ts";

const rules = [
  "Every training starts at the same parameters, on the same rows, in float32; after the same updates in the order",
  "of the rows the systems' losses must agree to a thousandth, or the system is left out with what it got. Each",
  "system is a process of its own, warmed up, and asked in turn with the others, round after round; figures are the",
  "least and the median of the rounds. Systems run as their own documentation advises: jax-js jitted and waited for",
  "each step, tfjs tidied on its WebAssembly backend, PyTorch eager on one thread, scikit-learn's own loop over the",
  "rows. What only the others must do, such as making a tensor of the batch, is theirs to pay for: a user pays it too.",
].join("\n");

const { values: options } = parseArgs({
  options: {
    works: { type: "string" },
    systems: { type: "string" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    rounds: { type: "string" },
  },
});
/** The ids among `known` that are asked for, all if none is; "a" is work A, and "c" also the limit, written in C. */
function chosenIds(what: string, text: string | undefined, known: readonly string[]): readonly string[] {
  if (text === undefined) return known;
  return text.split(",").map((asked) => {
    const name = what === "system" && asked.toLowerCase() === "c" ? "limit" : asked.toLowerCase();
    const id = known.find((each) => each.toLowerCase() === name);
    if (id === undefined) {
      console.error(`no such ${what}: ${asked}; there are ${known.join(", ")}`);
      process.exit(2);
    }
    return id;
  });
}
const systemIds = systems.map(({ id }) => id);
const workIds = chosenIds(
  "work",
  options.works,
  works.map(({ id }) => id),
);
const plan: Plan = {
  rounds: Number(options.rounds ?? (options.quick ? 2 : 5)),
  seconds: options.quick ? 0.05 : 0.2,
  only: options.systems === undefined ? [] : chosenIds("system", options.systems, systemIds),
};
const chosen = works.filter(({ id }) => workIds.includes(id));

const version = (command: string, ...words: string[]): string =>
  spawnSync(command, words, { encoding: "utf8" }).stdout?.split("\n")[0] || "none";
const [processor] = cpus();
const machine = [
  `${processor.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  `Node ${process.versions.node} (V8 ${process.versions.v8}), ${version("cc", "--version")}`,
].join("; ");

const ofWork = ({ id }: { readonly id: string }): readonly Result[] => results.filter(({ work }) => work === id);

console.log(`${machine}\n\n${rules}\n`);
const begin = performance.now();
const results: Result[] = [];
for (const work of chosen) {
  console.log(`\n## ${work.id}. ${work.title}\n`);
  for (const each of work.cases(options.quick)) {
    const result = resultOf(work, each, await measure(each, plan));
    results.push(result);
    if (work.lines === undefined) console.log(`${each.name}\n\n${caseTable(result)}\n`);
  }
  if (work.lines !== undefined) console.log(linesTable(work, ofWork(work)));
}
const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
const verdicts = results.flatMap(({ targets }) => targets);
const held = verdicts.filter(({ holds }) => holds).length;
const summary = `${held} of ${verdicts.length} targets hold; ${minutes} minutes`;
console.log(summary);

const folder = fileURLToPath(new URL("results/", import.meta.url));
mkdirSync(folder, { recursive: true });
const record = { machine, date: new Date().toISOString(), plan, results };
writeFileSync(`${folder}bench-node${process.versions.node}.json`, `${JSON.stringify(record, null, 1)}\n`);

/** The works that were measured, as BENCH.md shows them. */
const sections = (): readonly string[] =>
  chosen.map((work) => {
    const { id, title, lines } = work;
    const all = ofWork(work);
    const tables =
      lines === undefined
        ? all.map((result) => `#### ${result.case}\n\n${caseTable(result)}`)
        : [linesTable(work, all)];
    return [`### ${id}. ${title}`, ...tables].join("\n\n");
  });

/** Replaces these works in this Node's part of BENCH.md, or the whole part where all were measured. */
function write(): void {
  const [major] = process.versions.node.split(".");
  const [from, to] = [`<!-- node ${major} -->`, `<!-- end of node ${major} -->`];
  const path = fileURLToPath(new URL("../BENCH.md", import.meta.url));
  const before = readFileSync(path, "utf8");
  const [start, end] = [before.indexOf(from), before.indexOf(to)];
  if (start < 0 || end < 0) throw new Error(`BENCH.md has no part between ${from} and ${to}`);
  const whole = [from, `## Node ${major}`, `${machine}. ${summary}.`, ...sections(), ""].join("\n\n");
  const part = chosen.length === works.length ? whole : withSections(before.slice(start, end));
  writeFileSync(path, before.slice(0, start) + part + before.slice(end));
}

function withSections(part: string): string {
  const kept = part.split(/^(?=### )/m);
  for (const section of sections()) {
    const [heading] = section.split(". ", 1);
    const place = kept.findIndex((each) => each.startsWith(`${heading}. `));
    kept.splice(place < 0 ? kept.length : place, place < 0 ? 0 : 1, `${section}\n\n`);
  }
  return kept.join("");
}
if (options.write) write();
