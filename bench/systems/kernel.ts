/**
 * The products of a training alone, by the best of several hand-written WebAssembly micro-kernels, operands in the
 * first-level cache: what no program of vector instructions can beat. Option "relaxed": multiply and add in one.
 */

import { ModuleBuilder } from "../../engine/src/backends/wasm/encoder/module.ts";
import type { Opcode } from "../../engine/src/backends/wasm/encoder/opcodes.ts";
import { heap } from "../../engine/src/backends/wasm/heap.ts";
import { compileModule, hasRelaxedVectors, instantiate } from "../../engine/src/base/host.ts";
import type { Training } from "../task.ts";
// @ts-expect-error: plain JavaScript
import { serve } from "./serve.js";

/** Rows × vectors of four columns. */
const shapes = [
  [4, 2],
  [5, 2],
  [6, 2],
  [2, 4],
  [3, 3],
  [4, 3],
  [8, 1],
] as const;
const depth = 64;

interface MicroKernel {
  /** result[rows, columns] = lhs[rows, depth] · rhs[depth, columns], so many times. */
  readonly run: (lhs: number, rhs: number, result: number, times: number) => void;
  readonly multiplyAdds: number;
}

function microKernel(rows: number, vectors: number, unroll: number, relaxed: boolean): MicroKernel {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { min: 1, max: 65_536 });
  const run = module.function("run", ["i32", "i32", "i32", "i32"], [], (code) => {
    const [lhs, rhs, result, times] = [0, 1, 2, 3].map((i) => code.parameter(i));
    const [left, right, count] = [code.local("i32"), code.local("i32"), code.local("i32")];
    const sums = Array.from({ length: rows * vectors }, () => code.local("v128"));
    const columns = Array.from({ length: vectors }, () => code.local("v128"));
    const scalar = code.local("v128");
    code.loop((again) => {
      code.get(lhs).set(left).get(rhs).set(right);
      code.i32(depth / unroll).set(count);
      for (const sum of sums) code.i32x4(0).set(sum);
      code.loop((top) => {
        for (let step = 0; step < unroll; step++) {
          columns.forEach((vector, j) => {
            code
              .get(right)
              .load("v128.load", (step * vectors + j) * 16)
              .set(vector);
          });
          for (let i = 0; i < rows; i++) {
            code
              .get(left)
              .load("v128.load32_splat", (step * rows + i) * 4)
              .set(scalar);
            columns.forEach((vector, j) => {
              const sum = sums[i * vectors + j];
              if (relaxed)
                code
                  .get(scalar)
                  .get(vector)
                  .get(sum)
                  .op("f32x4.relaxed_madd" as Opcode);
              else code.get(sum).get(scalar).get(vector).op("f32x4.mul").op("f32x4.add");
              code.set(sum);
            });
          }
        }
        code
          .get(left)
          .i32(4 * rows * unroll)
          .op("i32.add")
          .set(left);
        code
          .get(right)
          .i32(16 * vectors * unroll)
          .op("i32.add")
          .set(right);
        code.get(count).i32(1).op("i32.sub").tee(count).brIf(top);
      });
      sums.forEach((sum, i) => {
        code
          .get(result)
          .get(sum)
          .store("v128.store", 16 * i);
      });
      code.get(times).i32(1).op("i32.sub").tee(times).brIf(again);
    });
  });
  module.export("run", run);
  const functions = instantiate(compileModule(module.toBytes()), heap().memory);
  return { run: functions.run as unknown as MicroKernel["run"], multiplyAdds: rows * vectors * 4 * depth };
}

/** Multiply-adds of the products of one update: forward, to the weights, and to the layer below but the first. */
function multiplyAddsOf({ widths, batch }: Training): number {
  return widths.slice(1).reduce((sum, to, i) => sum + (i === 0 ? 2 : 3) * batch * widths[i] * to, 0);
}

await serve((task: Training) => {
  const [lhs, rhs, result] = [0, 0, 0].map(() => heap().allocate(1 << 15));
  const relaxed = hasRelaxedVectors();
  const kernels = shapes.flatMap(([rows, vectors]) =>
    [1, 2, 4].map((unroll) => microKernel(rows, vectors, unroll, relaxed)),
  );
  const wanted = multiplyAddsOf(task);
  const best = () => {
    let least = Number.POSITIVE_INFINITY;
    let chosen = kernels[0];
    for (const kernel of kernels) {
      const times = Math.ceil(2e7 / kernel.multiplyAdds);
      kernel.run(lhs, rhs, result, times);
      for (let round = 0; round < 5; round++) {
        const begin = performance.now();
        kernel.run(lhs, rhs, result, times);
        const each = (performance.now() - begin) / (times * kernel.multiplyAdds);
        if (each < least) [least, chosen] = [each, kernel];
      }
    }
    return chosen;
  };
  const { run, multiplyAdds } = best();
  return {
    check: () => null,
    update(count: number) {
      run(lhs, rhs, result, Math.max(1, Math.round((count * wanted) / multiplyAdds)));
    },
  };
});
