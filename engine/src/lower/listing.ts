/** A lowered function as text: its kernels one after the other, what each reads, computes, writes and costs. */
import { showShape } from "../base/shape.ts";
import { bytesMovedBy, flopsOf } from "./cost.ts";
import type { ContractLoop, Expression, Kernel, LoweredFunction, Value } from "./kernel.ts";

/** What values are called: those without a name here are t1, t2, … in the order in which they are made. */
export type ValueNames = (value: Value) => string | undefined;

/**
 * A listing of a function, its costs counted on `rows` rows.
 *
 *   tile: 3 kernels · 1,234 flops · 5.1 kB moved · rows = 64
 *     0 contract  t1[rows] = Σₖ x[rows, 30] · weights[30]           3,840 flops
 *     1 map       over [rows]                                         576 flops
 *         a = add(t1, bias)
 *         t2 ← sub(a, y)
 *
 * A kernel computes all it stores at a place before it stores anything there: what it reads is as it was before.
 */
export function listing(lowered: LoweredFunction, rows: number, names: ValueNames = () => undefined): string {
  const { kernels, name, commit } = lowered;
  const called = new Map<Value, string>();
  const nameOf = (value: Value): string => {
    const known = names(value) ?? called.get(value);
    if (known !== undefined) return known;
    const made = `t${called.size + 1}`;
    called.set(value, made);
    return made;
  };
  const moved = showBytes(bytesMovedBy(kernels, rows));
  const head = `${name}: ${plural(kernels.length, "kernel")} · ${count(flopsOf(kernels, rows))} flops · ${moved} moved`;
  // Only what ends in an update looks at the loss first.
  const guarded = name === "single" || name === "step" || name === "update";
  const lines = kernels.flatMap((kernel, i) => {
    const own = `${count(flopsOf([kernel], rows))} flops, ${showBytes(bytesMovedBy([kernel], rows))}`;
    const title = `  ${String(i).padStart(2)} ${kernel.kind.padEnd(8)} ${titleOf(kernel, nameOf)}`;
    const mark = guarded && i === commit ? ["     the loss is finite: from here on parameters are overwritten"] : [];
    return [...mark, `${title}   (${own})`, ...bodyOf(kernel, nameOf).map((line) => `       ${line}`)];
  });
  return [head, ...lines].join("\n");
}

type NameOf = (value: Value) => string;

function titleOf(kernel: Kernel, nameOf: NameOf): string {
  const whole = (value: Value) => `${nameOf(value)}${showShape(value.shape)}`;
  switch (kernel.kind) {
    case "map":
      return `over ${showShape(kernel.domain)}`;
    case "reduce": {
      const axes = kernel.reduced.map((axis) => extent(kernel.domain[axis])).join(" × ");
      return `${kernel.op} over ${axes} of ${showShape(kernel.domain)} into ${nameOf(kernel.store.access.value)}`;
    }
    case "contract": {
      const sizes = [...kernel.batch, kernel.m, kernel.n, kernel.k].map(({ size }: ContractLoop) => extent(size));
      const operands = `${whole(kernel.lhs.value)} · ${whole(kernel.rhs.value)}`;
      return `${whole(kernel.result.value)} = Σₖ ${operands}, loops ${sizes.join(" × ")}`;
    }
    default:
      return `${whole(kernel.result)} from ${whole(kernel.source)} at ${whole(kernel.index)}`;
  }
}

/** The arithmetic of a pass: shared parts once, named a, b, …, then what is stored. */
function bodyOf(kernel: Kernel, nameOf: NameOf): string[] {
  const stores = kernel.kind === "map" ? kernel.stores : kernel.kind === "reduce" ? [kernel.store] : [];
  const uses = new Map<Expression, number>();
  const countUses = (expression: Expression): void => {
    uses.set(expression, (uses.get(expression) ?? 0) + 1);
    if (uses.get(expression) === 1 && expression.kind === "apply") expression.inputs.forEach(countUses);
  };
  for (const { expression } of stores) countUses(expression);
  const shared = new Map<Expression, string>();
  const lines: string[] = [];
  const spell = (expression: Expression): string => {
    if (expression.kind === "load") return nameOf(expression.access.value);
    if (expression.kind === "constant") return String(expression.number);
    if (expression.kind === "index") return `index ${expression.axis}`;
    const known = shared.get(expression);
    if (known !== undefined) return known;
    const text = `${expression.op}(${expression.inputs.map(spell).join(", ")})`;
    if ((uses.get(expression) ?? 0) < 2) return text;
    const name = String.fromCharCode(97 + (shared.size % 26)).repeat(1 + Math.floor(shared.size / 26));
    shared.set(expression, name);
    lines.push(`${name} = ${text}`);
    return name;
  };
  for (const { access, expression } of stores) {
    const text = spell(expression);
    lines.push(`${nameOf(access.value)} ← ${text}`);
  }
  return lines;
}

const extent = (size: number): string => (size >= 0 ? String(size) : size === -1 ? "rows" : `${-size}·rows`);

/** "1,234" */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
const plural = (value: number, word: string): string => `${value} ${word}${value === 1 ? "" : "s"}`;

/** "5.1 kB" */
export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [scaled, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${Number(scaled.toPrecision(3))} ${unit}`;
}
