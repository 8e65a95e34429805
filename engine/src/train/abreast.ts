/** Runs of one program advanced several at a time, in the lanes of vectors, where that is faster. */
import { AbreastModule, isFasterAbreast } from "../backends/wasm/abreast.ts";
import type { DescentModule } from "../backends/wasm/descent.ts";
import { viewOf } from "../backends/wasm/index.ts";
import type { DType } from "../base/dtype.ts";
import { sizeOf } from "../base/shape.ts";
import type { Compiled, Run } from "./run.ts";

const modules = new WeakMap<DescentModule, AbreastModule | null>();

function moduleOf({ module }: Compiled): AbreastModule | null {
  let made = modules.get(module);
  if (made === undefined) {
    made = isFasterAbreast(module.spec) ? AbreastModule.of(module.spec) : null;
    modules.set(module, made);
  }
  return made;
}

/**
 * Makes up to `steps` updates of every run, fewer of one whose loss stops being finite. What each run is afterwards is
 * what `run.advance(steps)` makes of it, bit for bit; the losses of the batches are not handed out. `programOf` says by
 * which program, if any, runs are advanced side by side.
 */
export function advanceAll(runs: readonly Run[], steps: number, programOf = moduleOf): void {
  const ends = new Map(runs.map((run) => [run, run.step + steps]));
  const togo = (run: Run) => (run.diverged === null ? (ends.get(run) as number) - run.step : 0);
  const module = runs.length > 1 && runs.every((run) => run.canRunAbreast) ? programOf(runs[0].program) : null;
  if (module === null) {
    for (const run of runs) run.advance(steps);
    return;
  }
  for (let first = 0; first < runs.length; first += module.lanes) {
    const group = runs.slice(first, first + module.lanes);
    const together = new Together(module, group[0].program);
    try {
      for (let left = group; left.length > 1; left = left.filter((run) => togo(run) > 0)) {
        together.advance(left, Math.min(...left.map(togo)));
      }
    } finally {
      together.close();
    }
    for (const run of group) if (togo(run) > 0) run.advance(togo(run));
  }
}

/** A region in which the lanes of a group lie side by side while they advance. */
class Together {
  private readonly module: AbreastModule;
  private readonly program: Compiled;
  private readonly region: number;
  private readonly advanceOnce: ReturnType<AbreastModule["bind"]>;

  constructor(module: AbreastModule, program: Compiled) {
    const { heap } = program.data;
    this.module = module;
    this.program = program;
    this.region = heap.allocate(module.regionBytes);
    this.advanceOnce = module.bind(heap);
    for (const { value, data } of module.lowered.constants) {
      if (value.place.kind === "region") this.view(value.place.offset, value.dtype, data.length).set(data);
    }
    const { dtype } = program.problem;
    this.view(module.offsets.divisor, dtype, module.lanes).fill(program.checked.meanWeight);
  }

  /** One call into the program: up to `wanted` updates of two or more runs, one a lane; lanes left over repeat one. */
  advance(runs: readonly Run[], wanted: number): void {
    const { lanes } = this.module;
    const steps = Math.min(...runs.map((run) => run.prepare(wanted)));
    const members = Array.from({ length: lanes }, (_, lane) => runs[Math.min(lane, runs.length - 1)]);
    this.exchange(members, "in");
    const made = this.advanceOnce(
      this.region,
      steps,
      members.map((run) => run.region),
    );
    this.exchange(runs, "out");
    for (const run of runs) run.settleAbreast(made, made < steps);
  }

  /** Copies what the lanes own from the runs' own regions, or back. */
  private exchange(runs: readonly Run[], way: "in" | "out"): void {
    const { spec, offsets } = this.program.module;
    const wide = this.module.offsets;
    const copy = (own: number, interleaved: number, dtype: DType, length: number) => {
      const all = this.view(interleaved, dtype, length * this.module.lanes);
      runs.forEach((run, lane) => {
        const numbers = viewOf(this.program.data.heap, run.region + own, dtype, length);
        for (let i = 0, at = lane; i < length; i++, at += this.module.lanes) {
          if (way === "in") all[at] = numbers[i];
          else numbers[i] = all[at];
        }
      });
    };
    for (const name of ["parameters", "state"] as const) {
      for (const [i, { shape, dtype }] of spec[name].entries())
        copy(offsets[name][i], wide[name][i], dtype, sizeOf(shape));
    }
    copy(offsets.step, wide.step, "int32", 1);
    if (way === "in") for (const [i, own] of offsets.hyper.entries()) copy(own, wide.hyper[i], spec.dtype, 1);
  }

  private view(offset: number, dtype: DType, length: number) {
    return viewOf(this.program.data.heap, this.region + offset, dtype, length);
  }

  close(): void {
    this.program.data.heap.release(this.region);
  }
}
