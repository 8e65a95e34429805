/**
 * The full calibration: 500 draws, or as many as the first argument says.
 *
 *   npm run calibrate
 */
import { wilsonInterval } from "../../src/train/statistics/intervals.ts";
import { isDecided, isRash, isWrong, type Judged, judge } from "./draws.ts";

const draws = Number(process.argv[2] ?? 500);
const all: Judged[] = [];
let done = 0;
for await (const judged of judge(draws)) {
  all.push(...judged);
  done++;
  if (done % 25 === 0) process.stderr.write(`${done} of ${draws} draws\n`);
}

const groups = new Map<string, Judged[]>();
for (const judged of all) {
  const name = `| ${judged.id} | ${judged.family} | ${judged.truth}`;
  groups.set(name, [...(groups.get(name) ?? []), judged]);
}
console.log("| claim | problems | truth | verdicts | decided | wrong |\n|---|---|---|---|---|---|");
for (const [name, group] of [...groups].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))) {
  const wrong = group.filter((judged) => isWrong(judged) || isRash(judged)).length;
  console.log(`${name} | ${group.length} | ${group.filter(isDecided).length} | ${wrong} |`);
}
const known = all.filter(({ truth }) => truth !== "open");
const decided = known.filter(isDecided).length;
const wrong = known.filter(isWrong).length;
const open = all.filter(({ truth }) => truth === "open");
const rash = open.filter(isRash).length;
const share = (count: number, total: number) =>
  `${((100 * count) / total).toFixed(1)} % [${wilsonInterval(count, total)
    .map((end) => (100 * end).toFixed(1))
    .join(", ")}]`;
console.log(`\n${draws} draws: of ${decided} decided verdicts ${wrong} are wrong, ${share(wrong, decided)};`);
console.log(`of ${open.length} on what cannot be decided ${rash} were decided, ${share(rash, open.length)}.`);
