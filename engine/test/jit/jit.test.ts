import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, OptionError, ShapeError, TracedValueError } from "../../src/base/errors.ts";
import { compile } from "../../src/jit/compile.ts";
import { jit } from "../../src/jit/jit.ts";
import { array } from "../../src/ops/apply.ts";
import * as math from "../../src/trace/math.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { trace } from "../../src/trace/trace.ts";

const same = <T>(x: T): T => x;

describe("values at rest", () => {
  it("come back as they were written", () => {
    const identity = jit(same);
    const values: unknown[] = [
      3,
      true,
      [1, 2],
      [[1], [2]],
      [true, false],
      Float64Array.of(1, 2),
      Float32Array.of(1.5),
      Int32Array.of(1, -2),
      Uint8Array.of(1, 0),
      { data: Float32Array.of(1, 2), shape: [1, 2] },
      { data: Int32Array.of(7), shape: [1] },
      { weights: [[1, 2]], bias: 0 },
      [1, { a: [2] }],
      [Float64Array.of(1), Float64Array.of(2, 3)],
      {},
    ];
    for (const value of values) expect(identity(value)).toEqual(value);
    expect(Object.is(identity(-0), -0)).toBe(true);
    expect(identity(Number.NaN)).toBeNaN();
  });

  it("nested arrays of any rectangular shape are one tensor", () => {
    const shapeOf = (value: unknown) => {
      let shape: readonly number[] = [];
      jit((x: Tensor) => {
        ({ shape } = x);
        return x;
      })(value);
      return shape;
    };
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    const filled = ([size, ...rest]: readonly number[]): unknown =>
      size === undefined ? 0.5 : Array.from({ length: size }, () => filled(rest));
    fc.assert(
      fc.property(sizes, (shape) => {
        expect(shapeOf(filled(shape))).toEqual(shape);
      }),
      { numRuns: 50 },
    );
    expect(shapeOf([])).toEqual([0]);
  });

  it("results are typed where an argument is typed, with a shape where one has a shape", () => {
    const outer = jit((x: Tensor, y: Tensor) => math.outer(x, y));
    expect(outer([1, 2], [3])).toEqual([[3], [6]]);
    expect(outer(Float64Array.of(1, 2), [3])).toEqual({ data: Float64Array.of(3, 6), shape: [2, 1] });
    const double = jit((x: Tensor, y: Tensor) => [x.mul(2), y.mul(2)]);
    expect(double([1], Float64Array.of(2))).toEqual([Float64Array.of(2), Float64Array.of(4)]);
    expect(double([1], { data: Float64Array.of(2), shape: [1] })).toEqual([
      { data: Float64Array.of(2), shape: [1] },
      { data: Float64Array.of(4), shape: [1] },
    ]);
    expect(jit((x: Tensor) => x.sum())(Float32Array.of(1, 2))).toBe(3);
    expect(jit((x: Tensor) => x.greater(0))(Float32Array.of(1, -2))).toEqual(Uint8Array.of(1, 0));
    expect(jit((x: Tensor) => x.greater(0))([1, -2])).toEqual([true, false]);
  });

  it("plain numbers are weak: float32 beside float32, float64 otherwise", () => {
    const add = jit((x: Tensor, y: Tensor) => x.add(y));
    expect(add(Float32Array.of(1), 0.1)).toEqual(Float32Array.of(1 + Math.fround(0.1)));
    expect(add([0.1], 0.2)).toEqual([0.1 + 0.2]);
    expect(add(Float64Array.of(0.1), [0.2])).toEqual(Float64Array.of(0.1 + 0.2));
    expect(() => add(Float32Array.of(1), Float64Array.of(1))).toThrow(DTypeError);
  });

  it("that are none are refused, with the place", () => {
    const identity = jit(same);
    expect(() => identity([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => identity({ x: [[1, 2], [3]] })).toThrow(/argument 0\.x: a nested array must be rectangular/);
    expect(() => identity([1, [2]])).toThrow(ShapeError);
    expect(() => identity([1, true])).toThrow(ShapeError);
    expect(() => identity("12")).toThrow(/got 12/);
    expect(() => identity({ a: [null, { b: 1 }] })).toThrow(/argument 0\.a\.0: .* got null/);
    expect(() => identity(new Date(0))).toThrow(OptionError);
    expect(() => identity(Uint32Array.of(1))).toThrow(/Uint32Array has no dtype/);
    expect(() => identity(Uint8Array.of(0, 255))).toThrow(/element 1 is 255.*Float32Array\.from/);
    expect(() => identity({ data: Float64Array.of(1, 2), shape: [3] })).toThrow(/2 elements.*\[3\] has 3/);
    expect(() => jit(() => "text")()).toThrow(OptionError);
    expect(() => jit(async (x: Tensor) => x)(1)).toThrow(/must not be async/);
  });
});

describe("jit", () => {
  const counted = () => {
    let traces = 0;
    const f = jit((x: unknown) => {
      traces++;
      return x;
    });
    return { f, traces: () => traces };
  };

  it("traces once for each kind of arguments", () => {
    const { f, traces } = counted();
    for (const value of [
      1,
      2,
      [1, 2],
      [3, 4],
      [1, 2, 3],
      [[1, 2]],
      Float64Array.of(1, 2),
      5,
      [9, 9],
      { a: 1 },
      { a: 2 },
    ]) {
      expect(f(value)).toEqual(value);
    }
    expect(traces()).toBe(6);
    f(Float32Array.of(1, 2));
    f(true);
    f({ b: 1 });
    f({ a: 1, b: 1 });
    f([[1], [2]]);
    expect(traces()).toBe(11);
    for (const value of [1, [1, 2], [[5, 6]], { a: 7 }, true]) f(value);
    expect(traces()).toBe(11);
  });

  it("does not mistake the values of one call for those of another", () => {
    const add = jit((x: Tensor, y: Tensor) => x.add(y));
    const first = add([1, 2], [3, 4]);
    expect(add([10, 20], [30, 40])).toEqual([40, 60]);
    expect(first).toEqual([4, 6]);
    const typed = add(Float64Array.of(1), Float64Array.of(2)) as Float64Array;
    add(Float64Array.of(5), Float64Array.of(6));
    expect([...typed]).toEqual([3]);
  });

  it("takes the arguments after the tensors as settings, compared by value", () => {
    let traces = 0;
    const f = jit(
      (x: Tensor, { axes }: { axes: readonly number[] }) => {
        traces++;
        return x.sum(axes);
      },
      { tensors: 1 },
    );
    const x = [
      [1, 2],
      [3, 4],
    ];
    expect(f(x, { axes: [0] })).toEqual([4, 6]);
    expect(f(x, { axes: [0] })).toEqual([4, 6]);
    expect(f(x, { axes: [1] })).toEqual([3, 7]);
    expect(traces).toBe(2);
  });

  it("freezes what it takes from outside at the first trace", () => {
    let factor = 2;
    const f = jit((x: Tensor) => x.mul(factor));
    expect(f(1)).toBe(2);
    factor = 3;
    expect(f(1)).toBe(2);
    expect(f([1])).toEqual([3]);
  });

  it("refuses a tensor kept from another trace", () => {
    let kept: Tensor | undefined;
    jit((x: Tensor) => {
      kept = x;
      return x;
    })(1);
    expect(() => jit((x: Tensor) => x.add(kept ?? 0))(1)).toThrow(TracedValueError);
    expect(() => jit((x: Tensor) => x.add(kept ?? 0))(1)).toThrow(/float64\[\] from outside/);
  });

  it("forgets the kinds of arguments it has not seen for long, and stays right", () => {
    const { f, traces } = counted();
    const list = (length: number) => Array.from({ length }, (_, i) => i);
    for (let length = 1; length <= 40; length++) f(list(length));
    expect(traces()).toBe(40);
    f(list(40));
    expect(traces()).toBe(40);
    expect(f(list(1))).toEqual([0]);
    expect(traces()).toBe(41);
  });
});

describe("compile", () => {
  it("makes one program for graphs of the same structure", () => {
    const graph = () => trace((x: Tensor) => math.exp(x).add(1), [{ shape: [3], dtype: "float64" }]).graph;
    expect(compile(graph())).toBe(compile(graph()));
    expect(compile(graph(), { backend: "reference" })).toBe(compile(graph(), { backend: "reference" }));
    const other = trace((x: Tensor) => math.exp(x).add(2), [{ shape: [3], dtype: "float64" }]).graph;
    expect(compile(graph())).not.toBe(compile(other));
  });

  it("tells arrays apart", () => {
    const withArray = (data: number[]) => trace(() => new Tensor(array(data, [1], "float64")), []).graph;
    expect([...compile(withArray([1])).run([])[0]]).toEqual([1]);
    expect([...compile(withArray([2])).run([])[0]]).toEqual([2]);
  });
});
