/**
 * Memory of compiled programs: one linear memory, cut into regions. Everything in one process uses the same, because
 * hosts hardly ever give memories back; regions are handed out first-fit and merged again when freed.
 */
import { DataError } from "../../base/errors.ts";
import { type Memory, newMemory } from "../../base/host.ts";

const pageBytes = 65_536;
const alignment = 64;
/** Room after the last region: vector loads may read past the end of what they need. */
const guardBytes = 4 * pageBytes;
/** Below the 4 GiB a 32-bit address can reach. */
const maximumBytes = 3.9 * 2 ** 30;

export class Heap {
  readonly memory: Memory;
  private readonly free: { address: number; bytes: number }[] = [];
  private readonly taken = new Map<number, number>();
  private end = alignment;
  /** May other threads see this memory? Programs say in their text which kind they run in. */
  readonly shared: boolean;

  constructor(shared = false) {
    this.shared = shared;
    this.memory = newMemory(16, 65_536, shared);
  }

  /** The address of `bytes` zeroed bytes. Views of the memory made before this call may be detached by it. */
  allocate(bytes: number): number {
    const size = Math.max(1, Math.ceil(bytes / alignment)) * alignment;
    const at = this.free.findIndex((block) => block.bytes >= size);
    let address = this.end;
    if (at >= 0) {
      const block = this.free[at];
      address = block.address;
      if (block.bytes === size) this.free.splice(at, 1);
      else this.free[at] = { address: address + size, bytes: block.bytes - size };
    } else {
      this.reserve(this.end + size + guardBytes, bytes);
      this.end += size;
    }
    this.taken.set(address, size);
    new Uint8Array(this.memory.buffer, address, size).fill(0);
    return address;
  }

  release(address: number): void {
    const bytes = this.taken.get(address);
    if (bytes === undefined) return;
    this.taken.delete(address);
    this.free.push({ address, bytes });
    this.free.sort((a, b) => a.address - b.address);
    for (let i = this.free.length - 1; i > 0; i--) {
      const [before, block] = [this.free[i - 1], this.free[i]];
      if (before.address + before.bytes !== block.address) continue;
      this.free.splice(i - 1, 2, { address: before.address, bytes: before.bytes + block.bytes });
    }
    const last = this.free.at(-1);
    if (last !== undefined && last.address + last.bytes === this.end) {
      this.end = last.address;
      this.free.pop();
    }
  }

  /** Bytes handed out and not given back. */
  get used(): number {
    return [...this.taken.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  floats64 = (address: number, length: number) => new Float64Array(this.memory.buffer, address, length);
  floats32 = (address: number, length: number) => new Float32Array(this.memory.buffer, address, length);
  ints32 = (address: number, length: number) => new Int32Array(this.memory.buffer, address, length);

  private reserve(end: number, bytes: number): void {
    const missing = end - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    if (end > maximumBytes) {
      const gib = (end / 2 ** 30).toFixed(2);
      throw new DataError("memory-limit", `data and working memory need ${gib} GiB; a program can address 3.9 GiB`, {
        bytes,
        end,
        limit: maximumBytes,
      });
    }
    // Growing in large steps: each growth detaches every view.
    const pages = Math.ceil(Math.max(missing, this.memory.buffer.byteLength / 4) / pageBytes);
    const room = Math.floor(maximumBytes / pageBytes) - this.memory.buffer.byteLength / pageBytes;
    this.memory.grow(Math.min(pages, Math.max(room, Math.ceil(missing / pageBytes))));
  }
}

let own: Heap | undefined;
let common: Heap | undefined;

/** The heap of this process, made on first use. */
export function heap(): Heap {
  own ??= new Heap();
  return own;
}

/** The heap of descents on several threads: all threads of the process see it. */
export function sharedHeap(): Heap {
  common ??= new Heap(true);
  return common;
}
