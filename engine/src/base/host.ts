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

export const newMemory = (pages: number, maximum: number, shared = false): Memory =>
  new WebAssembly.Memory({ initial: pages, maximum, shared });

export const compileModule = (bytes: Uint8Array<ArrayBuffer>): CompiledModule => new WebAssembly.Module(bytes);

/** The functions a module exports, bound to a memory. */
export function instantiate(module: CompiledModule, memory: Memory): Readonly<Record<string, WasmFunction>> {
  return new WebAssembly.Instance(module, { host: { memory } }).exports as Record<string, WasmFunction>;
}

/** A function of three vectors that multiplies and adds in one relaxed instruction. */
const relaxedModule = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x08, 0x01, 0x60, 0x03, 0x7b, 0x7b, 0x7b, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x01, 0x20, 0x02, 0xfd, 0x85, 0x02, 0x0b],
);
let relaxed: boolean | undefined;

/** Whether programs may use WebAssembly's relaxed vector instructions here. */
export function hasRelaxedVectors(): boolean {
  relaxed ??= WebAssembly.validate(relaxedModule);
  return relaxed;
}

/** A thread of its own that runs a script. It keeps no process alive. */
export interface Thread {
  post(message: unknown): void;
  /** Resolves when it has ended; null where the host does not say when. */
  stop(): Promise<unknown> | null;
}

interface NodeWorker {
  on(event: "error" | "exit", listener: () => void): void;
  postMessage(message: unknown): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

interface NodeThreads {
  readonly Worker: new (
    source: string,
    options: { eval: true; workerData: unknown; execArgv: readonly string[] },
  ) => NodeWorker;
}

interface Host {
  readonly process?: { getBuiltinModule?(name: string): unknown };
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly crossOriginIsolated?: boolean;
  readonly WorkerGlobalScope?: unknown;
}

const host = globalThis as Host;
const builtin = <Module>(name: string) => host.process?.getBuiltinModule?.(name) as Module | undefined;
/** In a page, threads share memory only where it is isolated from other origins; and the page itself must not wait. */
const isWorkerOfIsolatedPage = () => host.crossOriginIsolated === true && host.WorkerGlobalScope !== undefined;

/** Threads that share memory with this one and that it may wait for, itself included: 1 where there are none. */
export function hardwareThreads(): number {
  const system = builtin<{ availableParallelism(): number }>("node:os");
  if (system !== undefined) return builtin("node:worker_threads") === undefined ? 1 : system.availableParallelism();
  return isWorkerOfIsolatedPage() ? (host.navigator?.hardwareConcurrency ?? 1) : 1;
}

/**
 * Starts a thread that runs `body`, the text of a function's body, with `data` under that name; `listen(handler)` in it
 * gets what is posted later. `onEnd` is called when it fails or ends. Null where there are no such threads.
 */
export function startThread(body: string, data: unknown, onEnd: () => void): Thread | null {
  const node = builtin<NodeThreads>("node:worker_threads");
  if (node !== undefined) {
    const source = `const { parentPort, workerData: data } = require("node:worker_threads");
const listen = (handler) => parentPort.on("message", handler);
${body}`;
    const worker = new node.Worker(source, { eval: true, workerData: data, execArgv: [] });
    worker.on("error", onEnd);
    worker.on("exit", onEnd);
    worker.unref();
    return { post: (message) => worker.postMessage(message), stop: () => worker.terminate() };
  }
  if (!isWorkerOfIsolatedPage()) return null;
  const source = `onmessage = ({ data }) => {
const listen = (handler) => { onmessage = ({ data }) => handler(data); };
${body}
};`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module" });
  worker.onerror = onEnd;
  worker.postMessage(data);
  return {
    post: (message) => worker.postMessage(message),
    stop: () => {
      worker.terminate();
      URL.revokeObjectURL(address);
      return null;
    },
  };
}
