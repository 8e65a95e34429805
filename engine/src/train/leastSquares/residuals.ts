/** Residuals and their exact Jacobian, compiled once, as functions of one flat vector. */
import { DTypeError, OptionError } from "../../base/errors.ts";
import { sizeOf } from "../../base/shape.ts";
import { compile } from "../../jit/compile.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { resultTensors, trace } from "../../trace/trace.ts";
import { jacobian } from "../../transform/jacobian.ts";
import { derivativeColumns, hessianColumns, joined, type Listed } from "../derivativeColumns.ts";
import type { FlatPoint } from "../flatPoint.ts";
import type { Columns } from "./orthogonal.ts";

export interface Residuals {
  /** How many residuals there are, and how many parameters. */
  readonly count: number;
  readonly parameters: number;
  at(w: Float64Array): Float64Array;
  /** ∂residual/∂w, one column for each parameter. */
  jacobian(w: Float64Array): Columns;
  /** The Hessian of ½ Σ residual², column by column; compiled when first asked for. */
  hessian(w: Float64Array): Columns;
}

/**
 * @throws DTypeError `residuals-not-float`, OptionError `too-few-residuals` when there are fewer residuals than
 * parameters: infinitely many parameters would then fit equally well
 */
export function compiledResiduals<Traced, Point>(f: (point: Traced) => unknown, point: FlatPoint<Point>): Residuals {
  const listed = (traced: Traced) => resultTensors(f(traced)).leaves;
  const { graph } = trace(listed, [point.spec]);
  const wrong = graph.outputs.find(({ dtype }) => dtype !== "float64");
  if (wrong !== undefined) {
    throw new DTypeError(
      "residuals-not-float",
      `leastSquares: the residuals must be float64, but a part of them is ${wrong.dtype}; ` +
        "compute them from the parameters by operations that have derivatives.",
      { dtype: wrong.dtype },
    );
  }
  const sizes = graph.outputs.map(({ shape }) => sizeOf(shape));
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const parameters = point.vector.length;
  if (count < parameters) {
    throw new OptionError(
      "too-few-residuals",
      `leastSquares: ${count} residuals cannot determine ${parameters} parameters; ` +
        "give at least one residual for each parameter.",
      { count, parameters },
    );
  }
  const values = compile(graph);
  const halfSquares = (traced: Traced): Tensor =>
    listed(traced)
      .map((part) => part.square().sum())
      .reduce((sum, part) => sum.add(part))
      .mul(0.5);
  let second: ((w: Float64Array) => Columns) | null = null;
  return {
    count,
    parameters,
    at: (w) => joined(values.run(point.split(w)), count),
    jacobian: parameters < count ? derivativeColumns(listed, point, sizes) : byCotangents(listed, point, sizes),
    hessian: (w) => {
      second ??= hessianColumns(halfSquares, point);
      return second(w);
    },
  };
}

/** One row for each residual: reverse derivatives, for as many parameters as residuals. */
function byCotangents<Traced, Point>(f: Listed<Traced>, point: FlatPoint<Point>, sizes: readonly number[]) {
  const program = compile(trace(jacobian(f), [point.spec]).graph);
  const widths = point.shapes.map(sizeOf);
  const count = sizes.reduce((sum, size) => sum + size, 0);
  return (w: Float64Array): Columns => {
    const blocks = program.run(point.split(w));
    const columns = Array.from(w, () => new Float64Array(count));
    let row = 0;
    sizes.forEach((size, k) => {
      let first = 0;
      widths.forEach((width, leaf) => {
        const block = blocks[k * widths.length + leaf];
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < width; j++) columns[first + j][row + i] = block[i * width + j];
        }
        first += width;
      });
      row += size;
    });
    return columns;
  };
}
