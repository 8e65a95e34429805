/** The examples of least squares taken apart: fᵢ(w) = const + ½(zᵢᵀ(w − w*) + ρᵢ)² + the penalty, from gradients. */
import { isBias } from "../../learn/models/model.ts";
import type { DataObjective } from "../objective.ts";
import { addScaled, dot, norm } from "../vector.ts";
import type { DescentProgram } from "./contract.ts";

export interface Quadratics {
  readonly rows: number;
  readonly dimension: number;
  /** zᵢ, row after row: without the penalty ∇²fᵢ = zᵢzᵢᵀ. */
  readonly factors: Float64Array;
  /** ρᵢ: without the penalty ∇fᵢ(w*) = ρᵢzᵢ. */
  readonly residuals: Float64Array;
  /** λ at the places that the penalty counts, 0 at the others: the same for every example. */
  readonly penalty: Float64Array;
}

/** What the examples are known by. */
export interface Examples {
  readonly program: Pick<DescentProgram, "parameters">;
  readonly objective: DataObjective;
  readonly l2: number;
}

/** More numbers than this are not computed: there is a gradient of every example along each of the axes. */
const MOST_NUMBERS = 2 ** 27;
/** Numbers agree when they differ by less than this share of the largest: float64, off by some sums. */
const AGREEMENT = 1e-7;
/** An example that curves less than this share of the steepest is flat but for rounding. */
const FLAT = 1e-13;
/** So many times the distance to the origin a loss that is only locally quadratic is found out. */
const FAR = 1024;

/**
 * Takes least squares apart into its examples, or gives null where it is none: each fᵢ must be quadratic with a Hessian
 * of rank one (one output) beside the penalty. Told from the gradients of the examples alone: one column of each
 * Hessian, that of its largest diagonal element, fixes zᵢ (a Cholesky step with pivoting); the trace, and the gradients
 * far away in a direction of no structure, must agree with it.
 */
export function exampleQuadratics({ program, objective, l2 }: Examples, minimiser: Float64Array): Quadratics | null {
  const { rows, dimension } = objective;
  const gradientsAt = objective.exampleGradients?.bind(objective);
  if (gradientsAt === undefined || rows * dimension * dimension > MOST_NUMBERS) return null;
  const penalty = penaltyOf(program, l2);
  const here = gradientsAt(minimiser);
  const factors = rankOneFactors(gradientsAt, here, minimiser, penalty);
  if (factors === null) return null;
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let along = 0;
    let squared = 0;
    for (let a = 0; a < dimension; a++) {
      const z = factors[i * dimension + a];
      along += z * (here[i * dimension + a] - penalty[a] * minimiser[a]);
      squared += z * z;
    }
    residuals[i] = squared > 0 ? along / squared : 0;
  }
  const found = { rows, dimension, factors, residuals, penalty };
  return agreesFarAway(found, gradientsAt, minimiser) ? found : null;
}

type ExampleGradients = (w: Float64Array) => Float64Array;

/** λ for every number of the parameters that the penalty counts. */
function penaltyOf({ parameters }: Pick<DescentProgram, "parameters">, l2: number): Float64Array {
  const places = parameters.flatMap(({ path, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return Array.from({ length: size }, () => (isBias(path) ? 0 : l2));
  });
  return Float64Array.from(places);
}

/**
 * Of each Hessian, less the penalty, its column with the largest diagonal element over the root of that; null unless
 * the traces say that this is all of it.
 */
function rankOneFactors(gradientsAt: ExampleGradients, here: Float64Array, w: Float64Array, penalty: Float64Array) {
  const dimension = w.length;
  const rows = here.length / dimension;
  const factors = new Float64Array(here.length);
  const pivots = new Float64Array(rows);
  const traces = new Float64Array(rows);
  const moved = w.slice();
  for (let axis = 0; axis < dimension; axis++) {
    moved[axis] = w[axis] + Math.max(1, Math.abs(w[axis]));
    const length = moved[axis] - w[axis];
    const there = gradientsAt(moved);
    moved[axis] = w[axis];
    for (let i = 0; i < rows; i++) {
      const start = i * dimension;
      const diagonal = (there[start + axis] - here[start + axis]) / length - penalty[axis];
      traces[i] += diagonal;
      if (!(diagonal > pivots[i])) continue;
      pivots[i] = diagonal;
      const root = Math.sqrt(diagonal);
      for (let a = 0; a < dimension; a++) factors[start + a] = (there[start + a] - here[start + a]) / (length * root);
      factors[start + axis] = root;
    }
  }
  const steepest = largestOf(traces);
  for (let i = 0; i < rows; i++) {
    const example = factors.subarray(i * dimension, (i + 1) * dimension);
    if (pivots[i] <= FLAT * steepest) example.fill(0);
    if (!(Math.abs(dot(example, example) - traces[i]) <= AGREEMENT * steepest)) return null;
  }
  return factors;
}

/** Whether the gradients far from the minimiser are those of these quadratics. */
function agreesFarAway(found: Quadratics, gradientsAt: ExampleGradients, minimiser: Float64Array): boolean {
  const { rows, dimension, factors, residuals, penalty } = found;
  const reach = FAR * Math.max(1, norm(minimiser));
  // Alternating signs and lengths that never repeat: along no axis and no diagonal.
  const way = minimiser.map((_, a) => (a % 2 === 0 ? reach : -reach) / (a + 1.5));
  const far = addScaled(minimiser, 1, way);
  const expected = new Float64Array(rows * dimension);
  for (let i = 0; i < rows; i++) {
    const z = factors.subarray(i * dimension, (i + 1) * dimension);
    const residual = residuals[i] + dot(z, way);
    for (let a = 0; a < dimension; a++) expected[i * dimension + a] = residual * z[a] + penalty[a] * far[a];
  }
  const errors = addScaled(gradientsAt(far), -1, expected);
  return largestOf(errors) <= AGREEMENT * largestOf(expected);
}

/** The largest magnitude; NaN if there is one. */
const largestOf = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
