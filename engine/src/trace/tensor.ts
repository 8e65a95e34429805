/** The Tensor: what the arguments of a traced function are. It holds no numbers, only where they come from. */
import type { DType } from "../base/dtype.ts";
import { ROWS, range, type Shape, showShape, sizeOf } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { build } from "../ops/apply.ts";
import { type Axes, align, broadcastNode, normalizeAxes, weakConstant } from "./broadcasting.ts";
import { notAnOperand, notAPrimitive, notIterable, tracedAsJson } from "./misuse.ts";
import { matmulNodes } from "./product.ts";
import { atNode, inferredShape, sliceNode } from "./selection.ts";

/** What arithmetic takes: a JavaScript number takes the dtype of the tensor beside it. */
export type Operand = Tensor | number;

export interface ReduceOptions {
  /** Keep the reduced axes with size 1, so that the result broadcasts against the input. */
  readonly keepDims?: boolean;
}

type Binary = "add" | "sub" | "mul" | "div" | "pow" | "maximum" | "minimum" | Comparison;
type Comparison = "less" | "lessEqual" | "equal" | "notEqual";

/**
 * A value inside a traced function. Its methods write down what is to be computed; nothing is computed before the
 * function is compiled. Operands broadcast as in NumPy; dtypes are never converted silently.
 *
 * @example
 * import { grad, type Tensor } from "nabla";
 * const energy = (x: Tensor) => x.mul(x).sum().div(2);
 * grad(energy)([1, 2, 3]); // [1, 2, 3]
 */
export class Tensor implements Iterable<Tensor> {
  readonly node: Node;

  constructor(node: Node) {
    this.node = node;
  }

  /** Sizes of the axes; a scalar has the shape []. */
  get shape(): Shape {
    return this.node.shape;
  }

  get dtype(): DType {
    return this.node.dtype;
  }

  /** Number of axes. */
  get rank(): number {
    return this.node.shape.length;
  }

  /** Size of the leading axis, as for an array. Throws for a scalar, and for the rows of a tile. */
  get length(): number {
    if (this.rank === 0 || this.shape[0] === ROWS) throw notIterable(this.shape);
    return this.shape[0];
  }

  /** a + b */
  add(other: Operand): Tensor {
    return this.#with("add", other);
  }
  /** a − b */
  sub(other: Operand): Tensor {
    return this.#with("sub", other);
  }
  /** a · b, element by element */
  mul(other: Operand): Tensor {
    return this.#with("mul", other);
  }
  /** a / b; floats only */
  div(other: Operand): Tensor {
    return this.#with("div", other);
  }
  /** aᵇ. The derivative by a is b·aᵇ⁻¹; by b it is aᵇ·ln a where a > 0 and 0 elsewhere. */
  pow(exponent: Operand): Tensor {
    return this.#with("pow", exponent);
  }
  /** The larger of a and b; where they are equal each takes half of the gradient. */
  maximum(other: Operand): Tensor {
    return this.#with("maximum", other);
  }
  /** The smaller of a and b; where they are equal each takes half of the gradient. */
  minimum(other: Operand): Tensor {
    return this.#with("minimum", other);
  }
  /** a < b, as bool */
  less(other: Operand): Tensor {
    return this.#with("less", other);
  }
  /** a ≤ b, as bool */
  lessEqual(other: Operand): Tensor {
    return this.#with("lessEqual", other);
  }
  /** a > b, as bool */
  greater(other: Operand): Tensor {
    return this.#with("less", other, true);
  }
  /** a ≥ b, as bool */
  greaterEqual(other: Operand): Tensor {
    return this.#with("lessEqual", other, true);
  }
  /** a = b, as bool; NaN equals nothing */
  equal(other: Operand): Tensor {
    return this.#with("equal", other);
  }
  /** a ≠ b, as bool */
  notEqual(other: Operand): Tensor {
    return this.#with("notEqual", other);
  }

  /** −x */
  neg(): Tensor {
    return new Tensor(build.neg(this.node));
  }
  /** |x|; the derivative at 0 is 0 */
  abs(): Tensor {
    return new Tensor(build.abs(this.node));
  }
  /** −1, 0 or 1; the derivative is 0 */
  sign(): Tensor {
    return new Tensor(build.sign(this.node));
  }
  /** The largest integer ≤ x; the derivative is 0 */
  floor(): Tensor {
    return new Tensor(build.floor(this.node));
  }
  /** x² */
  square(): Tensor {
    return this.mul(this);
  }
  /** √x */
  sqrt(): Tensor {
    return new Tensor(build.sqrt(this.node));
  }
  /** eˣ */
  exp(): Tensor {
    return new Tensor(build.exp(this.node));
  }
  /** eˣ − 1, accurate near 0 */
  expm1(): Tensor {
    return new Tensor(build.expm1(this.node));
  }
  /** ln x */
  log(): Tensor {
    return new Tensor(build.log(this.node));
  }
  /** ln(1 + x), accurate near 0 */
  log1p(): Tensor {
    return new Tensor(build.log1p(this.node));
  }
  /** sin x, x in radians */
  sin(): Tensor {
    return new Tensor(build.sin(this.node));
  }
  /** cos x, x in radians */
  cos(): Tensor {
    return new Tensor(build.cos(this.node));
  }
  /** tanh x */
  tanh(): Tensor {
    return new Tensor(build.tanh(this.node));
  }

  /** The sum over these axes, over all by default. */
  sum(axes?: Axes, options?: ReduceOptions): Tensor {
    return this.#reduce("sum", axes, options);
  }
  /** The largest element; elements that tie share the gradient equally. */
  max(axes?: Axes, options?: ReduceOptions): Tensor {
    return this.#reduce("max", axes, options);
  }
  /** The smallest element; elements that tie share the gradient equally. */
  min(axes?: Axes, options?: ReduceOptions): Tensor {
    return this.#reduce("min", axes, options);
  }
  /** The mean over these axes, over all by default. */
  mean(axes?: Axes, options?: ReduceOptions): Tensor {
    const reduced = normalizeAxes(axes, this.rank, "mean").map((axis) => this.shape[axis]);
    if (!reduced.includes(ROWS)) return this.sum(axes, options).div(sizeOf(reduced));
    // How many rows there are is known only at run time: they are counted there.
    return this.sum(axes, options).div(new Tensor(build.scalarLike(1, this.node)).sum(axes, options));
  }

  /** The same elements in row-major order under another shape; one size may be −1 and follows from the others. */
  reshape(shape: Shape): Tensor {
    return new Tensor(build.reshape(this.node, inferredShape(this.shape, shape)));
  }
  /** The axes in another order, reversed by default: axis i of the result is axis permutation[i]. */
  transpose(permutation?: readonly number[]): Tensor {
    return new Tensor(build.transpose(this.node, permutation ?? range(this.rank).reverse()));
  }
  /** Repeated to this shape, axes aligned at the last one. */
  broadcastTo(shape: Shape): Tensor {
    return new Tensor(broadcastNode(this.node, shape));
  }
  /** Elements start … stop − 1 of the leading axis, or of the leading axes; negative counts from the end. */
  slice(start: number | readonly number[], stop?: number | readonly number[]): Tensor {
    return new Tensor(sliceNode(this.node, start, stop));
  }
  /** The element (or sub-array) at these places of the leading axes; negative counts from the end. */
  at(...indices: readonly number[]): Tensor {
    return new Tensor(atNode(this.node, indices));
  }

  /** The product of vectors and matrices, the same as `matmul`: for two vectors Σ aᵢbᵢ. */
  dot(other: Tensor): Tensor {
    return this.matmul(other);
  }
  /** The matrix product; a vector is a row on the left, a column on the right; leading axes are a batch. */
  matmul(other: Tensor): Tensor {
    return new Tensor(matmulNodes(this.node, toTensor(other).node));
  }

  /** The values in another dtype; floats become int32 toward zero, and bool by "is not 0". */
  cast(dtype: DType): Tensor {
    return new Tensor(build.cast(this.node, dtype));
  }

  /** The sub-arrays along the leading axis, so that `([x, y]: Tensor) => …` and `for … of` work. */
  *[Symbol.iterator](): Generator<Tensor, void, undefined> {
    const { length } = this;
    for (let i = 0; i < length; i++) yield this.at(i);
  }

  /** Throws: JavaScript's operators see no numbers in a traced value. */
  [Symbol.toPrimitive](hint: string): never {
    throw notAPrimitive(hint, this.shape);
  }
  /** Throws, like `Symbol.toPrimitive`. */
  valueOf(): never {
    throw notAPrimitive("number", this.shape);
  }
  /** Throws: there are no numbers to write down. */
  toJSON(): never {
    throw tracedAsJson();
  }
  /** "float64[3]", for people who look at a Tensor in a console of Node. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Tensor ${this.dtype}${showShape(this.shape)}`;
  }

  #with(op: Binary, other: Operand, swap = false): Tensor {
    const [a, b] = align(this.node, operandNode(other, op), op);
    return new Tensor(swap ? build[op](b, a) : build[op](a, b));
  }

  #reduce(op: "sum" | "max" | "min", axes: Axes | undefined, { keepDims = false }: ReduceOptions = {}): Tensor {
    const reduced = normalizeAxes(axes, this.rank, op);
    const result = build[op](this.node, reduced);
    if (!keepDims) return new Tensor(result);
    return new Tensor(
      build.reshape(
        result,
        this.shape.map((size, axis) => (reduced.includes(axis) ? 1 : size)),
      ),
    );
  }
}

export const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

/** The node of an operand, or the number it is. */
export function operandNode(value: Operand, operation: string): Node | number {
  if (typeof value === "number") return value;
  if (isTensor(value)) return value.node;
  throw notAnOperand(value, operation);
}

/** The operand as a tensor; a number that stands alone is float64. */
export function toTensor(value: Operand, dtype: DType = "float64"): Tensor {
  if (isTensor(value)) return value;
  if (typeof value === "number") return new Tensor(weakConstant(value, dtype, "constant"));
  throw notAnOperand(value, "operand");
}
