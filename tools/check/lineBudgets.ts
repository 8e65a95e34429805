/** One subject a file: long files and long lines are asked to become shorter. */
import type { Finding, Source } from "./source.ts";

const wished = 250;
const most = 400;
const mostInExample = 80;
const widest = 120;

/** Data written out as code by a tool: nobody reads it line by line. */
const generated = /^tables\/src\/builtin\/(penguins|cars)\.ts$/;

/** Sentences in two languages: a sentence is not cut where a column ends. */
const prose = /^report\/src\/words\//;

export function checkLineBudgets(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => !generated.test(path))
    .flatMap((source) => [...fileLength(source), ...lineLengths(source)]);
}

function fileLength({ path, text }: Source): Finding[] {
  const lines = text.split("\n").length - 1;
  const budget = /^examples\/[^/]+$/.test(path) ? mostInExample : most;
  if (lines > budget)
    return [{ path, line: budget + 1, message: `${lines} lines; at most ${budget}: divide the file` }];
  if (lines > wished) {
    return [{ path, line: wished + 1, message: `${lines} lines; ${wished} would be better`, warning: true }];
  }
  return [];
}

const lineLengths = ({ path, text }: Source): Finding[] =>
  (prose.test(path) ? "" : text).split("\n").flatMap((line, index) => {
    const message = `${line.length} columns; at most ${widest}`;
    return line.length > widest ? [{ path, line: index + 1, message }] : [];
  });
