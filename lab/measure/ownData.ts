/** A CSV of 100 MB with more than a million rows: seen, read, trained on. */

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Measurement, visit } from "./measurement.ts";

const rows = 1_150_000;

/** Numbers that look like measurements, the same ones each time. */
async function write(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write("a,b,c,d,e,f,g,h,town,y\n");
  for (let row = 0; row < rows; row += 1000) {
    const lines = Array.from({ length: 1000 }, (_, i) => {
      const numbers = Array.from({ length: 8 }, (_, column) => Math.sin((row + i) * (column + 1.7)) * 3);
      const sum = numbers.reduce((total, each) => total + each, Math.sin(9 * (row + i)));
      const town = i % 2 === 0 ? "Bern" : "Koeln";
      return `${numbers.map((each) => each.toFixed(6)).join(",")},${town},${sum.toFixed(6)}\n`;
    });
    if (!file.write(lines.join(""))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

export const ownData: Measurement = async (place) => {
  const folder = await mkdtemp(join(tmpdir(), "nabla-measure-"));
  try {
    const path = join(folder, "large.csv");
    await write(path);
    return await visit(place, "#/en/data", async (page) => {
      await page.locator('input[type="file"]').waitFor();
      const before = performance.now();
      const since = () => (performance.now() - before) / 1000;
      await page.locator('input[type="file"]').setInputFiles(path);
      await page.locator("table.preview").waitFor();
      const seen = since();
      const train = page.getByRole("button", { name: "Train", exact: true });
      await train.waitFor({ timeout: 300_000 });
      const read = since();
      await train.click();
      await page.getByRole("region", { name: "The training" }).waitFor({ timeout: 600_000 });
      return [
        { what: "CSV of 100 MB, first rows seen", value: seen, unit: "s", target: 2 },
        { what: "CSV of 100 MB, all of it read", value: read, unit: "s", target: 10 },
        { what: `trained on ${rows} rows, 200 epochs`, value: since() - read, unit: "s", target: 60 },
      ];
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};
