import { defineConfig } from "vite";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: { conditions: ["nabla-source", "module", "browser", "development|production"] },
});
