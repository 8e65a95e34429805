/**
 * Least squares, logistic and softmax regression in plain JavaScript, written from their formulas: what the compiled
 * objective and program are to the race, with nothing of the engine inside.
 */
import type { DataObjective } from "../../../src/train/objective.ts";
import type { DescentProgram, DescentSettings } from "../../../src/train/race/contract.ts";

/** The loss of one example as a function of the outputs z, with its first and second derivatives. */
export interface OutputLoss {
  readonly outputs: number;
  readonly curvature: number;
  at(z: number[], target: number): { value: number; gradient: number[]; hessian: number[][] };
}

export const squared: OutputLoss = {
  outputs: 1,
  curvature: 2,
  at: ([z], y) => ({ value: (z - y) ** 2, gradient: [2 * (z - y)], hessian: [[2]] }),
};

/** Targets 0 and 1. */
export const logistic: OutputLoss = {
  outputs: 1,
  curvature: 0.25,
  at([z], y) {
    const s = y === 1 ? z : -z;
    const wrong = s >= 0 ? Math.exp(-s) / (1 + Math.exp(-s)) : 1 / (1 + Math.exp(s));
    const value = Math.max(0, -s) + Math.log1p(Math.exp(-Math.abs(s)));
    return { value, gradient: [y === 1 ? -wrong : wrong], hessian: [[wrong * (1 - wrong)]] };
  },
};

export const softmax = (classes: number): OutputLoss => ({
  outputs: classes,
  curvature: 0.5,
  at(z, y) {
    const top = Math.max(...z);
    const total = z.reduce((sum, each) => sum + Math.exp(each - top), 0);
    const p = z.map((each) => Math.exp(each - top) / total);
    return {
      value: Math.log(total) + top - z[y],
      gradient: p.map((each, k) => each - (k === y ? 1 : 0)),
      hessian: p.map((a, j) => p.map((b, k) => (j === k ? a : 0) - a * b)),
    };
  },
});

export interface Problem {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly loss: OutputLoss;
  readonly l2?: number;
  readonly bias?: boolean;
}

/** Parameters: the biases of all outputs (if any), then the weights feature by feature. */
export function objectiveOf({ x, y, loss, l2 = 0, bias = true }: Problem): DataObjective & {
  example(i: number, w: Float64Array): { value: number; gradient: number[] };
} {
  const outputs = loss.outputs;
  const rows = x.map((row) => (bias ? [1, ...row] : [...row]));
  const features = rows[0].length;
  const dimension = features * outputs;
  const penalised = (i: number) => !bias || i >= outputs;
  const scores = (w: ArrayLike<number>, row: number[]) =>
    Array.from({ length: outputs }, (_, k) => row.reduce((sum, value, j) => sum + value * w[j * outputs + k], 0));
  const penalty = (w: Float64Array) => 0.5 * l2 * w.reduce((sum, v, i) => (penalised(i) ? sum + v * v : sum), 0);
  const n = rows.length;

  const example = (i: number, w: Float64Array) => {
    const { value, gradient } = loss.at(scores(w, rows[i]), y[i]);
    const full = Array.from(w, (v, p) => {
      const slope = rows[i][Math.floor(p / outputs)] * gradient[p % outputs];
      return penalised(p) ? slope + l2 * v : slope;
    });
    return { value: value + penalty(w), gradient: full };
  };
  const product = (_w: Float64Array, v: Float64Array, matrixOf: (i: number) => number[][]) => {
    const result = new Float64Array(dimension);
    rows.forEach((row, i) => {
      const moved = scores(v, row);
      const matrix = matrixOf(i);
      for (let p = 0; p < dimension; p++) {
        const along = matrix[p % outputs].reduce((sum, h, k) => sum + h * moved[k], 0);
        result[p] += (row[Math.floor(p / outputs)] * along) / n;
      }
    });
    return result.map((entry, p) => (penalised(p) ? entry + l2 * v[p] : entry));
  };

  return {
    dimension,
    rows: n,
    example,
    value: (w) => rows.reduce((sum, row, i) => sum + loss.at(scores(w, row), y[i]).value / n, 0) + penalty(w),
    gradient(w) {
      let value = 0;
      const gradient = new Float64Array(dimension);
      for (let i = 0; i < n; i++) {
        const one = example(i, w);
        value += one.value / n;
        one.gradient.forEach((slope, p) => {
          gradient[p] += slope / n;
        });
      }
      return { value, gradient };
    },
    hessianProduct: (w, v) => product(w, v, (i) => loss.at(scores(w, rows[i]), y[i]).hessian),
    meanSquaredGradientNorm(w) {
      const norms = rows.map((_, i) => example(i, w).gradient.reduce((sum, slope) => sum + slope * slope, 0));
      return norms.reduce((sum, norm) => sum + norm / n, 0);
    },
    largestExampleCurvature() {
      const norms = rows.map((row) => row.reduce((sum, value) => sum + value * value, 0));
      return loss.curvature * Math.max(...norms) + l2;
    },
    curvatureBoundProduct(w, v) {
      const identity = Array.from({ length: outputs }, (_, j) =>
        Array.from({ length: outputs }, (_, k) => (j === k ? loss.curvature : 0)),
      );
      return product(w, v, () => identity);
    },
  };
}

/** A small generator for tests: uniform numbers in 0…1. */
export function uniforms(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers. */
export function normals(seed: number): () => number {
  const next = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** What a run was asked for and which rows it read, in order. */
export interface Trace {
  readonly settings: DescentSettings;
  readonly rows: number[];
  readonly start: Float64Array;
  closed: boolean;
}

export interface PlainProgram extends DescentProgram {
  readonly traces: Trace[];
}

export interface ProgramOptions {
  readonly start?: (seed: number) => Float64Array;
  /** Round every parameter to float32 after each update. */
  readonly single?: boolean;
}

/** Gradient descent on the problem, one update after the other, reading the rows of a permutation per epoch. */
export function programOf(problem: Problem, options: ProgramOptions = {}): PlainProgram {
  const objective = objectiveOf(problem);
  const n = objective.rows;
  const { loss, bias = true } = problem;
  const features = problem.x[0].length;
  const startOf =
    options.start ?? ((seed: number) => Float64Array.from({ length: objective.dimension }, uniforms(seed + 1)));
  const traces: Trace[] = [];
  return {
    traces,
    parameters: [
      ...(bias ? [{ path: "bias", shape: loss.outputs === 1 ? [] : [loss.outputs] }] : []),
      { path: "weights", shape: loss.outputs === 1 ? [features] : [features, loss.outputs] },
    ],
    start(settings) {
      let w = settings.parameters?.slice() ?? startOf(settings.seed);
      const rate = (t: number) => settings.learningRate / (1 + (settings.decay ?? 0) * t);
      const trace: Trace = { settings, rows: [], start: w.slice(), closed: false };
      traces.push(trace);
      let step = 0;
      let examples = 0;
      let diverged: { step: number; parameter: string | null } | null = null;
      let queue: number[] = [];
      const orders = uniforms(settings.seed + 1000);
      const shuffled = () => {
        const order = Array.from({ length: n }, (_, i) => i);
        if (settings.order === "with-replacement") return order.map(() => Math.floor(orders() * n));
        if (settings.order !== "sequential") {
          for (let i = n - 1; i > 0; i--) {
            const j = Math.floor(orders() * (i + 1));
            [order[i], order[j]] = [order[j], order[i]];
          }
        }
        return order;
      };
      return {
        get step() {
          return step;
        },
        get examples() {
          return examples;
        },
        get diverged() {
          return diverged;
        },
        parameters: () => w.slice(),
        advance(steps) {
          const losses: number[] = [];
          for (let k = 0; k < steps && diverged === null; k++) {
            if (queue.length === 0) queue = shuffled();
            const batch = queue.splice(0, settings.batchSize);
            const slope = new Float64Array(w.length);
            let value = 0;
            for (const i of batch) {
              const one = objective.example(i, w);
              value += one.value / batch.length;
              one.gradient.forEach((part, p) => {
                slope[p] += part / batch.length;
              });
            }
            losses.push(value);
            const next = w.map((v, p) => {
              const moved = v - rate(step) * slope[p];
              return options.single ? Math.fround(moved) : moved;
            });
            if (!next.every(Number.isFinite)) {
              diverged = { step, parameter: "weights" };
              break;
            }
            trace.rows.push(...batch);
            w = next;
            step++;
            examples += batch.length;
          }
          return Float64Array.from(losses);
        },
        close() {
          trace.closed = true;
        },
      };
    },
  };
}

/** A table of normal features with a linear target and noise. */
export function noisyLine(rows: number, features: number, noise: number, seed: number): Problem {
  const next = normals(seed);
  const x = Array.from({ length: rows }, () => Array.from({ length: features }, next));
  const y = x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 3) + noise * next());
  return { x, y, loss: squared };
}
