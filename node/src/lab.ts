/** `nabla lab`: the lab on the loopback interface, until it is cancelled, with runs to look at. */
import { spawn } from "node:child_process";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { CommandError, systemCode } from "./errors.ts";
import { findRuns } from "./labRuns.ts";
import { labServer } from "./labServer.ts";
import type { LabOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { wordsOf } from "./words/index.ts";

/** Only this machine reaches it. */
const loopback = "127.0.0.1";

/** The same place from the sources and from what is built of them. */
const builtLab = fileURLToPath(new URL("../dist/lab", import.meta.url));

/**
 * Serves the lab until the terminal's signal is aborted.
 * @throws CommandError "port-taken", "lab-not-built", and what `findRuns` throws.
 */
export async function lab(folders: readonly string[], options: LabOptions, terminal: Terminal): Promise<0> {
  const runs = await findRuns(folders, terminal.folder);
  const server = await labServer(builtLab, runs);
  const port = await listen(server, options.port);
  const page = runs.length === 0 ? "" : "/open?run=0";
  const address = `http://${loopback}:${port}/#/${options.language}${page}`;
  terminal.output.write(`${address}\n`);
  terminal.messages.write(`${wordsOf(options.language).labHint}\n`);
  if (options.open) openInBrowser(address);
  await cancelled(terminal.signal);
  // A browser keeps its connections: closing waits for none of them.
  server.close();
  server.closeAllConnections();
  return 0;
}

/** Returns the port; 0 asks for any that is free. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const taken = systemCode(error) === "EADDRINUSE" || systemCode(error) === "EACCES";
      reject(taken ? new CommandError("port-taken", { port, reason: systemCode(error) }) : error);
    });
    server.listen(port, loopback, () => resolve((server.address() as AddressInfo).port));
  });
}

function cancelled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Where no browser opens, the printed address is still there to be followed. */
function openInBrowser(address: string): void {
  const [command, ...before] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...before, address], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
