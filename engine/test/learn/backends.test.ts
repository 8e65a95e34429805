import { describe, expect, it } from "vitest";
import * as losses from "../../src/doors/losses.ts";
import { jit } from "../../src/jit/jit.ts";
import type { Tensor } from "../../src/trace/tensor.ts";
import { grad } from "../../src/transform/grad.ts";
import { close, closeAll } from "./closeness.ts";

type Numbers = (prediction: unknown, target: unknown) => number;
type Traced = (prediction: Tensor, target: Tensor) => Tensor;

describe.each(["reference", "wasm"] as const)("on the backend %s", (backend) => {
  const on = (loss: Traced) => jit(loss, { backend }) as Numbers;
  const slopeOn = (loss: Traced) => jit(grad(loss), { backend }) as unknown as (p: unknown, t: unknown) => number[];

  it("cross-entropy has the three values of the lesson, to the last digit", () => {
    const target = [0, 0, 0, 1, 0];
    const crossEntropy = on(losses.crossEntropy as Traced);
    expect(crossEntropy([0.1, 0.1, 0.1, 0.6, 0.1], target)).toBe(0.5108256237659907);
    expect(crossEntropy([0.1, 0.1, 0.05, 0.7, 0.05], target)).toBe(0.35667494393873245);
    expect(crossEntropy([0.01, 0.02, 0.03, 0.8, 0.05], target)).toBe(0.2231435513142097);
    expect(crossEntropy([0, 1], [0, 1])).toBe(0);
    expect(crossEntropy([0, 1], [0.1, 0.9])).toBe(Number.POSITIVE_INFINITY);
  });

  it("losses of logits keep their tails", () => {
    const sigmoid = losses.sigmoidCrossEntropy as Traced;
    const softmax = losses.softmaxCrossEntropy as Traced;
    close(slopeOn(sigmoid)(37, 1) as unknown as number, -8.533047625744066e-17);
    close(on(sigmoid)(-1000, 1), 1000);
    close(on(softmax)([40, 0], 0), 4.248354255291589e-18);
    closeAll(slopeOn(softmax)([40, 0, -1000], 0), [-4.248354255291589e-18, 4.248354255291589e-18, 0]);
    expect(on(softmax)([1000, -1000, 0], 1)).toBe(2000);
    expect(on(softmax)([1, 2, 3], 3)).toBeNaN();
  });

  it("in float32 too", () => {
    const logit = { data: Float32Array.of(20), shape: [1] };
    const one = { data: Float32Array.of(1), shape: [1] };
    const { data } = slopeOn(losses.sigmoidCrossEntropy as Traced)(logit, one) as unknown as { data: Float32Array };
    close(data[0], -2.0611536181902037e-9, 1e-6);
  });
});
