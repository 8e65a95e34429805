/**
 * The node of the graph: one application of one primitive. Nodes are interned: the same op on the same inputs with the
 * same attributes *is* the same object, so common subexpressions need no pass and `===` is equality.
 */
import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";

export type Attribute = number | string | boolean | readonly number[] | object;
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Node {
  /** Name of the op's row in the table. */
  readonly op: string;
  readonly inputs: readonly Node[];
  readonly attributes: Attributes;
  readonly shape: Shape;
  readonly dtype: DType;
  /** Grows with creation, so an input's id is always smaller than its user's. */
  readonly id: number;
}

const interned = new Map<string, WeakRef<Node>>();
const forget = new FinalizationRegistry<string>((key) => {
  if (interned.get(key)?.deref() === undefined) interned.delete(key);
});
let nextId = 1;

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

/** A number that names an object for as long as it lives: functions and arrays in attributes compare by identity. */
export function identityOf(object: object): number {
  let identity = identities.get(object);
  if (identity === undefined) {
    identity = nextIdentity++;
    identities.set(object, identity);
  }
  return identity;
}

/** Attributes as text, equal exactly when the attributes are: −0, NaN and infinities are told apart. */
export function attributesKey(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}=${attributeKey(value)}`)
    .join(";");
}

function attributeKey(value: Attribute): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map((item) => attributeKey(item as Attribute)).join(",")}]`;
  if (typeof value === "object" || typeof value === "function") return `#${identityOf(value)}`;
  return String(value);
}

/** The one node with these contents: made now, or the one that already is. */
export function intern(op: string, inputs: readonly Node[], attributes: Attributes, shape: Shape, dtype: DType): Node {
  const operands = inputs.map((input) => input.id).join(",");
  const key = `${op}(${operands}){${attributesKey(attributes)}}${shape.join("x")}:${dtype}`;
  const known = interned.get(key)?.deref();
  if (known !== undefined) return known;
  const node: Node = Object.freeze({ op, inputs, attributes, shape, dtype, id: nextId++ });
  interned.set(key, new WeakRef(node));
  forget.register(node, key);
  return node;
}

/** A number no other call returns: makes an `input` or an `alias` unlike every other. */
export const freshId = (): number => nextIdentity++;
