/** Names that the code refers to without declaring them: globals. */
import ts from "typescript";
import type { Source } from "./source.ts";
import { walk } from "./source.ts";

/** Every use, as a value, of a global whose name is in `names`. */
export function globalUses(source: Source, names: ReadonlySet<string>): ts.Identifier[] {
  const declared = new Set<string>();
  const uses: ts.Identifier[] = [];
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || !names.has(node.text)) return;
    if (declares(node)) declared.add(node.text);
    else if (!isPropertyName(node) && !isInType(node)) uses.push(node);
  });
  return uses.filter((use) => !declared.has(use.text));
}

function declares(node: ts.Identifier): boolean {
  const { parent } = node;
  const named =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isBindingElement(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent);
  return named && parent.name === node;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isGetAccessor(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isImportSpecifier(parent)
  );
}

function isInType(node: ts.Node): boolean {
  for (let at: ts.Node = node.parent; at !== undefined; at = at.parent) {
    if (ts.isTypeNode(at)) return true;
    if (ts.isExpression(at) && !ts.isPropertyAccessExpression(at) && !ts.isIdentifier(at)) return false;
  }
  return false;
}
