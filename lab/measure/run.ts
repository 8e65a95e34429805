/**
 * Measures the lab's targets in Chromium and prints each beside its target: `npm run lab:measure`, or with the names of
 * some, `npm run lab:measure -- frames drag`. Nothing fails: a machine that is slower is told so, not judged.
 */

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { labServer } from "../../node/src/labServer.ts";
import { launchChromium } from "../test/browser/chromium.ts";
import { drag } from "./drag.ts";
import { firstLoad } from "./firstLoad.ts";
import { frames } from "./frames.ts";
import { map } from "./map.ts";
import type { Measured, Measurement } from "./measurement.ts";
import { ownData } from "./ownData.ts";
import { surface } from "./surface.ts";

const measurements: Readonly<Record<string, Measurement>> = { firstLoad, drag, frames, surface, map, ownData };

const line = ({ what, value, unit, target }: Measured): string => {
  const [found, wanted] = [value, target].map((each) => `${Number(each.toPrecision(3))} ${unit}`.padStart(10));
  return `${value <= target ? "  " : "✗ "}${what.padEnd(62)}${found}  of ${wanted}\n`;
};

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "nabla-measure-"));
const built = join(folder, "lab");
await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "error", build: { outDir: built } });
const server = await labServer(built, []);
server.listen(0, "127.0.0.1");
await once(server, "listening");
const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const browser = await launchChromium();
const asked = process.argv.slice(2);
for (const name of asked.length === 0 ? Object.keys(measurements) : asked) {
  const measure = measurements[name];
  if (measure === undefined) {
    process.stderr.write(`There is no measurement "${name}"; known: ${Object.keys(measurements).join(", ")}\n`);
    process.exitCode = 1;
    continue;
  }
  for (const measured of await measure({ browser, folder: built, home })) process.stdout.write(line(measured));
}
await browser.close();
server.closeAllConnections();
server.close();
await rm(folder, { recursive: true });
