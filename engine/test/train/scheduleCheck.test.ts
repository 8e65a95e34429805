import { describe, expect, it } from "vitest";
import { log, type Tensor } from "../../src/doors/index.ts";
import { meanSquaredError } from "../../src/doors/losses.ts";
import { linear } from "../../src/doors/models.ts";
import { sgd } from "../../src/doors/optimizers.ts";
import { cosine, type Schedule } from "../../src/doors/schedules.ts";
import { descend, epochs, examples, type StopRule, steps, untilLoss } from "../../src/doors/train.ts";

const own = (value: Schedule["value"], hyper = {}): Schedule => ({
  info: { id: "own", name: { en: "own", zh: "自定" }, formula: "", options: [] },
  hyper,
  value,
});

const attempt = (learningRate: Schedule, stop: readonly StopRule[], optimizer = sgd({ learningRate })) => {
  const data = { x: [[1], [2], [3], [4]], y: [1, 2, 3, 4] };
  descend({ model: linear(), loss: meanSquaredError, optimizer, data, batchSize: 2, stop }).close();
};

const refusal = (name: string, step: number, value: string) =>
  expect.objectContaining({ code: "schedule-value", details: { name, step, value } });

describe("a schedule of one's own", () => {
  const falling = own((step) => step.mul(-0.1).add(1.05));

  it("is refused where it becomes negative within the run, and only there", () => {
    // 1.05 − 0.1·10 is the last value above 0.
    expect(() => attempt(falling, [steps(11)])).not.toThrow();
    expect(() => attempt(falling, [steps(12)])).toThrow(expect.objectContaining({ code: "schedule-value" }));
    expect(() => attempt(falling, [epochs(5.5)])).not.toThrow();
    expect(() => attempt(falling, [epochs(6)])).toThrow(expect.objectContaining({ code: "schedule-value" }));
    expect(() => attempt(falling, [examples(22), epochs(100)])).not.toThrow();
    expect(() => attempt(falling, [examples(24)])).toThrow(expect.objectContaining({ code: "schedule-value" }));
    expect(() => attempt(falling, [untilLoss(0)])).toThrow(expect.objectContaining({ code: "schedule-value" }));
  });

  it("is refused where it has no value, by name and step", () => {
    const logarithm = own((step, { offset }) => log(step.add(offset)), { offset: 1 });
    expect(() =>
      attempt(
        own((step) => log(step.sub(3))),
        [steps(10)],
      ),
    ).toThrow(refusal("learningRate", 0, "NaN"));
    expect(() =>
      attempt(
        own((step) => step.mul(0).add(1).div(step.sub(2)).abs()),
        [steps(10)],
      ),
    ).toThrow(refusal("learningRate", 2, "Infinity"));
    expect(() => attempt(logarithm, [steps(1000)])).not.toThrow();
    const momentum = own((step: Tensor) => step.sub(2));
    const optimizer = sgd({ learningRate: 0.1, momentum });
    expect(() => attempt(logarithm, [steps(9)], optimizer)).toThrow(refusal("momentum", 0, "-2"));
  });

  it("is looked at up to the last step of a long run", () => {
    const lateFall = own((step) => step.mul(-1).add(999_998.5));
    expect(() => attempt(lateFall, [steps(999_999)])).not.toThrow();
    expect(() => attempt(lateFall, [steps(1_000_000)])).toThrow(refusal("learningRate", 999_999, "-0.5"));
  });
});

it("takes schedules of the field", () => {
  expect(() => attempt(cosine({ initial: 0.1, steps: 10 }), [steps(1000)])).not.toThrow();
});
