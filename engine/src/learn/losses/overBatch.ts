/** Losses of a whole batch: its rows depend on one another, so their loss is no mean over examples. */
import type { Tensor } from "../../trace/tensor.ts";

/** A loss that is given all rows of a batch at once, along a leading axis of prediction and target. */
export interface BatchLoss {
  (prediction: Tensor, target: Tensor): Tensor;
  readonly info: { readonly additive: false; readonly id?: string };
}

/** Whether a loss is given the rows of a batch together, and not one by one. */
export const takesBatch = (loss: object): loss is BatchLoss =>
  "info" in loss && (loss.info as Partial<BatchLoss["info"]>).additive === false;

/** The same loss, given a whole batch at once. What is known of it for one example no longer holds. */
export function overBatch<Given extends (prediction: Tensor, target: Tensor) => Tensor>(
  loss: Given,
): Given & BatchLoss {
  const { info, settings } = loss as { info?: object; settings?: object };
  const known = { ...info, additive: false, convexInPrediction: false, curvature: null };
  const whole = (prediction: Tensor, target: Tensor) => loss(prediction, target);
  return Object.assign(whole, { info: known, ...(settings && { settings }) }) as unknown as Given & BatchLoss;
}
