/** What the engine's tests of the claims can say, read from their sources: evidence keys and reason codes. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const folder = join(import.meta.dirname, "../../engine/src/train/race/claims");

export interface ClaimSource {
  readonly path: string;
  /** Ids of the claims the file is about. */
  readonly ids: readonly string[];
  readonly evidence: readonly string[];
  readonly reasons: readonly string[];
}

const isCode = (text: string): boolean => /^[a-z]+(-[a-z]+)+$/.test(text);

/** Every string literal below a node that looks like a code. */
function codesIn(node: ts.Node): readonly string[] {
  const own = ts.isStringLiteral(node) && isCode(node.text) ? [node.text] : [];
  return [...own, ...childrenOf(node).flatMap(codesIn)];
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  return children;
}

const nameOf = (node: ts.PropertyAssignment | ts.VariableDeclaration | ts.ShorthandPropertyAssignment): string =>
  node.name.getText().replaceAll('"', "");

const unwrapped = (node: ts.Expression | undefined): ts.Expression | undefined =>
  node !== undefined && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) ? node.expression : node;

/** Keys of an object literal; those of objects spread into it are found where these are made. */
const keysOf = (object: ts.ObjectLiteralExpression): readonly string[] =>
  object.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property) ? [nameOf(property)] : [],
  );

interface Found {
  readonly evidence: readonly string[];
  readonly reasons: readonly string[];
}

function findIn(node: ts.Node): Found {
  const below = childrenOf(node).map(findIn);
  const evidence = below.flatMap((found) => found.evidence);
  const reasons = below.flatMap((found) => found.reasons);
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) {
    const value = unwrapped(node.initializer);
    if (/(evidence|found)$/i.test(nameOf(node)) && value !== undefined && ts.isObjectLiteralExpression(value)) {
      evidence.push(...keysOf(value));
    }
    if (/^reason/.test(nameOf(node))) reasons.push(...codesIn(node));
  }
  if (ts.isCallExpression(node) && /^(notTested|inconclusive|undecided)$/.test(node.expression.getText())) {
    const [, reason, third] = node.arguments;
    if (reason !== undefined) reasons.push(...codesIn(reason));
    if (third !== undefined && ts.isObjectLiteralExpression(third)) evidence.push(...keysOf(third));
  }
  return { evidence, reasons };
}

/** One entry for each file that tests a claim. */
export function claimSources(): readonly ClaimSource[] {
  return readdirSync(folder).flatMap((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const ids = [...new Set([...text.matchAll(/id: "(C\d+)"|notTested\("(C\d+)"/g)].map(([, one, two]) => one ?? two))];
    return ids.length === 0 ? [] : [{ path, ids, ...findIn(source) }];
  });
}
