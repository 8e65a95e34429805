/** A program in the memories it runs in. */
import { type CompiledModule, compileModule, instantiate, type WasmFunction } from "../../base/host.ts";
import type { Heap } from "./heap.ts";

/**
 * A module is compiled when it is first needed: once for memories of one thread, once for memories that threads share.
 */
export class Binding {
  private readonly bytes: (shared: boolean) => Uint8Array<ArrayBuffer>;
  private readonly modules = new Map<boolean, CompiledModule>();
  private readonly instances = new WeakMap<Heap, Readonly<Record<string, WasmFunction>>>();

  constructor(bytes: (shared: boolean) => Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  moduleFor({ shared }: Heap): CompiledModule {
    let module = this.modules.get(shared);
    if (module === undefined) {
      module = compileModule(this.bytes(shared));
      this.modules.set(shared, module);
    }
    return module;
  }

  /** What the program exports, bound to a heap. */
  in(heap: Heap): Readonly<Record<string, WasmFunction>> {
    let exports = this.instances.get(heap);
    if (exports === undefined) {
      exports = instantiate(this.moduleFor(heap), heap.memory);
      this.instances.set(heap, exports);
    }
    return exports;
  }
}

/** Limits of the memory every program imports: what a heap is made with. */
export const memoryLimits = (shared: boolean) => ({ min: 1, max: 65_536, shared });
