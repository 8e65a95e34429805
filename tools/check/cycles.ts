/** No file imports itself through others. Types count too: a circle of types is a circle to its reader. */
import type { Finding, Source } from "./source.ts";
import { importsOf, resolveRelative } from "./source.ts";

export function checkCycles(sources: readonly Source[]): Finding[] {
  const known = new Set(sources.map((source) => source.path));
  const edges = new Map<string, { target: string; line: number }[]>();
  for (const source of sources) {
    const targets = importsOf(source)
      .filter(({ specifier }) => specifier.startsWith("."))
      .map(({ specifier, line }) => ({ target: resolveRelative(source.path, specifier), line }))
      .filter(({ target }) => known.has(target));
    edges.set(source.path, targets);
  }

  const findings: Finding[] = [];
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    path.push(file);
    for (const { target, line } of edges.get(file) ?? []) {
      const start = path.indexOf(target);
      if (start >= 0) {
        const circle = [...path.slice(start), target].join(" -> ");
        findings.push({ path: file, line, message: `import cycle: ${circle}` });
      } else if (!finished.has(target)) visit(target);
    }
    path.pop();
    finished.add(file);
  };
  for (const { path: file } of sources) if (!finished.has(file)) visit(file);
  return findings;
}
