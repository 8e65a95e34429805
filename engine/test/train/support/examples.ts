/** The gradients of the examples one by one, as the compiled objective gives them. */
import type { DataObjective } from "../../../src/train/objective.ts";
import { objectiveOf, type Problem } from "./affine.ts";

export function objectiveWithExamples(problem: Problem): ReturnType<typeof objectiveOf> & DataObjective {
  const objective = objectiveOf(problem);
  return {
    ...objective,
    exampleGradients: (w) =>
      Float64Array.from(Array.from({ length: objective.rows }, (_, i) => objective.example(i, w).gradient).flat()),
  };
}
