import { defineConfig } from "vite";

export default defineConfig({
  esbuild: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: { conditions: ["nabla-source", "module", "browser", "development|production"] },
});
