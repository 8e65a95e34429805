/** Small modules for the tests, instantiated at once. */
import type { Code, ValueType } from "../../../src/backends/wasm/encoder/code.ts";
import { ModuleBuilder } from "../../../src/backends/wasm/encoder/module.ts";

type Exported = (...values: (number | bigint)[]) => number | bigint | undefined;

export function instantiate(module: ModuleBuilder, imports: WebAssembly.Imports = {}): Record<string, Exported> {
  const compiled = new WebAssembly.Module(module.toBytes());
  return new WebAssembly.Instance(compiled, imports).exports as Record<string, Exported>;
}

/** One function without memory. */
export function single(
  parameters: readonly ValueType[],
  results: readonly ValueType[],
  body: (code: Code) => void,
): Exported {
  const module = new ModuleBuilder();
  module.export("run", module.function("run", parameters, results, body));
  return instantiate(module).run;
}

/** Runs code on one page of memory that holds these bytes, and gives the memory. */
export function onMemory(bytes: ArrayLike<number>, body: (code: Code) => void): DataView<ArrayBuffer> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Uint8Array(memory.buffer).set(Array.from(bytes));
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { min: 1 });
  module.export("run", module.function("run", [], [], body));
  instantiate(module, { host: { memory } }).run();
  return new DataView(memory.buffer);
}
