/** Derivatives of any function along a direction: of its result (vjp) or of its argument (jvp). */
import { unflatten } from "../base/tree.ts";
import { alias, build } from "../ops/apply.ts";
import { resultTensors } from "../trace/trace.ts";
import { type ArgumentOption, chosenBy } from "./grad.ts";
import { reverseSweep } from "./gradient.ts";
import { directionNodes, pointAt, tensorOf, withDirection } from "./point.ts";

/**
 * Vector–Jacobian product: the value of f, and uᵀ·J for a cotangent u with the structure of the value. The cotangent is
 * the last argument.
 */
export function vjp<Args extends readonly unknown[], Result, const Argument extends number = 0>(
  f: (...args: Args) => Result,
  options: ArgumentOption<Argument> = {},
) {
  const argument = chosenBy(options, "vjp");
  return (...given: [...Args, Result]): { value: Result; gradient: Args[Argument] } => {
    const [args, along] = withDirection(given, "vjp");
    const point = pointAt(args, argument, "vjp");
    const result = f(...(point.args as readonly unknown[] as Args));
    const { leaves, structure } = resultTensors(result);
    const nodes = leaves.map(({ node }) => node);
    const cotangents = directionNodes(along, nodes, structure, "vjp");
    const gradient = reverseSweep(nodes, cotangents, point.nodes);
    return { value: result, gradient: point.tree(gradient) as Args[Argument] };
  };
}

/**
 * Jacobian–vector product: the value of f, and J·v for a tangent v with the structure of the argument. The tangent is
 * the last argument. It is the reverse sweep twice: uᵀ·J is linear in u, and its transpose along v is J·v.
 */
export function jvp<Args extends readonly unknown[], Result, const Argument extends number = 0>(
  f: (...args: Args) => Result,
  options: ArgumentOption<Argument> = {},
) {
  const argument = chosenBy(options, "jvp");
  return (...given: [...Args, Args[Argument]]): { value: Result; tangent: Result } => {
    const [args, along] = withDirection(given, "jvp");
    const point = pointAt(args, argument, "jvp");
    const direction = directionNodes(along, point.nodes, point.structure, "jvp");
    const result = f(...(point.args as readonly unknown[] as Args));
    const { leaves, structure } = resultTensors(result);
    const nodes = leaves.map(({ node }) => node);
    // Any u will do, since J·v does not depend on it; zeros leave nothing behind where a rule is not quite linear.
    const cotangents = nodes.map((node) => alias(build.scalarLike(0, node)));
    const pulledBack = reverseSweep(nodes, cotangents, point.nodes);
    const tangents = reverseSweep(pulledBack, direction, cotangents);
    return { value: result, tangent: unflatten(structure, tangents.map(tensorOf)) as Result };
  };
}
