/** The only file that touches the host: everything else in the engine is a function of its arguments. */

/** Seconds since some fixed moment, for measuring durations. */
export const now = (): number => globalThis.performance.now() / 1000;

/** Lets the host draw, listen and cancel between two pieces of work. */
export const yieldToHost = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

export type Memory = WebAssembly.Memory;
export type CompiledModule = WebAssembly.Module;
export type WasmFunction = (...values: number[]) => number;

export const newMemory = (pages: number, maximum: number): Memory =>
  new WebAssembly.Memory({ initial: pages, maximum });

export const compileModule = (bytes: Uint8Array<ArrayBuffer>): CompiledModule => new WebAssembly.Module(bytes);

/** The functions a module exports, bound to a memory. */
export function instantiate(module: CompiledModule, memory: Memory): Readonly<Record<string, WasmFunction>> {
  return new WebAssembly.Instance(module, { host: { memory } }).exports as Record<string, WasmFunction>;
}
