/** The losses around the paths of a two-parameter model, for its contour picture. */
import type { SurfaceRecord } from "../record.ts";
import { finiteOrNull } from "../statistics/quantiles.ts";
import type { DescentProgram } from "./contract.ts";
import type { Work } from "./progress.ts";
import type { RaceSettings } from "./settings.ts";

/** Places along each axis. */
const GRID = 64;
/** Space left around the paths, as a share of their extent. */
const MARGIN = 0.15;

export function* lossSurface(
  { program, objective }: Pick<RaceSettings, "program" | "objective">,
  points: readonly (readonly [number, number])[],
): Work<SurfaceRecord> {
  const x = places(points.map((point) => point[0]));
  const y = places(points.map((point) => point[1]));
  const losses: (number | null)[] = [];
  for (const [row, second] of y.entries()) {
    yield { done: row, total: GRID, label: "surface" };
    for (const first of x) losses.push(finiteOrNull(objective.value(Float64Array.of(first, second))));
  }
  const [first, second] = elementNames(program);
  return { names: [first, second], x, y, losses };
}

/** Evenly from the least to the greatest value, with a margin; around a single value, half a unit to each side. */
function places(values: readonly number[]): number[] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const greatest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const margin = greatest > least ? MARGIN * (greatest - least) : 0.5;
  const step = (greatest - least + 2 * margin) / (GRID - 1);
  return Array.from({ length: GRID }, (_, i) => least - margin + i * step);
}

/** "bias", "weights.0", "weights.1": a name for every number of the parameters. */
function elementNames({ parameters }: DescentProgram): string[] {
  return parameters.flatMap(({ path, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return size === 1 ? [path] : Array.from({ length: size }, (_, i) => `${path}.${i}`);
  });
}
