/**
 * The objective in float64, whatever the training is in: the full loss with compensated sums, its gradient, Hessian
 * products, and what the examples say one by one. Every loss that nabla reports comes from here.
 */

import { viewOf } from "../backends/wasm/index.ts";
import { roomForRows } from "../backends/wasm/rows.ts";
import type { Sweep } from "../backends/wasm/sweep.ts";
import { sizeOf } from "../base/shape.ts";
import { isBias } from "../learn/models/model.ts";
import { ofBatches, type Problem } from "./example.ts";
import { batchesIn, type DataInMemory, type RowsOnHeap } from "./memory.ts";
import type { DataObjective, Evaluation } from "./objective.ts";
import { type SweepKind, sweepOf } from "./sweeps.ts";

export interface ObjectiveSettings {
  readonly l2: number;
  readonly meanWeight: number;
  /** The loss's own curvature bound, null when unknown. */
  readonly curvature: number | null;
}

export class CompiledObjective implements DataObjective {
  readonly dimension: number;
  readonly rows: number;
  private readonly problem: Problem;
  private readonly data: RowsOnHeap;
  private readonly settings: ObjectiveSettings;
  private readonly sizes: readonly number[];
  private readonly made = new Map<SweepKind, Sweep>();

  /** For a loss of whole batches: of the batches that the rows make as they lie, the last rows left out. */
  constructor(problem: Problem, data: DataInMemory, settings: ObjectiveSettings) {
    this.problem = ofBatches(problem);
    this.data = batchesIn(data, problem.together);
    this.settings = settings;
    this.rows = this.data.rows;
    this.sizes = problem.parameters.leaves.map(({ shape }) => sizeOf(shape));
    this.dimension = this.sizes.reduce((sum, size) => sum + size, 0);
  }

  value(w: Float64Array): number {
    const [loss] = this.sweep("value", w);
    return loss[0] / this.divisor + this.penalty(w);
  }

  gradient(w: Float64Array): Evaluation {
    const sums = this.sweep("gradient", w);
    const loss = sums[sums.length - 2][0];
    const gradient = this.joined(sums.slice(0, -2)).map((slope) => slope / this.divisor);
    this.penalized((i) => {
      gradient[i] += this.settings.l2 * w[i];
    });
    return { value: loss / this.divisor + this.penalty(w), gradient };
  }

  hessianProduct(w: Float64Array, v: Float64Array): Float64Array {
    const product = this.mean("hessianProduct", w, v);
    this.penalized((i) => {
      product[i] += this.settings.l2 * v[i];
    });
    return product;
  }

  hessian(w: Float64Array): Float64Array {
    const size = this.dimension;
    const matrix = new Float64Array(size * size);
    const unit = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      unit[i] = 1;
      matrix.set(this.hessianProduct(w, unit), i * size);
      unit[i] = 0;
    }
    return matrix;
  }

  curvatureBoundProduct(w: Float64Array, v: Float64Array): Float64Array {
    const curvature = this.settings.curvature ?? Number.NaN;
    const bound = this.mean("squaredJacobianProduct", w, v).map((entry) => curvature * entry);
    this.penalized((i) => {
      bound[i] += this.settings.l2 * v[i];
    });
    return bound;
  }

  exampleGradients(w: Float64Array): Float64Array {
    return this.perRow("exampleGradients", w, this.dimension, this.ofExamples);
  }

  meanSquaredGradientNorm(w: Float64Array): number {
    const [sum] = this.sweep("squaredGradientNorms", w, this.ofExamples);
    return sum[0] / this.rows;
  }

  /** For each parameter the variance of its slope from example to example, given their mean ∇E(w). */
  gradientVariance(w: Float64Array, mean: Float64Array): Float64Array {
    const squares = this.joined(this.sweep("squaredGradients", w, this.ofExamples));
    const { rows } = this;
    return squares.map((sum, k) => Math.max(0, sum - rows * mean[k] * mean[k]) / Math.max(1, rows - 1));
  }

  /** weightᵢ·‖∂predictionᵢ/∂w‖² of each row (a bound of it where there are several outputs). */
  exampleSteepness(w: Float64Array): Float64Array {
    return this.perRow("squaredJacobianNorms", w);
  }

  largestExampleCurvature(w: Float64Array): number | null {
    const { curvature, l2, meanWeight } = this.settings;
    if (curvature === null) return null;
    let largest = 0;
    for (const norm of this.exampleSteepness(w)) if (norm > largest) largest = norm;
    return (curvature * largest) / meanWeight + l2;
  }

  /** The losses of all rows one by one, without penalty. */
  losses(w: Float64Array): Float64Array {
    return this.perRow("losses", w);
  }

  /** Σ of a sweep along v, divided by Σ weights. */
  private mean(kind: SweepKind, w: Float64Array, v: Float64Array): Float64Array {
    return this.joined(this.sweep(kind, w, this.split(v))).map((entry) => entry / this.divisor);
  }

  private get divisor(): number {
    return this.rows * this.settings.meanWeight;
  }

  /** What the gradient of one example needs to know: λ, and the factor of its weight. */
  private get ofExamples(): readonly Float64Array[] {
    return [Float64Array.of(this.settings.l2), Float64Array.of(1 / this.settings.meanWeight)];
  }

  private penalty(w: Float64Array): number {
    let sum = 0;
    this.penalized((i) => {
      sum += w[i] * w[i];
    });
    return this.settings.l2 === 0 ? 0 : 0.5 * this.settings.l2 * sum;
  }

  /** Calls with the place of every parameter that the penalty counts. */
  private penalized(visit: (i: number) => void): void {
    if (this.settings.l2 === 0) return;
    let start = 0;
    this.sizes.forEach((size, leaf) => {
      if (!isBias(this.problem.parameters.paths[leaf])) for (let i = 0; i < size; i++) visit(start + i);
      start += size;
    });
  }

  split(w: Float64Array): Float64Array[] {
    let start = 0;
    return this.sizes.map((size) => {
      start += size;
      return w.subarray(start - size, start);
    });
  }

  /** Every second of a list of compensated sums, in one vector. */
  private joined(sums: readonly Float64Array[]): Float64Array {
    const vector = new Float64Array(this.dimension);
    let start = 0;
    for (let i = 0; i < sums.length; i += 2) {
      vector.set(sums[i], start);
      start += sums[i].length;
    }
    return vector;
  }

  private sweep(kind: SweepKind, w: Float64Array, extra: readonly Float64Array[] = []): Float64Array[] {
    return this.compiled(kind).run(this.data.heap, this.data, [...this.split(w), ...extra]);
  }

  /** What a sweep gives for each row: one number, or `width` of them. */
  private perRow(kind: SweepKind, w: Float64Array, width?: number, extra: readonly Float64Array[] = []): Float64Array {
    const { heap, rows } = this.data;
    const address = heap.allocate(roomForRows({ shape: width === undefined ? [] : [width], dtype: "float64" }, rows));
    try {
      this.compiled(kind).run(heap, this.data, [...this.split(w), ...extra], address);
      return Float64Array.from(viewOf(heap, address, "float64", rows * (width ?? 1)));
    } finally {
      heap.release(address);
    }
  }

  private compiled(kind: SweepKind): Sweep {
    let sweep = this.made.get(kind);
    if (sweep === undefined) {
      sweep = sweepOf(this.problem, kind);
      this.made.set(kind, sweep);
    }
    return sweep;
  }
}
