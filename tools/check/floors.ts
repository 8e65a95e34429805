/** Imports go down only: between the floors of the engine, and between the workspaces. */
import type { Finding, Import, Source } from "./source.ts";
import { importsOf, resolveRelative } from "./source.ts";

/** Folder of `engine/src` -> its floor. A file may import its own folder and lower floors. */
const floors: Readonly<Record<string, number>> = {
  base: 0,
  ir: 1,
  ops: 2,
  trace: 3,
  transform: 4,
  lower: 5,
  learn: 5,
  backends: 6,
  jit: 7,
  train: 8,
  doors: 9,
};

/** The two columns of the engine, which meet in `jit` and above. */
const columns: readonly (readonly [string, string])[] = [["backends", "learn"]];

interface Workspace {
  /** No `node:` modules. */
  readonly pure: boolean;
  readonly mayImport: readonly string[];
  /** Of these packages only types. */
  readonly typesOnly?: readonly string[];
}

const workspaces: Readonly<Record<string, Workspace>> = {
  engine: { pure: true, mayImport: [] },
  tables: { pure: true, mayImport: [] },
  report: { pure: true, mayImport: ["nabla"], typesOnly: ["nabla"] },
  node: { pure: false, mayImport: ["nabla", "@nabla/tables", "@nabla/report"] },
  lab: { pure: true, mayImport: ["nabla", "@nabla/tables", "@nabla/report"] },
};

const ours = ["nabla", "@nabla/tables", "@nabla/report", "@nabla/node", "@nabla/lab"];

/**
 * `dependencies` lists, for each workspace, the packages that its package.json declares for use at run time: whatever
 * else is imported would be missing where the package is installed.
 */
export function checkFloors(sources: readonly Source[], dependencies: Readonly<Record<string, string[]>>): Finding[] {
  return sources.flatMap((source) => {
    const [workspace, folder] = source.path.split("/");
    const rules = workspaces[workspace];
    if (rules === undefined || folder !== "src") return [];
    return importsOf(source).flatMap((imported) => {
      const message = imported.specifier.startsWith(".")
        ? relativeProblem(source.path, imported, workspace)
        : packageProblem(imported, workspace, rules, dependencies[workspace] ?? []);
      return message === undefined ? [] : [{ path: source.path, line: imported.line, message }];
    });
  });
}

function relativeProblem(path: string, { specifier }: Import, workspace: string): string | undefined {
  const target = resolveRelative(path, specifier);
  if (!target.startsWith(`${workspace}/src/`)) return `imports ${target}: a workspace reaches others by package name`;
  if (workspace !== "engine") return undefined;
  const from = path.split("/")[2];
  const to = target.split("/")[2];
  for (const folder of [from, to]) if (!(folder in floors)) return `engine/src/${folder} has no floor in tools/check`;
  if (from === to) return undefined;
  const crossing = columns.some(([a, b]) => (from === a && to === b) || (from === b && to === a));
  if (floors[to] < floors[from] && !crossing) return undefined;
  return `floor ${floors[from]} (${from}) imports floor ${floors[to]} (${to}): imports go down only`;
}

function packageProblem(
  { specifier, typesOnly }: Import,
  workspace: string,
  rules: Workspace,
  declared: readonly string[],
): string | undefined {
  if (specifier.startsWith("node:")) {
    return rules.pure ? `imports ${specifier}: ${workspace} is pure and runs in a page too` : undefined;
  }
  const name = packageName(specifier);
  if (ours.includes(name) && !rules.mayImport.includes(name)) return `${workspace} may not import ${name}`;
  if (rules.typesOnly?.includes(name) && !typesOnly) return `${workspace} may import only types from ${name}`;
  if (!declared.includes(name)) return `imports ${name}, which ${workspace}/package.json does not declare`;
  return undefined;
}

const packageName = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
