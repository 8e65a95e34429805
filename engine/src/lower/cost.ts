/** What kernels cost, counted before anything runs. */
import { byteSize } from "../base/dtype.ts";
import { ROWS, type Shape, sizeOf } from "../base/shape.ts";
import { rowFlops } from "../ops/table.ts";
import { type Expression, type Kernel, type Value, valuesRead, valuesWritten } from "./kernel.ts";

/** Arithmetic operations of kernels on a tile of `rows` rows; transcendental functions count as their row says. */
export function flopsOf(kernels: readonly Kernel[], rows: number): number {
  return kernels.reduce((sum, kernel) => sum + kernelFlops(kernel, rows), 0);
}

function kernelFlops(kernel: Kernel, rows: number): number {
  const extent = (size: number) => (size < 0 ? -size * rows : size);
  const points = (domain: Shape) => domain.reduce((count, size) => count * (size === ROWS ? rows : size), 1);
  switch (kernel.kind) {
    case "map":
      return points(kernel.domain) * expressionFlops(kernel.stores.map((store) => store.expression));
    case "reduce":
      return points(kernel.domain) * (1 + expressionFlops([kernel.store.expression]));
    case "contract": {
      const loops = [...kernel.batch, kernel.m, kernel.n, kernel.k];
      return 2 * loops.reduce((count, loop) => count * extent(loop.size), 1);
    }
    default:
      return 0;
  }
}

/**
 * Bytes that kernels read and write on a tile of `rows` rows, each value once a kernel: what has to move where nothing
 * stays in a cache from one kernel to the next.
 */
export function bytesMovedBy(kernels: readonly Kernel[], rows: number): number {
  const size = ({ shape, dtype }: Value) => sizeOf(shape, rows) * byteSize[dtype];
  const total = (values: readonly Value[]) => [...new Set(values)].reduce((sum, value) => sum + size(value), 0);
  return kernels.reduce((sum, kernel) => sum + total(valuesRead(kernel)) + total(valuesWritten(kernel)), 0);
}

/** Shared subexpressions are computed once. */
function expressionFlops(roots: readonly Expression[]): number {
  const seen = new Set<Expression>();
  const visit = (expression: Expression): number => {
    if (expression.kind !== "apply" || seen.has(expression)) return 0;
    seen.add(expression);
    return expression.inputs.reduce((sum, input) => sum + visit(input), rowFlops(expression.op));
  };
  return roots.reduce((sum, root) => sum + visit(root), 0);
}
