/**
 * Results are the same bits on every host: only operations whose result ECMAScript fixes exactly are allowed where
 * numbers are made. `Math.exp` and its like are not; `**` is not either.
 */
import ts from "typescript";
import { globalUses } from "./names.ts";
import type { Finding, Source } from "./source.ts";
import { lineOf, walk } from "./source.ts";

const exact = new Set([
  ...["sqrt", "imul", "fround", "abs", "min", "max", "floor", "ceil", "trunc", "round", "sign", "clz32"],
  ...["E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2"],
]);

/** The rows of the table say what an operation means in plain JavaScript; the reference backend runs that. */
const plainJavaScript = ["engine/src/ops/", "engine/src/backends/reference/"];

const checked = (path: string): boolean =>
  /^(engine|tables)\/src\//.test(path) && !plainJavaScript.some((folder) => path.startsWith(folder));

export function checkMathematics(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => checked(path))
    .flatMap((source) => {
      const findings: Finding[] = [];
      const add = (node: ts.Node, what: string): void => {
        const message = `${what} is not exact: its bits differ between hosts`;
        findings.push({ path: source.path, line: lineOf(source, node), message });
      };
      for (const use of globalUses(source, new Set(["Math"]))) {
        const { parent } = use;
        if (!ts.isPropertyAccessExpression(parent)) add(use, "Math used as a value");
        else if (!exact.has(parent.name.text)) add(use, `Math.${parent.name.text}`);
      }
      walk(source, (node) => {
        if (!ts.isBinaryExpression(node)) return;
        const power = node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken;
        const assigned = node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
        if (assigned || (power && !isPowerOfTwo(node))) add(node, "**");
      });
      return findings;
    });
}

/** `2 ** 32`, `2 ** -52`: written out, and exact. */
function isPowerOfTwo({ left, right }: ts.BinaryExpression): boolean {
  const exponent = ts.isPrefixUnaryExpression(right) ? right.operand : right;
  return ts.isNumericLiteral(left) && left.text === "2" && ts.isNumericLiteral(exponent);
}
