/** jit: a function of tensors becomes a function of values at rest, traced and compiled once per kind of arguments. */
import { type Structure, unflatten } from "../base/tree.ts";
import { identityOf } from "../ir/node.ts";
import { type TensorFunction, trace } from "../trace/trace.ts";
import { type CompileOptions, compile } from "./compile.ts";
import { patternOf, specOf, withWeakNumbers } from "./pattern.ts";
import { Reader } from "./reader.ts";
import { formOf, valueAtRest } from "./result.ts";

export { compile } from "./compile.ts";

export interface JitOptions extends CompileOptions {
  /** How many leading arguments are values to compute with; those after them are settings. All by default. */
  readonly tensors?: number;
}

/**
 * `f` on values at rest. It is traced for every new combination of tree structure, shapes, dtypes and settings, and
 * runs compiled from then on. Values that `f` takes from outside are frozen at the first trace.
 */
export function jit(f: TensorFunction, options: JitOptions = {}): (...args: readonly unknown[]) => unknown {
  const known: Specialization[] = [];
  return (...args) => {
    for (let i = 0; i < known.length; i++) {
      const found = known[i];
      if (!found.fits(args)) continue;
      if (i > 0) known.unshift(...known.splice(i, 1));
      return found.run();
    }
    const made = new Specialization(f, args, options);
    known.unshift(made);
    if (known.length > MOST_SPECIALIZATIONS) known.pop();
    made.fits(args);
    return made.run();
  };
}

/** Kinds of arguments remembered per function; a function called with more is traced again. */
const MOST_SPECIALIZATIONS = 32;

/** A function compiled for arguments of one kind. */
class Specialization {
  readonly #reader: Reader;
  readonly #count: number;
  readonly #tensors: number;
  readonly #settings: string;
  readonly #run: () => unknown;

  constructor(f: TensorFunction, args: readonly unknown[], { tensors = args.length, ...options }: JitOptions) {
    this.#count = args.length;
    this.#tensors = tensors;
    const settings = args.slice(tensors);
    this.#settings = settingsKey(settings);
    const patterns = withWeakNumbers(args.slice(0, tensors).map((arg, i) => patternOf(arg, `argument ${i}`)));
    this.#reader = new Reader(patterns);
    const withSettings = (...traced: readonly unknown[]) =>
      (f as (...all: readonly unknown[]) => unknown)(...traced, ...settings);
    const { graph, outputTree } = trace(withSettings, patterns.map(specOf));
    const program = compile(graph, options);
    const form = formOf(patterns);
    const { slots } = this.#reader;
    const write = writer(outputTree);
    this.#run = () => write(program.run(slots).map((data, i) => valueAtRest(data, graph.outputs[i], form)));
  }

  /** Whether this serves the arguments; if so, they are read and `run` computes with them. */
  fits(args: readonly unknown[]): boolean {
    return (
      args.length === this.#count &&
      this.#reader.read(args) &&
      (args.length <= this.#tensors || settingsKey(args.slice(this.#tensors)) === this.#settings)
    );
  }

  run(): unknown {
    return this.#run();
  }
}

/** The results as the function returned them; one tensor alone needs no tree. */
const writer =
  (structure: Structure) =>
  (values: readonly unknown[]): unknown =>
    structure.kind === "leaf" ? values[0] : unflatten(structure, values);

/** Text that is equal exactly when settings are: data by value, functions and instances by identity. */
function settingsKey(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `#${identityOf(value)}`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map(settingsKey).join(",")}]`;
  if (Object.getPrototypeOf(value) !== Object.prototype) return `#${identityOf(value)}`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}:${settingsKey(each)}`)
    .join(",")}}`;
}
