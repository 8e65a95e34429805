/**
 * Trees: arrays and objects, nested as one likes, with leaves of one kind. What is a leaf is the caller's to say, so
 * the same code serves traced tensors, values at rest and shapes. The leaves of an object come in the order of its
 * sorted keys, so that two objects with the same keys are the same tree however they were written.
 */
import { OptionError } from "./errors.ts";

export type Tree<Leaf> = Leaf | readonly Tree<Leaf>[] | { readonly [key: string]: Tree<Leaf> };

/** A tree without its leaves. */
export type Structure =
  | { readonly kind: "leaf" }
  | { readonly kind: "array"; readonly children: readonly Structure[] }
  | {
      readonly kind: "object";
      /** Sorted, as are the children. */
      readonly keys: readonly string[];
      readonly children: readonly Structure[];
      /** The keys as they were written, for people who look at a tree made again. */
      readonly written: readonly string[];
    };

export interface Flat<Leaf> {
  readonly leaves: readonly Leaf[];
  readonly structure: Structure;
}

export type IsLeaf<Leaf> = (value: unknown) => value is Leaf;

const leaf: Structure = { kind: "leaf" };

/** The leaves in order, and what is left. Throws an OptionError that names the place of a value that is no leaf. */
export function flatten<Leaf>(tree: unknown, isLeaf: IsLeaf<Leaf>): Flat<Leaf> {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, path: string): Structure => {
    if (isLeaf(value)) {
      leaves.push(value);
      return leaf;
    }
    if (Array.isArray(value)) {
      return { kind: "array", children: value.map((child, i) => visit(child, joinPath(path, String(i)))) };
    }
    if (isPlainObject(value)) {
      const written = Object.keys(value);
      const keys = [...written].sort();
      return { kind: "object", keys, written, children: keys.map((key) => visit(value[key], joinPath(path, key))) };
    }
    throw unexpectedLeaf(value, path);
  };
  return { structure: visit(tree, ""), leaves };
}

/** The tree with these leaves: the inverse of `flatten`. */
export function unflatten<Leaf>(structure: Structure, leaves: Iterable<Leaf>): Tree<Leaf> {
  const next = leaves[Symbol.iterator]();
  const build = (part: Structure): Tree<Leaf> => {
    if (part.kind === "array") return part.children.map(build);
    if (part.kind === "object") {
      const built = new Map(part.keys.map((key, i) => [key, build(part.children[i])]));
      return Object.fromEntries(part.written.map((key) => [key, built.get(key) as Tree<Leaf>]));
    }
    const { done, value } = next.next();
    if (done) throw new OptionError("tree-too-few-leaves", "The tree has more places than there are leaves.");
    return value;
  };
  return build(structure);
}

/** The tree with every leaf replaced by `change(leaf, path)`. */
export function mapTree<Leaf, Result>(
  tree: unknown,
  isLeaf: IsLeaf<Leaf>,
  change: (leaf: Leaf, path: string) => Result,
): Tree<Result> {
  const { leaves, structure } = flatten(tree, isLeaf);
  const names = paths(structure);
  return unflatten(
    structure,
    leaves.map((value, i) => change(value, names[i])),
  );
}

/** The names of the leaves in order: "layers.0.weights"; a tree that is one leaf has the name "". */
export function paths(structure: Structure, path = ""): string[] {
  if (structure.kind === "leaf") return [path];
  const keys = structure.kind === "object" ? structure.keys : Object.keys(structure.children);
  return structure.children.flatMap((child, i) => paths(child, joinPath(path, keys[i])));
}

/** Number of leaves. */
export const countLeaves = (structure: Structure): number =>
  structure.kind === "leaf" ? 1 : structure.children.reduce((count, child) => count + countLeaves(child), 0);

export function sameStructure(a: Structure, b: Structure): boolean {
  if (a.kind === "leaf" || b.kind === "leaf") return a.kind === b.kind;
  if (a.kind !== b.kind || a.children.length !== b.children.length) return false;
  if (a.kind === "object" && b.kind === "object" && a.keys.some((key, i) => key !== b.keys[i])) return false;
  return a.children.every((child, i) => sameStructure(child, b.children[i]));
}

/** "{bias, weights}", "[·, ·]": how a structure is written in errors; a leaf is a dot. */
export function showStructure(structure: Structure): string {
  if (structure.kind === "leaf") return "·";
  const children = structure.children.map(showStructure);
  if (structure.kind === "array") return `[${children.join(", ")}]`;
  return `{${structure.keys.map((key, i) => (children[i] === "·" ? key : `${key}: ${children[i]}`)).join(", ")}}`;
}

const joinPath = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** An object written as `{…}`, not an instance of a class: those hide state that a tree would lose. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function unexpectedLeaf(value: unknown, path: string): OptionError {
  const what = value === null ? "null" : typeof value === "object" ? `a ${value.constructor.name}` : typeof value;
  const where = path === "" ? "" : ` at "${path}"`;
  return new OptionError(
    "not-a-tree",
    `Expected an array, an object or a value to compute with${where}, got ${what}.`,
    {
      path,
      got: what,
    },
  );
}
