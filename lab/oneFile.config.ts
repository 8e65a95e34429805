/** Builds `nabla-lab.html`: the whole lab in one file that works by a double click, without any request. */

import { createHash } from "node:crypto";
import { posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import shared from "./vite.config.ts";

const sources = fileURLToPath(new URL("src", import.meta.url));
const workerCall = /new Worker\(new URL\("(\.[^"]*)", import\.meta\.url\), \{ type: "module" \}\)/g;

/** A browser starts no script from the disk as a worker: each becomes a thread of the page's own script. */
const ownThreads: Plugin = {
  name: "own-threads",
  enforce: "pre",
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes("new Worker(new URL(")) return null;
    const folder = posix.dirname(relative(sources, id));
    const called = code.replace(workerCall, (_, path: string) => `ownThread("./${posix.join(folder, path)}")`);
    return `import { ownThread } from ${JSON.stringify(`${sources}/app/ownThread.ts`)};\n${called}`;
  },
};

const hashOf = (script: string): string => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

const policyOf = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(" ")} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/** Unpacks the program and starts it; the policy knows the program by its hash. */
const unpacker = `
const packed = atob(document.getElementById("packed").textContent);
const bytes = new Blob([Uint8Array.from(packed, (letter) => letter.charCodeAt(0))]);
new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).text().then((text) => {
  const program = document.createElement("script");
  program.id = "program";
  program.textContent = text;
  document.body.append(program);
});
`;

/** Puts the script, packed so that it is small enough for a chat, and its styles into one page. */
const onePage: Plugin = {
  name: "one-page",
  enforce: "post",
  generateBundle(_, bundle) {
    let script = "";
    let style = "";
    for (const [name, part] of Object.entries(bundle)) {
      if (part.type === "chunk") script += part.code;
      else if (name.endsWith(".css")) style += part.source;
      delete bundle[name];
    }
    const packed = gzipSync(script, { level: 9 }).toString("base64");
    const source = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf([unpacker, script])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>nabla lab</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="lab">
<p>nabla lab starts; it needs JavaScript and a browser of 2023 or later.</p>
<p lang="zh">nabla 实验室正在启动；它需要 JavaScript 和 2023 年以后的浏览器。</p>
</div>
<script id="packed" type="application/octet-stream">${packed}</script>
<script>${unpacker}</script>
</body>
</html>
`;
    this.emitFile({ type: "asset", fileName: "nabla-lab.html", source });
  },
};

export default defineConfig({
  ...shared,
  plugins: [ownThreads, onePage],
  build: {
    target: "es2023",
    outDir: "dist/one-file",
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: "src/oneFile.ts",
      output: { format: "iife", codeSplitting: false },
      // Nothing of the page asks where it is.
      checks: { emptyImportMeta: false },
    },
  },
});
