/** What the emission of one kernel needs: where code goes, where values lie, how wide a vector is. */
import { byteSize, type DType } from "../../../base/dtype.ts";
import { NablaError } from "../../../base/errors.ts";
import type { Place } from "../../../lower/kernel.ts";
import type { Code, Local } from "../encoder/code.ts";
import type { RoutineSet } from "../routines/index.ts";

export interface Context {
  readonly code: Code;
  /** Start of the program's region in memory. */
  readonly region: Local;
  /** Rows of this tile. */
  readonly rows: Local;
  /** Addresses passed with each call: the rows of the data. */
  readonly pointers: readonly Local[];
  readonly routines: RoutineSet;
  readonly arithmetic: Arithmetic;
}

/**
 * exact: every operation is rounded, so that all hosts give the same bits. relaxed: a · b + c may be rounded once,
 * where the host has an instruction for it.
 */
export type Arithmetic = "exact" | "relaxed";

/** Lanes that a kernel works on at once: 2 as soon as one of its values is float64, else 4. */
export type Lanes = 2 | 4;

export const bytesOf = (dtype: DType): number => byteSize[dtype];

/** The local that holds a place's address, and the bytes to add to it. */
export function addressOf(context: Context, place: Place): { local: Local; bytes: number } {
  switch (place.kind) {
    case "region":
      return { local: context.region, bytes: place.offset };
    case "pointer":
      return { local: context.pointers[place.index], bytes: place.offset };
    default:
      throw new NablaError("internal", "a value was never placed in memory");
  }
}

/** Pushes the run-time size of an extent: |extent| · rows when it is negative. */
export function pushExtent({ code, rows }: Context, extent: number): void {
  if (extent >= 0) code.i32(extent);
  else if (extent === -1) code.get(rows);
  else code.get(rows).i32(-extent).op("i32.mul");
}

/** Runs `body` for index = 0, step, 2·step … below the limit; `body` must leave the stack as it found it. */
export function countedLoop(
  code: Code,
  index: Local,
  pushLimit: () => void,
  step: number,
  body: () => void,
  advance: () => void = () => {},
): void {
  const limit = code.local("i32");
  pushLimit();
  code.set(limit).i32(0).set(index);
  code.block((done) => {
    code.get(limit).i32(0).op("i32.le_s").brIf(done);
    code.loop((top) => {
      body();
      advance();
      code.get(index).i32(step).op("i32.add").tee(index).get(limit).op("i32.lt_s").brIf(top);
    });
  });
}
