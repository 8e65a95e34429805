/** A WebAssembly module, assembled from functions and written in the binary format. */
import { name, unsigned, vector } from "./bytes.ts";
import { Code } from "./code.ts";
import { type ConstantReference, type FunctionReference, type ValueType, valueTypes } from "./types.ts";

export interface MemoryLimits {
  /** Pages of 64 KiB. */
  readonly min: number;
  readonly max?: number;
  readonly shared?: boolean;
}

const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const section = { custom: 0, type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 };

export class ModuleBuilder {
  private readonly types: number[][] = [];
  private readonly imports: number[][] = [];
  private readonly functions: FunctionReference[] = [];
  private readonly bodies = new Map<FunctionReference, number[]>();
  private readonly exports: number[][] = [];
  private readonly globals: number[][] = [];
  private readonly constants = new Map<string, ConstantReference>();
  private imported = 0;

  importMemory(module: string, field: string, { min, max, shared = false }: MemoryLimits): void {
    const flags = (max === undefined ? 0 : 1) | (shared ? 2 : 0);
    const limits = [flags, ...unsigned(min), ...(max === undefined ? [] : unsigned(max))];
    this.imports.push([...name(module), ...name(field), 0x02, ...limits]);
  }

  /** Imports come first: before any function of the module's own. */
  importFunction(
    module: string,
    field: string,
    parameters: readonly ValueType[],
    results: readonly ValueType[],
  ): FunctionReference {
    if (this.functions.length > this.imported) throw new RangeError("functions are imported before any is declared");
    this.imported++;
    this.imports.push([...name(module), ...name(field), 0x00, ...unsigned(this.type(parameters, results))]);
    return this.reserve(field, parameters, results);
  }

  /** A function whose body comes later, so that others may call it already. */
  declare(label: string, parameters: readonly ValueType[], results: readonly ValueType[]): FunctionReference {
    return this.reserve(label, parameters, results);
  }

  define(reference: FunctionReference, body: (code: Code) => void): void {
    const code = new Code(reference.parameters);
    body(code);
    this.bodies.set(reference, code.toBytes());
  }

  function(
    label: string,
    parameters: readonly ValueType[],
    results: readonly ValueType[],
    body: (code: Code) => void,
  ): FunctionReference {
    const reference = this.declare(label, parameters, results);
    this.define(reference, body);
    return reference;
  }

  /**
   * A vector of 16 bytes as an immutable global: one load where `v128.const` may take three instructions to build (it
   * does in V8), but nothing that a compiler moves out of a loop. Equal vectors share one global.
   */
  constant(bytes: readonly number[]): ConstantReference {
    const key = bytes.join();
    let reference = this.constants.get(key);
    if (reference === undefined) {
      reference = { index: this.globals.length };
      this.globals.push([valueTypes.v128, 0, 0xfd, 0x0c, ...bytes, 0x0b]);
      this.constants.set(key, reference);
    }
    return reference;
  }

  export(label: string, reference: FunctionReference): void {
    this.exports.push([...name(label), 0x00, ...unsigned(reference.index)]);
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    const own = this.functions.slice(this.imported);
    const signatures = own.map(({ parameters, results }) => unsigned(this.type(parameters, results)));
    const bodies = own.map((reference) => {
      const body = this.bodies.get(reference);
      if (body === undefined) throw new RangeError(`function "${reference.name}" was declared and never defined`);
      return unsigned(body.length).concat(body);
    });
    return Uint8Array.from([
      ...magicAndVersion,
      ...sectionOf(section.type, vector(this.types)),
      ...sectionOf(section.import, vector(this.imports)),
      ...sectionOf(section.function, vector(signatures)),
      ...sectionOf(section.global, vector(this.globals)),
      ...sectionOf(section.export, vector(this.exports)),
      ...sectionOf(section.code, vector(bodies)),
      ...sectionOf(section.custom, this.names()),
    ]);
  }

  /** Names of functions for profiles and traps. */
  private names(): number[] {
    const entries = vector(this.functions.map((reference) => [...unsigned(reference.index), ...name(reference.name)]));
    return [...name("name"), 1, ...unsigned(entries.length), ...entries];
  }

  private reserve(label: string, parameters: readonly ValueType[], results: readonly ValueType[]): FunctionReference {
    const reference = { index: this.functions.length, name: label, parameters, results };
    this.functions.push(reference);
    this.type(parameters, results);
    return reference;
  }

  private type(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const list = (types: readonly ValueType[]) => vector(types.map((type) => [valueTypes[type]]));
    const bytes = [0x60, ...list(parameters), ...list(results)];
    const known = this.types.findIndex((type) => type.length === bytes.length && type.every((b, i) => b === bytes[i]));
    return known >= 0 ? known : this.types.push(bytes) - 1;
  }
}

const sectionOf = (id: number, bytes: readonly number[]): number[] => [id, ...unsigned(bytes.length), ...bytes];

export type { ConstantReference, FunctionReference } from "./types.ts";
