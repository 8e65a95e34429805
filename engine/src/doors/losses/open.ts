/** Losses of tensors made callable with numbers. */
import type { NDArray } from "../../base/ndarray.ts";
import { asArrays } from "../../jit/atRest.ts";
import type { Loss, LossOptions } from "../../learn/losses/loss.ts";
import type { RelationLoss } from "../../learn/losses/pairs.ts";
import { requireClassId, requireTargets } from "../../learn/losses/targets.ts";
import { isTensor } from "../../trace/tensor.ts";
import { callable } from "../callable.ts";
import type { ArrayValue, AtRestArguments } from "../values.ts";

/** A loss that also takes numbers and then gives a number. */
export interface CallableLoss extends Loss {
  (prediction: ArrayValue, target: ArrayValue): number;
  with(options: LossOptions): CallableLoss;
}

export function open(loss: Loss): CallableLoss {
  const both = callable<Loss, CallableLoss>(loss);
  const checked = (prediction: ArrayValue, target: ArrayValue): number => {
    const value = both(prediction, target);
    if (!isTensor(value)) requireTargetsAtRest(loss, prediction, target);
    return value;
  };
  const { info, settings } = loss;
  const own = { info, settings, with: (options: LossOptions) => open(loss.with(options)) };
  return Object.assign(checked as unknown as CallableLoss, own);
}

/** Without this the value would be NaN without a word, or that of a loss that has no minimum. */
function requireTargetsAtRest({ info, settings }: Loss, prediction: ArrayValue, target: ArrayValue): void {
  const { data, shape } = asArrays(target, "target") as NDArray;
  requireTargets(info, { name: "target", data, each: 1 });
  if (info.task !== "classification") return;
  const distributions = (asArrays(prediction, "prediction") as NDArray).shape;
  if (shape.length === distributions.length) return;
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== settings.ignored) requireClassId("target", i, data[i], distributions.at(-1));
  }
}

/** A loss of several tensors that also takes numbers and then gives a number. */
export interface CallableRelation<Arguments extends readonly unknown[]> extends RelationLoss<Arguments> {
  (...args: AtRestArguments<Arguments>): number;
  with(options: Readonly<Record<string, number>>): CallableRelation<Arguments>;
}

export const openRelation = <Arguments extends readonly unknown[]>(
  loss: RelationLoss<Arguments>,
): CallableRelation<Arguments> =>
  Object.assign(callable(loss as never) as unknown as CallableRelation<Arguments>, {
    with: (options: Readonly<Record<string, number>>) => openRelation(loss.with(options)),
  });
