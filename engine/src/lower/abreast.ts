/**
 * The same kernels for several functions' worth of values at once: every element becomes as many elements as there
 * are lanes, side by side in memory. Each lane computes what the kernels compute alone.
 */
import type { Built } from "./build.ts";
import type { Access, Expression, Kernel, Store, Value } from "./kernel.ts";

/** Built kernels with `lanes` copies of every value, interleaved; null where a kernel moves by what it reads. */
export function abreast(built: Built, lanes: number): Built | null {
  if (built.kernels.some(({ kind }) => kind === "gather" || kind === "scatter")) return null;
  const widener = new Widener(lanes);
  return {
    inputs: built.inputs.map((value) => widener.value(value)),
    outputs: built.outputs.map((value) => widener.value(value)),
    constants: built.constants.map(({ value, data }) => ({
      value: widener.value(value),
      data: Array.from({ length: data.length * lanes }, (_, i) => data[Math.floor(i / lanes)]),
    })),
    kernels: built.kernels.map((kernel) => widener.kernel(kernel)),
    commit: built.commit,
  };
}

class Widener {
  private readonly lanes: number;
  private readonly values = new Map<Value, Value>();
  private readonly expressions = new Map<Expression, Expression>();

  constructor(lanes: number) {
    this.lanes = lanes;
  }

  value(value: Value): Value {
    let wide = this.values.get(value);
    if (wide === undefined) {
      wide = { ...value, shape: [...value.shape, this.lanes] };
      this.values.set(value, wide);
    }
    return wide;
  }

  kernel(kernel: Kernel): Kernel {
    const { lanes } = this;
    switch (kernel.kind) {
      case "map":
        return {
          ...kernel,
          domain: [...kernel.domain, lanes],
          stores: kernel.stores.map((store) => this.store(store)),
        };
      case "reduce":
        return { ...kernel, domain: [...kernel.domain, lanes], store: this.store(kernel.store), lanes };
      case "contract": {
        const [lhs, rhs, result] = [kernel.lhs, kernel.rhs, kernel.result].map((access) => ({
          ...access,
          value: this.value(access.value),
        }));
        return { ...kernel, lhs, rhs, result, lanes };
      }
      default:
        return kernel;
    }
  }

  private store({ access, expression }: Store): Store {
    return { access: this.access(access), expression: this.expression(expression) };
  }

  private access({ value, strides, offset }: Access): Access {
    const { lanes } = this;
    return {
      value: this.value(value),
      strides: [...strides.map((stride) => stride * lanes), 1],
      offset: offset * lanes,
    };
  }

  private expression(expression: Expression): Expression {
    let wide = this.expressions.get(expression);
    if (wide === undefined) {
      if (expression.kind === "load") wide = { ...expression, access: this.access(expression.access) };
      else if (expression.kind === "apply") {
        wide = { ...expression, inputs: expression.inputs.map((input) => this.expression(input)) };
      } else wide = expression;
      this.expressions.set(expression, wide);
    }
    return wide;
  }
}
