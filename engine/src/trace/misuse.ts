/** What to write instead, when a traced value is used as if it were a number. */
import { OptionError, TracedValueError } from "../base/errors.ts";
import { type Shape, showShape } from "../base/shape.ts";

const why =
  "While a function is traced its values are not numbers yet: the function runs once to find out what to compute.";

/** For `x + 1`, `x > 0`, `Math.exp(x)` and `${x}`: JavaScript asks for a primitive and says for what. */
export function notAPrimitive(hint: string, shape: Shape): TracedValueError {
  const advice: Record<string, string> = {
    string: "a string. Show x.shape and x.dtype instead, or return x and show the result",
    default: "an operand of + or ==. Write x.add(1) instead of x + 1, and x.equal(1) instead of x == 1",
    number:
      "a number. Instead of x * 2 write x.mul(2); instead of x > 0 write x.greater(0); instead of " +
      "`x > 0 ? a : b` or `if (x > 0)` write where(x.greater(0), a, b); instead of Math.exp(x) write exp(x)",
  };
  const expected = advice[hint] ?? advice.number;
  return new TracedValueError(
    "traced-value-as-primitive",
    `A traced Tensor ${showShape(shape)} was used as ${expected}. ${why}`,
    { hint, shape },
  );
}

export const tracedAsJson = (): TracedValueError =>
  new TracedValueError(
    "traced-value-as-json",
    `A traced Tensor cannot be written as JSON. Return it from the function and write down the result. ${why}`,
  );

export const notIterable = (shape: Shape): TracedValueError =>
  new TracedValueError(
    "tensor-not-iterable",
    `A Tensor of shape ${showShape(shape)} has no leading axis of known length, so it cannot be taken apart with ` +
      "[x, y], for … of or .length. Compute with it as a whole, or pass an array.",
    { shape },
  );

/** For arrays and everything else that meets a tensor in arithmetic. */
export function notAnOperand(value: unknown, operation: string): OptionError {
  const got = typeof value === "object" && value !== null ? value.constructor.name : String(value);
  return new OptionError(
    "not-an-operand",
    `${operation}: expected a Tensor or a number, got ${got}. Numbers known while tracing become a Tensor with ` +
      "constant(data, shape).",
    { operation, got },
  );
}
