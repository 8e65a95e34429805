/** `nabla lab`: what a browser, and who should not, gets from it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRuns } from "../src/labRuns.ts";
import { labServer } from "../src/labServer.ts";
import { type TestFolder, testFolder } from "./support/terminal.ts";

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends the path as it is written: `fetch` would tidy it up first. */
const ask = (port: number, path: string, { method = "GET", host = `127.0.0.1:${port}` } = {}): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers: { host } }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", reject).end();
  });

describe("the server", () => {
  let folder = "";
  let port = 0;
  let close = (): void => {};
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "nabla-lab-"));
    await mkdir(join(folder, "built/assets"), { recursive: true });
    await mkdir(join(folder, "runs/first"), { recursive: true });
    await writeFile(join(folder, "built/index.html"), "<p>lab</p>");
    await writeFile(join(folder, "built/assets/program.js"), "1;");
    await writeFile(join(folder, "secret.txt"), "secret");
    await writeFile(join(folder, "runs/first/run.jsonl"), '{"step":0}\n');
    const server = await labServer(join(folder, "built"), await findRuns(["runs/first"], folder));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    port = (server.address() as AddressInfo).port;
    close = () => server.close();
  });
  afterAll(async () => {
    close();
    await rm(folder, { recursive: true });
  });

  it("gives the page, isolated and under a policy without eval", async () => {
    const { status, headers, text } = await ask(port, "/?any=1");
    expect([status, text]).toEqual([200, "<p>lab</p>"]);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    const scripts = /script-src ([^;]*)/.exec(String(headers["content-security-policy"]))?.[1];
    expect(scripts).toBe("'self' 'wasm-unsafe-eval'");
  });

  it("gives scripts as scripts, and for HEAD only the headers", async () => {
    const { headers, text } = await ask(port, "/assets/program.js");
    expect([headers["content-type"], text]).toEqual(["text/javascript; charset=utf-8", "1;"]);
    const head = await ask(port, "/assets/program.js", { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
  });

  it.each(["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt", "//secret.txt"])(
    "does not leave its folder for %s",
    async (path) => {
      const { status, text } = await ask(port, path);
      expect(status).toBe(404);
      expect(text).not.toContain("secret");
    },
  );

  it("says what is missing, refused, and not for strangers", async () => {
    expect((await ask(port, "/missing.js")).status).toBe(404);
    expect((await ask(port, "/assets")).status).toBe(404);
    expect((await ask(port, "/", { method: "POST" })).status).toBe(405);
    expect((await ask(port, "/", { host: "elsewhere.example" })).status).toBe(403);
  });

  it("offers the runs it was given, and no others", async () => {
    const index = await ask(port, "/runs/index.json");
    expect(JSON.parse(index.text)).toEqual([{ name: "first", record: "runs/0" }]);
    expect((await ask(port, "/runs/0")).text).toBe('{"step":0}\n');
    expect((await ask(port, "/runs/1")).status).toBe(404);
  });
});

describe("the command", () => {
  let folder: TestFolder;
  beforeAll(async () => {
    folder = await testFolder();
  });
  afterAll(() => folder.remove());

  it("serves on a free port, on the loopback interface, until it is cancelled", async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    const { code, output, messages } = await folder.nabla("lab --port 0 --lang zh", { signal: cancel.signal });
    expect(messages).toContain("Ctrl-C");
    expect(output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/zh\n$/);
    expect(code).toBe(0);
  });

  it("says that a port is taken", async () => {
    const other = createServer();
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const { port } = other.address() as AddressInfo;
    const { code, messages } = await folder.nabla(`lab --port ${port}`);
    other.close();
    expect([code, messages]).toEqual([2, expect.stringContaining(`Port ${port} is in use`)]);
  });

  it("refuses runs that are not there, and folders without one", async () => {
    expect((await folder.nabla("lab missing")).messages).toContain('no run folder "missing"');
    await mkdir(join(folder.path, "empty"));
    expect((await folder.nabla("lab empty")).messages).toContain("compare.json nor run.jsonl");
    expect((await folder.nabla("lab --port 70000")).code).toBe(2);
  });
});
