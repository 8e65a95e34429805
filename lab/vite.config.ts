import { defineConfig } from "vite";

// The build stands in any folder: all its links are relative, and its pages live behind the `#` of the address.
export default defineConfig({
  base: "./",
  build: { outDir: "dist/site" },
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: { conditions: ["nabla-source", "module", "browser", "development|production"] },
});
