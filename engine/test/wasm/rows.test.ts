/** Every elementwise and reducing row of the table, in WebAssembly: value and gradient as the reference has them. */
import { describe, expect, it } from "vitest";
import { reference } from "../../src/backends/reference/index.ts";
import { wasm } from "../../src/backends/wasm/index.ts";
import { type DType, isFloat } from "../../src/base/dtype.ts";
import type { Graph } from "../../src/ir/graph.ts";
import { apply, gradientOf, input } from "../../src/ops/apply.ts";
import type { ElementwiseRow, ReduceRow } from "../../src/ops/row.ts";
import { table } from "../../src/ops/table.ts";
import { Draw } from "./randomGraph.ts";

const count = 37;
const special = [0, -0, 1, -1, 0.5, Infinity, -Infinity, Number.NaN];

function values(row: ElementwiseRow | ReduceRow, place: number, dtype: DType): number[] {
  const draw = new Draw(place + 3);
  const [low, high] = row.domain[Math.min(place, row.domain.length - 1)];
  const drawn = Array.from({ length: count }, () => low + ((high - low) * (draw.number() + 4)) / 8);
  if (dtype === "bool") return drawn.map((value) => (value > (low + high) / 2 ? 1 : 0));
  if (dtype === "int32") return drawn.map(Math.round);
  return dtype === "float32" ? drawn.map(Math.fround) : drawn;
}

/** Dtypes of the inputs that the row accepts, all the same but for a condition. */
function signatures(row: ElementwiseRow): DType[][] {
  const dtypes: DType[] = ["float64", "float32", "int32", "bool"];
  const lists = dtypes.map((dtype) =>
    Array.from({ length: row.arity }, (_, i) => (row.name === "where" && i === 0 ? "bool" : dtype)),
  );
  return lists.filter((list) => {
    try {
      row.dtype(list, { dtype: "float64", id: 1 });
      return true;
    } catch {
      return false;
    }
  });
}

function expectAgreement(graph: Graph, inputs: number[][], tolerance: number): void {
  const got = wasm.compile(graph).run(inputs);
  const want = reference.compile(graph).run(inputs);
  want.forEach((value, output) => {
    value.forEach((x, i) => {
      const message = `output ${output}, element ${i} of ${inputs.map((list) => list[i])}`;
      if (Object.is(x, got[output][i]) || !Number.isFinite(x)) expect(got[output][i], message).toBe(x);
      else expect(Math.abs(got[output][i] - x), message).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(x)));
    });
  });
}

const tolerances: Record<DType, number> = { float64: 1e-14, float32: 1e-5, int32: 0, bool: 0 };
const attributesOf = (name: string) => (name === "cast" ? { dtype: "float64" } : name === "alias" ? { id: 1 } : {});

describe.each(Object.values(table).filter((row) => row.kind === "elementwise"))("$name", (row) => {
  it.each(signatures(row).map((dtypes) => [dtypes] as const))("of %j", (dtypes) => {
    const inputs = dtypes.map((dtype) => input([count], dtype));
    const node = apply(row.name, inputs, attributesOf(row.name));
    const numbers = dtypes.map((dtype, i) => values(row, i, dtype));
    const tolerance = tolerances[dtypes[dtypes.length - 1]];
    expectAgreement({ inputs, outputs: [node] }, numbers, tolerance);
    if (!isFloat(node.dtype)) return;
    const cotangent = input([count], node.dtype);
    const slopes = gradientOf(node, cotangent).filter((slope) => slope !== null);
    if (slopes.length === 0) return;
    const ones = values(row, 9, "float64").map((value) => Math.fround(value / 10));
    expectAgreement({ inputs: [...inputs, cotangent], outputs: slopes }, [...numbers, ones], 20 * tolerance);
  });

  it.runIf(row.kind === "elementwise" && signatures(row).some(([first]) => first === "float64"))(
    "of zeros, infinities and NaN",
    () => {
      const inputs = Array.from({ length: row.arity }, (_, i) =>
        input([64], row.name === "where" && i === 0 ? "bool" : "float64"),
      );
      const node = apply(row.name, inputs, attributesOf(row.name));
      const numbers = inputs.map((each, place) =>
        Array.from({ length: 64 }, (_, i) => {
          const at = Math.floor(i / 8 ** Math.min(place, 1)) % 8;
          return each.dtype === "bool" ? at % 2 : special[at];
        }),
      );
      expectAgreement({ inputs, outputs: [node] }, numbers, 1e-14);
    },
  );
});

describe.each(Object.values(table).filter((row) => row.kind === "reduce"))("$name", (row) => {
  it.each(["float64", "float32", "int32"] as const)("over each axis of %s, with its gradient", (dtype) => {
    const x = input([3, 5, 7], dtype);
    const draw = new Draw(11);
    const numbers = Array.from({ length: 105 }, () => (dtype === "int32" ? draw.below(50) : draw.number()));
    for (const axes of [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]]) {
      const node = apply(row.name, [x], { axes });
      expectAgreement({ inputs: [x], outputs: [node] }, [numbers], 10 * tolerances[dtype]);
      if (!isFloat(dtype)) continue;
      const cotangent = input(node.shape, dtype);
      const [slope] = gradientOf(node, cotangent);
      const ones = Array.from({ length: 35 }, (_, i) => i / 8).slice(
        0,
        node.shape.reduce((a, b) => a * b, 1),
      );
      if (slope !== null)
        expectAgreement({ inputs: [x, cotangent], outputs: [slope] }, [numbers, ones], tolerances[dtype]);
    }
  });
});

it("sums 2²² times 0.1 in float32 to seven digits", () => {
  const n = 2 ** 22;
  const x = input([n], "float32");
  const graph = { inputs: [x], outputs: [apply("sum", [x], { axes: [0] })] };
  const [[sum]] = wasm.compile(graph).run([new Float32Array(n).fill(0.1)]);
  expect(sum / (n * Math.fround(0.1))).toBeCloseTo(1, 6);
});
