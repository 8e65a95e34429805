/** Elementwise passes. */
import type { MapKernel } from "../../../lower/kernel.ts";
import { mergedAxes } from "./axes.ts";
import type { Context } from "./context.ts";
import { Nest } from "./nest.ts";

export function emitMap(context: Context, kernel: MapKernel): void {
  const axes = mergedAxes(kernel.domain, [], kernel.stores);
  const nest = new Nest(context, axes, axes.length - 1, kernel.stores);
  nest.emit({
    around: (_depth, loops) => loops(),
    body: () => {
      // Every value is computed before any is stored: a pass may overwrite what it reads at the same place.
      const values = kernel.stores.map(({ expression }) => {
        const local = context.code.local("v128");
        nest.push(expression);
        context.code.set(local);
        return local;
      });
      kernel.stores.forEach(({ access, expression }, i) => {
        nest.emitter.store(access, expression.dtype, nest, () => context.code.get(values[i]));
      });
    },
  });
}
