/**
 * Builds every workspace that is imported as a package, in the order in which they need each other. The root's
 * `prepare` runs it, so that after `npm ci` any script of the repository can import them. Silent when all is well.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

for (const workspace of ["engine", "tables", "report", "node"]) {
  rmSync(join(root, workspace, "dist"), { recursive: true, force: true });
}
await Promise.all([bundleDoors(), emit("engine"), emit("tables")]);
await emit("report");
await emit("node");
await buildLab();

/** The engine's doors as ES modules that share their common chunks. */
async function bundleDoors() {
  await build({
    configFile: false,
    root: join(root, "engine"),
    logLevel: "warn",
    build: {
      target: "es2023",
      minify: false,
      outDir: "dist",
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: doors(), formats: ["es"] },
      rolldownOptions: {
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "shared/[name]-[hash].js",
          // Few files: a host takes longer to find one than to read it.
          codeSplitting: {
            groups: [
              { name: "core", test: /src\/(base|ir|ops|trace|transform|lower|backends|jit)\// },
              { name: "learn", test: /src\/learn\//, minShareCount: 2 },
              { name: "train", test: /src\/train\//, minShareCount: 2 },
            ],
          },
        },
      },
    },
  });
}

/** Name of each door in the engine's `exports` -> its source. */
function doors() {
  const { exports } = JSON.parse(readFileSync(join(root, "engine/package.json"), "utf8"));
  const sources = Object.values(exports).map((door) => door["nabla-source"]);
  const missing = sources.filter((source) => !existsSync(join(root, "engine", source)));
  if (missing.length > 0) console.error(`engine/package.json names doors that do not exist: ${missing.join(", ")}`);
  const present = sources.filter((source) => !missing.includes(source));
  return Object.fromEntries(
    present.map((source) => [source.replace(/^.*\/|\.ts$/g, ""), join(root, "engine", source)]),
  );
}

/** The page that `nabla lab` serves, inside the package of the command. */
async function buildLab() {
  const lab = join(root, "lab");
  const output = { outDir: join(root, "node/dist/lab"), emptyOutDir: true, reportCompressedSize: false };
  await build({ root: lab, configFile: join(lab, "vite.config.ts"), logLevel: "error", build: output });
}

/**
 * Runs the TypeScript compiler over one workspace; its declarations then import each other as JavaScript.
 * @param {string} workspace
 */
async function emit(workspace) {
  if (!existsSync(join(root, workspace, "src/index.ts")) && workspace !== "engine") return;
  await run(process.execPath, [
    join(root, "node_modules/typescript/bin/tsc"),
    "--project",
    join(root, workspace, "tsconfig.build.json"),
  ]);
  for (const file of declarations(join(root, workspace, "dist"))) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/(["'])(\.{1,2}\/[^"']*)\.tsx?\1/g, "$1$2.js$1"));
  }
}

/** @param {string} folder */
function declarations(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  return names.filter((name) => name.endsWith(".d.ts")).map((name) => join(folder, name));
}

/**
 * @param {string} command
 * @param {string[]} options
 * @returns {Promise<void>}
 */
function run(command, options) {
  return new Promise((done, fail) => {
    const child = spawn(command, options, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`${options.join(" ")} ended with code ${code}`))));
  });
}
