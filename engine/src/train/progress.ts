/** What stopping rules may look at in a descent under way, computed when they ask. */
import type { FloatDType } from "../base/dtype.ts";
import type { CompiledObjective } from "./evaluate.ts";
import type { AnyLoss, CheckedProblem, TrainingData } from "./problem.ts";
import { type HeldOutRows, heldOut } from "./race/heldOut.ts";
import type { Run, RunMemory } from "./run.ts";
import type { Progress } from "./stopping.ts";
import { flattened, norm } from "./vector.ts";

/** The parameters of the lowest loss that a rule asked to be remembered, and where they were. */
export interface Remembered {
  readonly loss: number;
  readonly step: number;
  readonly epoch: number;
  readonly memory: RunMemory;
}

interface Watched {
  readonly run: Run;
  readonly objective: CompiledObjective;
  readonly checked: CheckedProblem;
  readonly loss: AnyLoss;
  readonly dtype: FloatDType;
}

/** One for a descent; `at` gives what rules see at a test. */
export class Watch {
  private readonly watched: Watched;
  private readonly others = new Map<TrainingData, HeldOutRows>();
  remembered: Remembered | null = null;

  constructor(watched: Watched) {
    this.watched = watched;
  }

  at({ seconds, batchLoss }: Pick<Progress, "seconds" | "batchLoss">): Progress & { readonly failed: boolean } {
    const { run, objective } = this.watched;
    const { step, epoch, examples, stepsPerEpoch } = run;
    const once = <Value>(compute: () => Value) => {
      let value: Value | undefined;
      return () => {
        value ??= compute();
        return value;
      };
    };
    const parameters = once(() => flattened(run.parameters()));
    const evaluation = once(() => objective.gradient(parameters()));
    let failed = false;
    const finite = (value: number) => {
      failed ||= !Number.isFinite(value);
      return value;
    };
    const fullLoss = once(() => objective.value(parameters()));
    return {
      step,
      epoch,
      examples,
      stepsPerEpoch,
      seconds,
      batchLoss,
      fullLoss: () => finite(fullLoss()),
      gradientNorm: () => finite(norm(evaluation().gradient)),
      gradientNoise: () => {
        const { gradient } = evaluation();
        const variance = objective.gradientVariance(parameters(), gradient);
        finite(norm(gradient));
        return { rows: objective.rows, gradient, variance };
      },
      parameters: () => parameters().slice(),
      lossOn: (rows) => this.rowsAside(rows).measure(parameters()).loss,
      remember: (loss) => {
        if (this.remembered !== null && this.remembered.loss <= loss) return;
        this.remembered = { loss, step, epoch, memory: run.remember() };
      },
      get failed() {
        return failed;
      },
    };
  }

  /** Rows that are not trained on, read and checked once. */
  rowsAside(validation: TrainingData): HeldOutRows {
    const { checked, loss, dtype } = this.watched;
    let rows = this.others.get(validation);
    if (rows === undefined) {
      rows = heldOut(checked, { validation, loss, dtype });
      this.others.set(validation, rows);
    }
    return rows;
  }

  close(): void {
    for (const rows of this.others.values()) rows.close();
    this.others.clear();
  }
}
