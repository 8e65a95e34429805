import { defineConfig, type Plugin } from "vite";

/** What a built page may do: run its own scripts and compiled descents, and ask nobody but its own origin. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The policy stands in the page itself: wherever its folder is put, no header needs to be set. */
const contentPolicy: Plugin = {
  name: "content-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: policy },
      injectTo: "head-prepend",
    },
  ],
};

// The build stands in any folder: all its links are relative, and its pages live behind the `#` of the address.
export default defineConfig({
  base: "./",
  build: { outDir: "dist/site" },
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [contentPolicy],
  resolve: { conditions: ["nabla-source", "module", "browser", "development|production"] },
});
