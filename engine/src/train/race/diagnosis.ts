/** The diagnostics of a race: what the objective is like where the race began, on the way, and where it could end. */
import { diagnosticsAt } from "../diagnostics/diagnosticsAt.ts";
import { optimumNoise } from "../diagnostics/noise.ts";
import type { Optimum } from "../optimum.ts";
import type { DiagnosticsRecord, PointRecord } from "../record.ts";
import { finiteOrNull } from "../statistics/quantiles.ts";
import type { Work } from "./progress.ts";
import { type CurvatureKnowledge, expectedSmoothness } from "./rates.ts";
import type { RaceOutcome } from "./run.ts";
import type { RaceSettings } from "./settings.ts";

export interface DiagnosisQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  readonly optimum: Optimum | null;
  /** The start of the first seed. */
  readonly start: Float64Array;
  /** The race whose full batch is followed: at its best rate, where that was raced. */
  readonly race: RaceOutcome;
  /** The smallest full loss that is known. */
  readonly best: number;
}

type Where = PointRecord["where"];

export function* diagnose(question: DiagnosisQuestion): Work<DiagnosticsRecord> {
  const { settings, knowledge, optimum } = question;
  const { objective, lanes, order } = settings;
  const places: [Where, Float64Array][] = [["start", question.start], ...(yield* pointsOnTheWay(question))];
  if (optimum?.record.attained) places.push(["optimum", Float64Array.from(optimum.record.parameters)]);
  const points: PointRecord[] = [];
  for (const [i, [where, w]] of places.entries()) {
    yield { done: i, total: places.length, label: "diagnostics" };
    const point = diagnosticsAt(objective, w);
    if (point === null) continue;
    // At the optimum the noise scale has no bound; what the rounding of the gradient leaves of it is no number.
    points.push({ where, ...point, ...(where === "optimum" ? { noiseScale: null } : {}) });
  }
  const everywhere = knowledge.how === "expected-smoothness";
  return {
    points,
    smoothness: knowledge.how === "none" ? null : knowledge.smoothness,
    exampleSmoothness: everywhere ? knowledge.exampleSmoothness : null,
    smoothnessHow: knowledge.how,
    mu: optimum?.record.mu ?? null,
    kappa: optimum?.kappa ?? null,
    optimumNoise: optimumNoise(objective, optimum),
    expectedSmoothness: everywhere
      ? lanes.map(({ rows, name }) => ({
          batchSize: name,
          value: expectedSmoothness(knowledge, objective.rows, rows, order),
        }))
      : [],
  };
}

/** Where the full-batch lane of the first seed first left 10 % and 1 % of the start's excess, and where it ended. */
function* pointsOnTheWay({ settings, race, best }: DiagnosisQuestion): Work<[Where, Float64Array][]> {
  const { program, objective, order, seedList } = settings;
  const place = race.lanes.findIndex((lane) => lane.rows === objective.rows);
  if (place < 0) return [];
  const [{ curve }] = race.record.descents[place].seeds;
  const first = curve[0].loss ?? Number.NaN;
  const levels: [Where, number][] = [
    ["10%", 0.1],
    ["1%", 0.01],
  ];
  const reached = levels.flatMap(([where, share]) => {
    const point = curve.find(({ loss }) => loss !== null && loss - best <= share * (first - best));
    return point === undefined ? [] : [[where, point.step] as const];
  });
  const { learningRate } = race.lanes[place];
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate, order });
  try {
    const found: [Where, Float64Array][] = [];
    for (const [where, step] of [...reached, ["end", curve[curve.length - 1].step] as const]) {
      while (run.step < step && run.diverged === null) {
        run.advance(1);
        yield { done: 0, total: 1, label: "diagnostics" };
      }
      if (run.diverged === null && finiteOrNull(objective.value(run.parameters())) !== null) {
        found.push([where, run.parameters()]);
      }
    }
    return found;
  } finally {
    run.close();
  }
}
