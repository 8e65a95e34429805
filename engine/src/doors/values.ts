/** The types of values at rest: what a function of tensors takes and gives when it is called with numbers. */
import type { NumericArray } from "../base/dtype.ts";
import type { NDArray } from "../base/ndarray.ts";
import type { ArrayValue } from "../jit/pattern.ts";
import type { Tensor } from "../trace/tensor.ts";

export type { ArrayValue, NestedArray } from "../jit/pattern.ts";

/** The type with every Tensor replaced by a value at rest: { weights: Tensor } becomes { weights: ArrayValue }. */
export type AtRest<T> = T extends Tensor
  ? ArrayValue
  : T extends (...args: never[]) => unknown
    ? T
    : T extends object
      ? { readonly [K in keyof T]: AtRest<T[K]> }
      : T;

/** A list of arguments at rest. */
export type AtRestArguments<Args extends readonly unknown[]> = { [I in keyof Args]: AtRest<Args[I]> };

/** A value written the same way, as a result is: numbers for numbers, nested for nested, typed for typed. */
export type Like<V> = Shaped<V, number>;

/** The same for a result of truth values. */
export type LikeTruth<V> = Shaped<V, boolean>;

type Shaped<V, Scalar> = V extends number | boolean
  ? Scalar
  : V extends NumericArray
    ? Scalar extends boolean
      ? Uint8Array
      : Plain<V>
    : V extends NDArray
      ? NDArray
      : V extends object
        ? { -readonly [K in keyof V]: Shaped<V[K], Scalar> }
        : V;

/** A typed array, wherever its memory lies. */
type Plain<V extends NumericArray> = V extends Float32Array
  ? Float32Array
  : V extends Float64Array
    ? Float64Array
    : V extends Int32Array
      ? Int32Array
      : Uint8Array;

/** Second derivatives by a value: for each of its leaves a tree, for each pair of leaves their outer product. */
export type Outer<V> = MapLeaves<V, V>;

type MapLeaves<V, Inner> = V extends ArrayValue
  ? Pairs<V, Inner>
  : V extends object
    ? { -readonly [K in keyof V]: MapLeaves<V[K], Inner> }
    : V;

type Pairs<Leaf, Inner> = Inner extends ArrayValue
  ? Pair<Leaf, Inner>
  : Inner extends object
    ? { -readonly [K in keyof Inner]: Pairs<Leaf, Inner[K]> }
    : Inner;

type Pair<A, B> = A extends number
  ? Like<B>
  : A extends NumericArray | NDArray
    ? B extends number
      ? Like<A>
      : NDArray
    : A extends object
      ? { -readonly [K in keyof A]: Pair<A[K], B> }
      : A;

/** A function of tensors called with values at rest. The caller may say more of the result than its type does. */
export type OnValues<F extends (...args: never[]) => unknown> = <
  Result extends AtRest<ReturnType<F>> = AtRest<ReturnType<F>>,
>(
  ...args: AtRestArguments<Parameters<F>>
) => Result;
