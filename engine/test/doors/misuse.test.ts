/** What people get wrong at first, above all without types: each is refused by name, never silently ignored. */
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  constant,
  grad,
  hessian,
  hvp,
  jvp,
  NablaError,
  type NestedArray,
  type Tensor,
  vmap,
} from "../../src/doors/index.ts";
import {
  hinge,
  meanSquaredError,
  poisson,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  tripletMargin,
} from "../../src/doors/losses.ts";
import { linear } from "../../src/doors/models.ts";
import { mapTogether, type Optimizer, sgd } from "../../src/doors/optimizers.ts";
import { compare } from "../../src/doors/race.ts";
import { cosine } from "../../src/doors/schedules.ts";
import { type DescendOptions, descend, epochs, minimize, plateau, steps, untilLoss } from "../../src/doors/train.ts";

const options: DescendOptions = {
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.1 }),
  data: { x: [[0], [1], [2]], y: [1, 3, 5] },
  batchSize: "full",
  dtype: "float64",
  stop: [steps(3)],
};
const product = (a: Tensor, b: Tensor) => a.mul(b);
const descendWith = (wrong: object) => () => descend({ ...options, ...wrong } as DescendOptions);

describe("options that do not exist or are of another kind", () => {
  const attempts: [() => unknown, string, RegExp][] = [
    [() => grad(product, { argnums: 1 } as never), "unknown-option", /grad has no option "argnums"; it takes argument/],
    [() => hessian(product, { arg: 1 } as never), "unknown-option", /"arg"/],
    [() => hvp(product, { argnum: 1 } as never), "unknown-option", /hvp/],
    [() => jvp(product, { argnum: 1 } as never), "unknown-option", /jvp/],
    [() => vmap(product, { in_axes: 0 } as never), "unknown-option", /did you mean "inAxes"/],
    [() => minimize((x: Tensor) => x.square(), 3, { maxiter: 1 } as never), "unknown-option", /minimize.*"maxiter"/],
    [() => untilLoss(0.1, { evry: 3 } as never), "unknown-option", /untilLoss.*did you mean "every"/],
    [() => plateau({ patients: 3 } as never), "unknown-option", /plateau.*did you mean "patience"/],
    [() => sgd(undefined as never), "missing-option", /sgd needs learningRate/],
    [() => cosine(undefined as never), "missing-option", /cosine needs initial/],
    [() => (descend as () => unknown)(), "missing-option", /descend needs model/],
    [descendWith({ loss: sigmoidCrossEntropy, data: { x: [1, 2], y: [1, -1] } }), "binary-target", /y\[1\] is -1/],
    [() => sigmoidCrossEntropy([1, 2], [1, 2]), "binary-target", /target\[1\] is 2/],
    [() => hinge(3, -1), "binary-target", /target\[0\] is -1/],
    [() => poisson([0, 1], new Float32Array([2, -1])), "target-range", /target\[1\] is -1; poisson takes targets ≥ 0/],
    [() => softmaxCrossEntropy([[1, 2]], new Int32Array([2])), "class-id", /target\[0\] is 2.*below 2/],
    [descendWith({ loss: tripletMargin }), "loss-of-relations", /tripletMargin compares several things.*minimize/],
    [descendWith({ batch_size: 3 }), "unknown-option", /descend.*did you mean "batchSize"/],
    [descendWith({ stop: epochs(3) }), "option-type", /stop must be a list/],
    [descendWith({ stop: [epochs(3), 100] }), "option-type", /stop\[1\] must be an object with begin/],
    [descendWith({ stop: [epochs] }), "option-type", /stop\[0\]/],
  ];
  it.each(attempts)("%#", (attempt, code, message) => {
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(NablaError);
  });

  const { model, loss, data } = options;
  const races: [unknown, string, RegExp][] = [
    [undefined, "missing-option", /compare needs model/],
    [{ model, loss }, "missing-option", /compare needs data/],
    [{ model, loss, data, batchSize: 3 }, "unknown-option", /compare.*did you mean "batchSizes"/],
    [{ model, loss, data, batchSizes: 3 }, "option-type", /batchSizes must be a list/],
    [{ model, loss, data, order: "shuffle" }, "option-value", /order is "shuffle"/],
    [{ model, loss, data, dtype: "float16" }, "option-value", /dtype is "float16"/],
  ];
  it.each(races)("of a race: %#", async (wrong, code, message) => {
    const attempt = compare(wrong as Parameters<typeof compare>[0]);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ code });
  });
});

describe("what may be written briefly", () => {
  it("is a vector, in a constant without a shape", () => {
    expect(grad((x: Tensor) => x.mul(constant([2, 3])).sum())([1, 1])).toEqual([2, 3]);
  });

  it("is the start of a model, in numbers, nested and typed arrays", async () => {
    const start = { weights: [2], more: { bias: 1 }, typed: new Float32Array(1), list: [new Float64Array([4])] };
    const descent = descend({
      ...options,
      model: {
        init: () => start,
        apply: (parameters, x) => {
          const { weights, more } = parameters as unknown as { weights: Tensor; more: { bias: Tensor } };
          return x.dot(weights).add(more.bias);
        },
      },
    });
    expect(descent.params).toEqual({ weights: [2], more: { bias: 1 }, typed: [0], list: [[4]] });
    expect(descent.loss).toBe(0);
    const bad = descendWith({ model: { init: () => ({ w: ["a"] }), apply: (_: unknown, x: Tensor) => x.sum() } });
    expect(bad).toThrow(/init\.w\.0: expected a number/);
  });

  it("is an optimizer of one's own, over parameters of any structure", async () => {
    const mine: Optimizer = {
      hyper: { learningRate: 0.1 },
      init: () => [],
      update: ({ params, gradient, state, hyper: { learningRate } }) => ({
        params: mapTogether((w, g) => w.sub(g.mul(learningRate)), params, gradient),
        state,
      }),
    };
    const [one, other] = [descend({ ...options, optimizer: mine }), descend(options)];
    expect(await one.advance(3)).toEqual(await other.advance(3));
    expect(one.params).toEqual(other.params);
  });
});

it("predictions are typed as the rows were written", () => {
  const descent = descend(options);
  const rows: number[] = descent.predict([[1], [2]]);
  expect(rows).toHaveLength(2);
  expectTypeOf(descent.predict([[1]])).toEqualTypeOf<NestedArray>();
  expectTypeOf(descent.predict(new Float32Array([1]))).toEqualTypeOf<Float32Array | Float64Array>();
});
