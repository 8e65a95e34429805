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

/** A thread of its own that runs a script. */
export interface Thread {
  stop(): void;
}

interface NodeThreads {
  readonly Worker: new (
    source: string,
    options: { eval: true; workerData: unknown; execArgv: readonly string[] },
  ) => { on(event: "error", listener: () => void): void; unref(): void; terminate(): unknown };
}

/**
 * Starts a thread that runs `body`, the text of a function's body, with `data` under that name; null where there are
 * no threads that share memory with a caller that may wait for them (a page must not block; its workers may, where the
 * page is isolated from other origins).
 */
export function startThread(body: string, data: unknown, onError: () => void): Thread | null {
  const { process, crossOriginIsolated, WorkerGlobalScope } = globalThis as {
    process?: { getBuiltinModule?(name: string): unknown };
    crossOriginIsolated?: boolean;
    WorkerGlobalScope?: unknown;
  };
  const node = process?.getBuiltinModule?.("node:worker_threads") as NodeThreads | undefined;
  if (node !== undefined) {
    const source = `const data = require("node:worker_threads").workerData;\n${body}`;
    const worker = new node.Worker(source, { eval: true, workerData: data, execArgv: [] });
    worker.on("error", onError);
    worker.unref();
    return { stop: () => void worker.terminate() };
  }
  if (crossOriginIsolated !== true || WorkerGlobalScope === undefined) return null;
  const address = URL.createObjectURL(
    new Blob([`onmessage = ({ data }) => {\n${body}\n};`], { type: "text/javascript" }),
  );
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  worker.onerror = onError;
  worker.postMessage(data);
  return { stop: () => worker.terminate() };
}
