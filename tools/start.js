/**
 * `npm start`: the race on both built-in tables. What is given after `--` goes to both, as in
 * `npm start -- --lang zh --seeds 20`.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const nabla = fileURLToPath(new URL("../node/bin/nabla.js", import.meta.url));

/** The measurements of a penguin tell its species; the numbers of a car tell how far it goes on a gallon. */
const races = [
  [
    ...["penguins", "--target", "species", "--missing", "drop", "--l2", "1e-3"],
    ...["--features", "bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g"],
  ],
  [
    ...["cars", "--target", "mpg", "--missing", "drop"],
    ...["--features", "cylinders,displacement,horsepower,weight,acceleration,year"],
  ],
];

for (const race of races) {
  const options = ["compare", ...race, ...process.argv.slice(2)];
  console.log(`$ npx nabla ${options.join(" ")}\n`);
  const { status } = spawnSync(process.execPath, [nabla, ...options], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  console.log();
}
