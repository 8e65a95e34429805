/** Losses of tensors made callable with numbers. */
import type { Loss, LossOptions } from "../../learn/losses/loss.ts";
import type { RelationLoss } from "../../learn/losses/pairs.ts";
import { callable } from "../callable.ts";
import type { ArrayValue, AtRestArguments } from "../values.ts";

/** A loss that also takes numbers and then gives a number. */
export interface CallableLoss extends Loss {
  (prediction: ArrayValue, target: ArrayValue): number;
  with(options: LossOptions): CallableLoss;
}

export const open = (loss: Loss): CallableLoss =>
  Object.assign(callable(loss) as unknown as CallableLoss, {
    with: (options: LossOptions) => open(loss.with(options)),
  });

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
