/** The static memory plan: every temporary gets an offset, freed after its last use. */
import { byteSize } from "../base/dtype.ts";
import { sizeOf } from "../base/shape.ts";
import type { Built } from "./build.ts";
import { type Value, valuesRead, valuesWritten } from "./kernel.ts";

/** Every value begins on a vector boundary and is followed by room for one vector, so tails may read whole vectors. */
const alignment = 16;
const align = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

export const storageBytes = (value: Pick<Value, "shape" | "dtype">, tile: number): number =>
  align(sizeOf(value.shape, tile) * byteSize[value.dtype]) + alignment;

/** Places what is still unplaced from `start` on; returns the end of the region. */
export function planMemory(built: Built, tile: number, start: number): number {
  const lastUse = new Map<Value, number>();
  built.kernels.forEach((kernel, step) => {
    for (const value of [...valuesRead(kernel), ...valuesWritten(kernel)]) lastUse.set(value, step);
  });
  const arena = new Arena(align(start));
  for (const value of built.inputs) if (value.place.kind === "unplaced") arena.place(value, storageBytes(value, tile));
  for (const { value } of built.constants) arena.place(value, storageBytes(value, tile));
  for (const value of built.outputs) if (value.place.kind === "unplaced") arena.place(value, storageBytes(value, tile));
  built.kernels.forEach((kernel, step) => {
    for (const value of valuesWritten(kernel)) {
      if (value.place.kind === "unplaced") arena.place(value, storageBytes(value, tile), lastUse.get(value));
    }
    arena.release(step);
  });
  return arena.end;
}

/** First-fit over a list of free blocks. */
class Arena {
  end: number;
  private readonly free: { offset: number; bytes: number }[] = [];
  private readonly live: { offset: number; bytes: number; until: number }[] = [];

  constructor(start: number) {
    this.end = start;
  }

  place(value: Value, bytes: number, until = Number.POSITIVE_INFINITY): void {
    const at = this.free.findIndex((block) => block.bytes >= bytes);
    let offset = this.end;
    if (at >= 0) {
      const block = this.free[at];
      offset = block.offset;
      if (block.bytes === bytes) this.free.splice(at, 1);
      else this.free[at] = { offset: block.offset + bytes, bytes: block.bytes - bytes };
    } else {
      this.end += bytes;
    }
    value.place = { kind: "region", offset };
    this.live.push({ offset, bytes, until });
  }

  release(step: number): void {
    for (let i = this.live.length - 1; i >= 0; i--) {
      if (this.live[i].until > step) continue;
      this.free.push(...this.live.splice(i, 1).map(({ offset, bytes }) => ({ offset, bytes })));
    }
    this.free.sort((a, b) => a.offset - b.offset);
    for (let i = this.free.length - 1; i > 0; i--) {
      const [before, block] = [this.free[i - 1], this.free[i]];
      if (before.offset + before.bytes !== block.offset) continue;
      this.free[i - 1] = { offset: before.offset, bytes: before.bytes + block.bytes };
      this.free.splice(i, 1);
    }
  }
}
