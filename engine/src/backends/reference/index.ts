/** The reference backend: slow, plain, and the truth the others are tested against. */
import { allocate } from "../../base/dtype.ts";
import { withRows } from "../../base/shape.ts";
import type { Backend } from "../backend.ts";
import { interpret } from "./interpret.ts";

export const reference: Backend = {
  name: "reference",
  compile: (graph) => ({
    run(inputs, rows = 1) {
      const values = graph.inputs.map(({ shape, dtype }, i) => ({
        shape: withRows(shape, rows),
        dtype,
        data: inputs[i],
      }));
      return interpret(graph, values, rows).map(({ data, dtype }) => {
        const result = allocate(dtype, data.length);
        result.set(data);
        return result;
      });
    },
  }),
};
