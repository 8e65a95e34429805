/** Transformations of functions, whose results take tensors and values at rest alike. */
import { type GradientRule, customGradient as makeCustomGradient } from "../trace/customGradient.ts";
import type { Tensor } from "../trace/tensor.ts";
import type { TensorFunction } from "../trace/trace.ts";
import * as directional from "../transform/directional.ts";
import type { ArgumentOption, Chosen } from "../transform/grad.ts";
import * as gradients from "../transform/grad.ts";
import type { Jacobian } from "../transform/jacobian.ts";
import * as jacobians from "../transform/jacobian.ts";
import * as maps from "../transform/vmap.ts";
import { callable } from "./callable.ts";
import type { AtRest, AtRestArguments, Like, OnValues, Outer } from "./values.ts";

/** Both ways to call ∂f: with values at rest, and with tensors. */
export interface Gradient<Args extends readonly unknown[], Argument> {
  <V extends AtRestArguments<Args>>(...values: V): Like<Chosen<V, Argument>>;
  (...args: Args): Chosen<Args, Argument>;
}

export interface ValueAndGradient<Args extends readonly unknown[], Argument> {
  <V extends AtRestArguments<Args>>(...values: V): { value: number; gradient: Like<Chosen<V, Argument>> };
  (...args: Args): { value: Tensor; gradient: Chosen<Args, Argument> };
}

/**
 * The gradient of a scalar function, exact to rounding, with the structure of the argument: numbers in, numbers out.
 * It can be taken again and again.
 *
 * @param f a function of tensors (or trees of them) that returns a scalar
 * @param options `argument`: which argument to differentiate by, the first by default; a list gives a list of gradients
 * @throws ShapeError where f does not return a scalar, DTypeError where the argument is not of floats
 * @example
 * import { exp, grad, square, type Tensor } from "nabla";
 * const f = (x: Tensor) => square(x).add(exp(x));
 * grad(f)(1); // 4.718281828459045
 * grad(grad(f))(1); // 4.718281828459045
 */
export const grad = <Args extends readonly unknown[], const Argument extends number | readonly number[] = 0>(
  f: (...args: Args) => Tensor,
  options?: ArgumentOption<Argument>,
): Gradient<Args, Argument> => callable(gradients.grad(f, options));

/**
 * The value of a scalar function and its gradient, both from one evaluation.
 *
 * @param f a function of tensors (or trees of them) that returns a scalar
 * @param options `argument`: which argument to differentiate by, the first by default; a list gives a list of gradients
 * @throws ShapeError where f does not return a scalar, DTypeError where the argument is not of floats
 * @example
 * import { type Tensor, valueAndGrad } from "nabla";
 * valueAndGrad((x: Tensor) => x.mul(x).sum())([1, 2]); // { value: 5, gradient: [2, 4] }
 */
export const valueAndGrad = <Args extends readonly unknown[], const Argument extends number | readonly number[] = 0>(
  f: (...args: Args) => Tensor,
  options?: ArgumentOption<Argument>,
): ValueAndGradient<Args, Argument> => callable(gradients.valueAndGrad(f, options));

export interface HessianProduct<Args extends readonly unknown[], Argument extends number> {
  <V extends AtRestArguments<[...Args, Args[Argument]]>>(...values: V): Like<V[Argument]>;
  (...args: [...Args, Args[Argument]]): Args[Argument];
}

/**
 * The product of the Hessian of a scalar function with a direction, H·v, without the Hessian: about twice the work of a
 * gradient. The direction comes after the arguments of f.
 *
 * @param options `argument`: which argument to differentiate by, the first by default
 * @example
 * import { hvp, type Tensor } from "nabla";
 * const f = ([x, y]: Tensor) => x.mul(x).mul(y);
 * hvp(f)([1, 2], [1, 0]); // [4, 2]: the first column of [[2y, 2x], [2x, 0]]
 */
export const hvp = <Args extends readonly unknown[], const Argument extends number = 0>(
  f: (...args: Args) => Tensor,
  options?: ArgumentOption<Argument>,
): HessianProduct<Args, Argument> => callable(gradients.hvp(f, options));

export interface CotangentProduct<Args extends readonly unknown[], Result, Argument extends number> {
  <V extends AtRestArguments<[...Args, Result]>>(...values: V): { value: AtRest<Result>; gradient: Like<V[Argument]> };
  (...args: [...Args, Result]): { value: Result; gradient: Args[Argument] };
}

/**
 * The value of f, and the product of a cotangent u with its Jacobian, uᵀ·J: what flows back to the argument when u
 * flows back to the result (reverse mode). The cotangent has the structure of the result and comes after the
 * arguments of f.
 *
 * @param options `argument`: which argument to differentiate by, the first by default
 * @example
 * import { type Tensor, vjp } from "nabla";
 * vjp((x: Tensor) => x.mul(x))([1, 2, 3], [1, 0, 1]); // { value: [1, 4, 9], gradient: [2, 0, 6] }
 */
export const vjp = <Args extends readonly unknown[], Result, const Argument extends number = 0>(
  f: (...args: Args) => Result,
  options?: ArgumentOption<Argument>,
): CotangentProduct<Args, Result, Argument> => callable(directional.vjp(f, options));

export interface TangentProduct<Args extends readonly unknown[], Result, Argument extends number> {
  (...values: AtRestArguments<[...Args, Args[Argument]]>): { value: AtRest<Result>; tangent: AtRest<Result> };
  (...args: [...Args, Args[Argument]]): { value: Result; tangent: Result };
}

/**
 * The value of f, and the product of its Jacobian with a tangent v, J·v: how the result changes when the argument moves
 * along v (forward mode). The tangent has the structure of the argument and comes after the arguments of f.
 *
 * @param options `argument`: which argument to differentiate by, the first by default
 * @example
 * import { jvp, type Tensor } from "nabla";
 * jvp((x: Tensor) => x.mul(x))([1, 2, 3], [1, 0, 1]); // { value: [1, 4, 9], tangent: [2, 0, 6] }
 */
export const jvp = <Args extends readonly unknown[], Result, const Argument extends number = 0>(
  f: (...args: Args) => Result,
  options?: ArgumentOption<Argument>,
): TangentProduct<Args, Result, Argument> => callable(directional.jvp(f, options));

export interface FirstDerivatives<Args extends readonly unknown[], Result, Argument extends number> {
  <Out extends AtRest<Jacobian<Result, Args[Argument]>> = AtRest<Jacobian<Result, Args[Argument]>>>(
    ...values: AtRestArguments<Args>
  ): Out;
  (...args: Args): Jacobian<Result, Args[Argument]>;
}

/**
 * All first derivatives of f, ∂fᵢ/∂xⱼ: for a result of shape r and an argument of shape a, an array of shape
 * [...r, ...a]. Trees give a tree of the result's structure whose leaves are trees of the argument's structure.
 *
 * @param options `argument`: which argument to differentiate by, the first by default
 * @example
 * import { jacobian, stack, type Tensor } from "nabla";
 * jacobian(([x, y]: Tensor) => stack([x.mul(y), x.add(y)]))([2, 3]); // [[3, 2], [1, 1]]
 */
export const jacobian = <Args extends readonly unknown[], Result, const Argument extends number = 0>(
  f: (...args: Args) => Result,
  options?: ArgumentOption<Argument>,
): FirstDerivatives<Args, Result, Argument> => callable(jacobians.jacobian(f, options));

export interface SecondDerivatives<Args extends readonly unknown[], Argument extends number> {
  <V extends AtRestArguments<Args>>(...values: V): Outer<V[Argument]>;
  (...args: Args): Jacobian<Args[Argument], Args[Argument]>;
}

/**
 * All second derivatives of a scalar function, ∂²f/∂xᵢ∂xⱼ: for an argument of shape a, an array of shape [...a, ...a].
 * A tree gives a tree of trees.
 *
 * @param options `argument`: which argument to differentiate by, the first by default
 * @example
 * import { hessian, square, type Tensor } from "nabla";
 * const rosenbrock = ([x, y]: Tensor) => square(x.neg().add(1)).add(square(y.sub(square(x))).mul(100));
 * hessian(rosenbrock)([1, 1]); // [[802, -400], [-400, 200]]
 */
export const hessian = <Args extends readonly unknown[], const Argument extends number = 0>(
  f: (...args: Args) => Tensor,
  options?: ArgumentOption<Argument>,
): SecondDerivatives<Args, Argument> => callable(jacobians.hessian(f, options));

/**
 * f for every element along an axis of its arguments, as if called in a loop, with the results stacked along a new
 * leading axis; but as one program, in which dot products have become matrix products.
 *
 * @param options `inAxes`: the axis of each argument to map over, null for one that is the same for all; 0 by default
 * @throws ShapeError where the mapped axes have different sizes
 * @example
 * import { type Tensor, vmap } from "nabla";
 * vmap((x: Tensor, w: Tensor) => x.dot(w), { inAxes: [0, null] })([[1, 2], [3, 4]], [10, 1]); // [12, 34]
 */
export const vmap = <Args extends readonly unknown[], Result>(
  f: (...args: Args) => Result,
  options?: maps.VmapOptions,
): OnValues<(...args: Args) => Result> & ((...args: Args) => Result) => callable(maps.vmap(f, options));

/**
 * f compiled: called with values at rest it computes, and every further call with the same shapes and dtypes runs the
 * same program. Plain numbers and Float64Array are float64, Float32Array is float32, Int32Array is int32. A number
 * beside a Float32Array is float32. Numbers give numbers, nested arrays nested arrays, typed arrays typed arrays; one
 * { data, shape } among the arguments makes all arrays of the result { data, shape }.
 *
 * Values that f takes from outside its arguments are frozen at the first trace: pass what may change as an argument.
 *
 * @example
 * import { jit, type Tensor } from "nabla";
 * const distance = jit((a: Tensor, b: Tensor) => a.sub(b).square().sum().sqrt());
 * distance([0, 0], [3, 4]); // 5
 */
export const jit = <F extends TensorFunction>(f: F): OnValues<F> & F => callable(f);

/**
 * `f` with a reverse rule of its own: `rule` gives the cotangent of each argument (null where no gradient flows) from
 * the cotangent of the result, the result and the arguments. The rule is traced, so it can be differentiated again; it
 * must be linear in the cotangent. Values that f takes from outside get no gradient.
 *
 * @example
 * import { customGradient, grad, type Tensor } from "nabla";
 * // Rounds down, and lets the gradient pass as if it did not.
 * const straightThrough = customGradient((x: Tensor) => x.floor(), (cotangent) => [cotangent]);
 * grad((x: Tensor) => straightThrough(x).mul(2))(1.7); // 2
 */
export const customGradient = <Args extends readonly Tensor[]>(
  f: (...args: Args) => Tensor,
  rule: GradientRule<Args>,
): OnValues<(...args: Args) => Tensor> & ((...args: Args) => Tensor) => callable(makeCustomGradient(f, rule));
