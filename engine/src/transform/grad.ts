/** Derivatives of scalar functions. */
import { requireKnown } from "../base/nearest.ts";
import type { Tensor } from "../trace/tensor.ts";
import { gradientNodes, reverseSweep } from "./gradient.ts";
import { directionNodes, ones, pointAt, requireScalar, withDirection } from "./point.ts";

export interface ArgumentOption<Argument> {
  /** Which argument to differentiate by, counted from 0; a list gives a list of gradients. The first by default. */
  readonly argument?: Argument;
}

/** Which argument the options choose. */
export function chosenBy<Argument>(options: ArgumentOption<Argument>, transformation: string): Argument | 0 {
  requireKnown(transformation, Object.keys(options), ["argument"]);
  return options.argument ?? 0;
}

/** The type of the chosen argument, or of the list of chosen arguments. */
export type Chosen<Args extends readonly unknown[], Argument> = Argument extends number
  ? Args[Argument]
  : Argument extends readonly number[]
    ? { -readonly [I in keyof Argument]: Argument[I] extends keyof Args ? Args[Argument[I]] : never }
    : never;

/** The value of a scalar function and its gradient, from one sweep. The gradient has the structure of the argument. */
export function valueAndGrad<Args extends readonly unknown[], const Argument extends number | readonly number[] = 0>(
  f: (...args: Args) => Tensor,
  options: ArgumentOption<Argument> = {},
) {
  const argument: number | readonly number[] = chosenBy(options, "grad");
  return (...args: Args): { value: Tensor; gradient: Chosen<Args, Argument> } => {
    const point = pointAt(args, argument, "grad");
    const value = requireScalar(f(...(point.args as Args)), "grad");
    const gradient = gradientNodes(value.node, ones(value.node), point.nodes);
    return { value, gradient: point.tree(gradient) as Chosen<Args, Argument> };
  };
}

/** ∂f/∂argument of a scalar function f. */
export function grad<Args extends readonly unknown[], const Argument extends number | readonly number[] = 0>(
  f: (...args: Args) => Tensor,
  options: ArgumentOption<Argument> = {},
) {
  const both = valueAndGrad(f, options);
  return (...args: Args): Chosen<Args, Argument> => both(...args).gradient;
}

/**
 * Hessian–vector products, H·v, at about twice the cost of a gradient and without the Hessian: the gradient of
 * ⟨∇f(x), v⟩. The direction v is the last argument and has the structure of the differentiated one.
 */
export function hvp<Args extends readonly unknown[], const Argument extends number = 0>(
  f: (...args: Args) => Tensor,
  options: ArgumentOption<Argument> = {},
) {
  const argument = chosenBy(options, "hvp");
  return (...given: [...Args, Args[Argument]]): Args[Argument] => {
    const [args, along] = withDirection(given, "hvp");
    const point = pointAt(args, argument, "hvp");
    const direction = directionNodes(along, point.nodes, point.structure, "hvp");
    const value = requireScalar(f(...(point.args as readonly unknown[] as Args)), "hvp").node;
    const gradient = gradientNodes(value, ones(value), point.nodes);
    return point.tree(reverseSweep(gradient, direction, point.nodes)) as Args[Argument];
  };
}
