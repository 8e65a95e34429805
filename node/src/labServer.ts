/**
 * The built lab and the records of runs over HTTP. Only what was found when the server was made can be asked for: no
 * address is ever turned into a path.
 */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { CommandError } from "./errors.ts";
import type { Run } from "./labRuns.ts";

/** The page runs its own scripts and compiled descents, asks nobody else, and may share memory among its threads. */
const headers = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-cache",
};

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonl": "application/jsonl; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Names under which a browser on this machine asks; another one is a page elsewhere that points its name here. */
const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** @throws CommandError "lab-not-built" where the folder has no page. */
export async function labServer(folder: string, runs: readonly Run[]): Promise<Server> {
  const files = await filesBelow(folder);
  const page = files.get("/index.html");
  if (page === undefined) throw new CommandError("lab-not-built", { folder });
  files.set("/", page);
  for (const [i, { record }] of runs.entries()) files.set(`/runs/${i}`, record);
  const index = JSON.stringify(runs.map(({ name }, i) => ({ name, record: `runs/${i}` })));
  return createServer((request, response) => answer(request, response, files, index));
}

function answer(
  { method = "", url = "", headers: asked }: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, string>,
  index: string,
): void {
  const [path] = url.split("?");
  const file = files.get(path);
  if (!ownHost.test(asked.host ?? "")) refuse(response, 403);
  else if (method !== "GET" && method !== "HEAD") refuse(response, 405);
  else if (path === "/runs/index.json") {
    response.writeHead(200, { ...headers, "Content-Type": types[".json"] }).end(index);
  } else if (file === undefined) refuse(response, 404);
  else sendFile(response, file, method === "GET");
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { ...headers, "Content-Type": "text/plain; charset=utf-8" }).end(`${status}\n`);
};

function sendFile(response: ServerResponse, file: string, whole: boolean): void {
  const content = createReadStream(file);
  content.once("error", () => {
    if (response.headersSent) response.destroy();
    else refuse(response, 404);
  });
  content.once("open", () => {
    response.writeHead(200, { ...headers, "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    if (whole) content.pipe(response);
    else {
      content.destroy();
      response.end();
    }
  });
}

/** "/assets/index.js" -> where it is. */
async function filesBelow(folder: string): Promise<Map<string, string>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const places = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return new Map(places.map((place) => [place.slice(folder.length).replaceAll(sep, "/"), place]));
  } catch {
    return new Map();
  }
}
