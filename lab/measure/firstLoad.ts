/** The first lesson on a slow line and a slow machine. */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Measurement } from "./measurement.ts";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Serves the folder as a host of pages does: compressed. */
async function compressing(folder: string) {
  const sent = { scripts: 0 };
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    readFile(join(folder, path)).then(
      (content) => {
        const packed = gzipSync(content);
        if (path.endsWith(".js")) sent.scripts += packed.length;
        response.writeHead(200, { "Content-Type": types[extname(path)], "Content-Encoding": "gzip" }).end(packed);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, sent, home: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** What browsers call slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms; and a processor a quarter as fast. */
const slowLine = { offline: false, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, latency: 150 };
const slowness = 4;

export const firstLoad: Measurement = async ({ browser, folder }) => {
  const { server, sent, home } = await compressing(folder);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", slowLine);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  const before = performance.now();
  await page.goto(`${home}#/en/learn/loss`, { timeout: 120_000 });
  await page.locator("main h1").waitFor({ timeout: 120_000 });
  const seen = (performance.now() - before) / 1000;
  await page.locator(".draggable").first().waitFor({ timeout: 120_000 });
  const ready = (performance.now() - before) / 1000;
  await context.close();
  server.closeAllConnections();
  server.close();
  return [
    { what: "scripts of the first lesson with its engine, gzip", value: sent.scripts / 1000, unit: "kB", target: 120 },
    { what: "text of the first lesson, slow 4G, processor at a quarter", value: seen, unit: "s", target: 1.5 },
    { what: "first figure to drag, slow 4G, processor at a quarter", value: ready, unit: "s", target: 2 },
  ];
};
