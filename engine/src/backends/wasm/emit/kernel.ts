/** One kernel, one function. */
import type { Kernel, LoweredFunction } from "../../../lower/kernel.ts";
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import type { RoutineSet } from "../routines/index.ts";
import type { Arithmetic, Context } from "./context.ts";
import { emitContract } from "./contract.ts";
import { emitIndex } from "./index.ts";
import { emitMap } from "./map.ts";
import { emitReduce } from "./reduce.ts";
import { emitReduceAbreast, foldsLanes } from "./reduceAbreast.ts";

/** Parameters of every kernel and of every function made of kernels: region, rows, then the data's addresses. */
export const parameters = (pointers: number) => new Array<"i32">(2 + pointers).fill("i32");

/** What all kernels of a module share. */
export interface KernelSettings {
  readonly module: ModuleBuilder;
  readonly routines: RoutineSet;
  readonly arithmetic: Arithmetic;
}

function addKernel(
  { module, routines, arithmetic }: KernelSettings,
  name: string,
  kernel: Kernel,
  pointers: number,
): FunctionReference {
  // Routines a kernel calls are added to the module while its body is emitted, so its place is declared first.
  const reference = module.declare(name, parameters(pointers), []);
  module.define(reference, (code) => {
    const context: Context = {
      code,
      region: code.parameter(0),
      rows: code.parameter(1),
      pointers: Array.from({ length: pointers }, (_, i) => code.parameter(2 + i)),
      routines,
      arithmetic,
    };
    emitKernel(context, kernel);
  });
  return reference;
}

function emitKernel(context: Context, kernel: Kernel): void {
  switch (kernel.kind) {
    case "map":
      emitMap(context, kernel);
      return;
    case "reduce":
      if (foldsLanes(kernel)) emitReduceAbreast(context, kernel);
      else emitReduce(context, kernel);
      return;
    case "contract":
      emitContract(context, kernel);
      return;
    default:
      emitIndex(context, kernel);
  }
}

/** The kernels of a function, one function each. */
export function addKernels(settings: KernelSettings, lowered: LoweredFunction, pointers: number): FunctionReference[] {
  return lowered.kernels.map((kernel, i) =>
    addKernel(settings, `${lowered.name}.${i}.${kernel.kind}`, kernel, pointers),
  );
}
