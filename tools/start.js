/**
 * `npm start`: the race on both built-in tables. What is given after `--` goes to both, as in
 * `npm start -- --lang zh --quick`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const nabla = fileURLToPath(new URL("../node/bin/nabla.js", import.meta.url));
const runs = "nabla-runs";

/** The measurements of a penguin tell its species; the numbers of a car tell how far it goes on a gallon. */
const races = [
  [
    ...["penguins", "--target", "species", "--missing", "drop", "--l2", "1e-3", "--validation", "0.2"],
    ...["--features", "bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g"],
  ],
  [
    ...["cars", "--target", "mpg", "--missing", "drop", "--validation", "0.2"],
    ...["--features", "cylinders,displacement,horsepower,weight,acceleration,year"],
  ],
];

const before = finished();
const begin = performance.now();
for (const [place, race] of races.entries()) {
  const options = ["compare", ...race, ...process.argv.slice(2)];
  console.log(`(${place + 1}/${races.length}) npx nabla ${options.join(" ")}\n`);
  const { status } = spawnSync(process.execPath, [nabla, ...options], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  console.log();
}
const reports = finished().filter((name) => !before.includes(name));
console.log(`${Math.round((performance.now() - begin) / 1000)} s`);
for (const name of reports) console.log(join(runs, name, "report.html"));

/** The run folders that are there. */
function finished() {
  return existsSync(runs) ? readdirSync(runs).filter((name) => !name.startsWith(".")) : [];
}
