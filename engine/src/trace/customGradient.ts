/** Functions that bring their own reverse rule. */
import { OptionError } from "../base/errors.ts";
import { sameShape, showShape } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { apply } from "../ops/apply.ts";
import type { CustomRule } from "../ops/custom.ts";
import { isTensor, Tensor } from "./tensor.ts";

/** The cotangent of each argument, from the cotangent of the result; null where no gradient flows. */
export type GradientRule<Args extends readonly Tensor[]> = (
  cotangent: Tensor,
  value: Tensor,
  ...args: Args
) => readonly (Tensor | null)[];

/**
 * `f` with a reverse rule of its own, for when the derivative of the formula is not what is wanted: because it
 * cancels, or because the derivative of something else is meant. The rule is made of traced operations, so it can be
 * differentiated again; it must be linear in the cotangent. Values `f` takes from outside get no gradient.
 *
 * @param f a function of tensors with one tensor as its result
 * @param rule the cotangents of the arguments
 * @example
 * import { customGradient, grad, type Tensor } from "nabla";
 * // Rounds down, and lets the gradient pass as if it did not.
 * const straightThrough = customGradient(
 *   (x: Tensor) => x.floor(),
 *   (cotangent) => [cotangent],
 * );
 * grad((x: Tensor) => straightThrough(x).mul(2))(1.7); // 2
 */
export function customGradient<Args extends readonly Tensor[]>(
  f: (...args: Args) => Tensor,
  rule: GradientRule<Args>,
): (...args: Args) => Tensor {
  const onNodes: CustomRule = (cotangent, node) => {
    const args = node.inputs.slice(1).map((input) => new Tensor(input)) as readonly Tensor[] as Args;
    // The value is this very node, so that a second derivative through it follows the rule too.
    const cotangents = rule(new Tensor(cotangent), new Tensor(node), ...args);
    return cotangents.map((given, i) => (given === null ? null : fitting(given, node.inputs[i + 1], i)));
  };
  return (...args) => {
    const value = f(...args);
    if (isTensor(value)) return new Tensor(apply("custom", [value, ...args].map(nodeOf), { rule: onNodes }));
    throw new OptionError("custom-value-not-tensor", `customGradient: f must return a Tensor, got ${typeof value}.`);
  };
}

const nodeOf = ({ node }: Tensor): Node => node;

/** A cotangent must be like its argument in shape and dtype, or later sums would not fit. */
function fitting(given: Tensor, argument: Node, place: number): Node {
  if (given.dtype === argument.dtype && sameShape(given.shape, argument.shape)) return given.node;
  const [got, wanted] = [given, argument].map(({ dtype, shape }) => dtype + showShape(shape));
  throw new OptionError(
    "custom-cotangent",
    `customGradient: the rule's cotangent of argument ${place} is ${got}, but the argument is ${wanted}.`,
    { argument: place, got, expected: wanted },
  );
}
