import { builtin, nearestNames, prepare, readTable } from "./index.js";

console.log(nearestNames("weigth", ["weight"]), prepare(builtin("cars"), { target: "mpg", missing: "drop" }).hash);
const n = 1e5;
for (const k of [10, 30]) {
  const rows = ["y," + Array.from({ length: k }, (_, i) => "x" + i).join(",") + "\n"];
  for (let i = 0; i < n; i++) rows.push(Array.from({ length: k + 1 }, () => Math.random().toFixed(6)).join(",") + "\n");
  const bytes = new TextEncoder().encode(rows.join(""));
  rows.length = 0;
  for (let r = 0; r < 3; r++) {
    const t0 = performance.now();
    const tb = await readTable({ name: "big.csv", bytes });
    const t1 = performance.now();
    prepare(tb, { target: "y", validation: 0.2 });
    const t2 = performance.now();
    console.log(k, bytes.length / 1e6, (t1 - t0) | 0, (t2 - t1) | 0);
  }
}
