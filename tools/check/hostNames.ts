/** Pure code names nothing of its host; in the engine one file does, so that a new host means one new file. */
import ts from "typescript";
import { globalUses } from "./names.ts";
import type { Finding, Source } from "./source.ts";
import { lineOf, walk } from "./source.ts";

const hostFile = "engine/src/base/host.ts";

const hostNames = new Set([
  "AudioContext",
  "Buffer",
  "Date",
  "MessageChannel",
  "WebAssembly",
  "Worker",
  "XMLHttpRequest",
  "console",
  "crypto",
  "document",
  "fetch",
  "global",
  "globalThis",
  "localStorage",
  "navigator",
  "performance",
  "process",
  "queueMicrotask",
  "require",
  "self",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "window",
]);

/** Methods whose result depends on the host's locale. */
const localeMethods = new Set(["localeCompare", "toLocaleLowerCase", "toLocaleString", "toLocaleUpperCase"]);

const pureFolders = ["engine/src/", "tables/src/", "report/src/"];

export function checkHostNames(sources: readonly Source[]): Finding[] {
  const pure = sources.filter(({ path }) => path !== hostFile && pureFolders.some((folder) => path.startsWith(folder)));
  return pure.flatMap((source) => {
    const findings = globalUses(source, hostNames).map((use) => ({
      path: source.path,
      line: lineOf(source, use),
      message: `names the host (${use.text}): only ${hostFile} may`,
    }));
    walk(source, (node) => {
      if (!ts.isPropertyAccessExpression(node) || !localeMethods.has(node.name.text)) return;
      const message = `${node.name.text} depends on the host's locale`;
      findings.push({ path: source.path, line: lineOf(source, node.name), message });
    });
    return findings;
  });
}
