/** The update of a rule alone, compiled as in a descent: parameters and state in place, the gradient in memory. */

import { addKernels, parameters } from "../../engine/src/backends/wasm/emit/kernel.ts";
import { ModuleBuilder } from "../../engine/src/backends/wasm/encoder/module.ts";
import { heap } from "../../engine/src/backends/wasm/heap.ts";
import { RoutineSet } from "../../engine/src/backends/wasm/routines/index.ts";
import { compileModule, instantiate } from "../../engine/src/base/host.ts";
import { flatten, unflatten } from "../../engine/src/base/tree.ts";
import type { Place } from "../../engine/src/lower/kernel.ts";
import { lower } from "../../engine/src/lower/pipeline.ts";
import { input } from "../../engine/src/ops/apply.ts";
import { isTensor, Tensor } from "../../engine/src/trace/tensor.ts";
import type { OptimizerUpdate } from "../task.ts";
import { rules } from "./rules.ts";
// @ts-expect-error: plain JavaScript
import { serve } from "./serve.js";

await serve(({ rule, parameters: count }: OptimizerUpdate) => {
  const optimizer = rules[rule];
  const vector = () => new Tensor(input([count], "float32"));
  const scalar = () => new Tensor(input([], "float32"));
  const [weights, gradient, step] = [vector(), vector(), new Tensor(input([], "int32"))];
  const { leaves, structure } = flatten(optimizer.init([weights]), isTensor);
  const state = leaves.map(({ shape }) => (shape.length === 0 ? scalar() : vector()));
  const hyper = Object.fromEntries(Object.keys(optimizer.hyper).map((name) => [name, scalar()]));
  const loss = scalar();
  const next = optimizer.update({
    gradient: [gradient],
    loss,
    params: [weights],
    state: unflatten(structure, state),
    step,
    hyper,
  } as never);
  const outputs = [...flatten(next.params, isTensor).leaves, ...flatten(next.state, isTensor).leaves];
  const inputs = [weights, ...state, gradient, step, loss, ...Object.values(hyper)];
  let bytes = 0;
  const places = inputs.map(({ shape }): Place => {
    const offset = bytes;
    bytes += shape.length === 0 ? 64 : 4 * count + 64;
    return { kind: "region", offset };
  });
  const graph = { inputs: inputs.map(({ node }) => node), outputs: outputs.map(({ node }) => node) };
  const placement = { inputs: places, outputs: places.slice(0, outputs.length), donated: outputs.map((_, i) => i) };
  const lowered = lower(graph, { name: "update", placement, tile: 1, start: bytes });

  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { min: 1, max: 65_536 });
  const kernels = addKernels({ module, routines: new RoutineSet(module), arithmetic: "exact" }, lowered, 0);
  const run = module.function("run", parameters(0), [], (code) => {
    for (const kernel of kernels) code.get(code.parameter(0)).get(code.parameter(1)).call(kernel);
  });
  module.export("run", run);
  const region = heap().allocate(lowered.regionBytes);
  const exported = instantiate(compileModule(module.toBytes()), heap().memory);
  heap()
    .floats32(region, bytes / 4)
    .fill(1e-3);
  return {
    check: () => null,
    update(times: number) {
      for (let i = 0; i < times; i++) exported.run(region, 1);
    },
  };
});
