import { defineConfig } from "vitest/config";

// The condition `nabla-source` resolves every workspace to its TypeScript, so a test sees an edit at once.
const conditions = ["nabla-source", "module", "node", "development|production", "import", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["{engine,tables,report,node,lab}/test/**/*.test.{ts,tsx}", "tools/test/**/*.test.ts"],
    pool: "threads",
    setupFiles: ["tools/test/seed.ts"],
    testTimeout: 60_000,
  },
});
