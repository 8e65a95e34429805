/** How little a predicted region overlaps with the target's: of one example, all its elements together. */

import { where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { elementwise, makeLoss, requireEqualShapes } from "./loss.ts";

const smooth: OptionInfo = {
  name: "smooth",
  description: {
    en: "added above and below, so that empty regions match",
    zh: "分子分母同加的数，使两个空区域算作重合",
  },
  default: 1,
};

const about = {
  ...elementwise,
  task: "binary",
  predictionIs: "probability",
  convexInPrediction: false,
  curvature: null,
} as const;

/** 1 − (hit + smooth)/(hit + missed + smooth), as missed/(…), which keeps its digits; two empty regions match. */
function missedShare(hit: Tensor, missed: Tensor, added: number): Tensor {
  const all = hit.add(missed).add(added);
  const empty = all.equal(0);
  return where(empty, 0, missed.div(where(empty, 1, all)));
}

export const dice = makeLoss(
  {
    ...about,
    id: "dice",
    knownAs: ["dice_loss"],
    name: { en: "Dice loss", zh: "Dice 损失" },
    formula: "1 − (2Σpt + s)/(Σp + Σt + s)",
    source: "Milletari, Navab & Ahmadi 2016",
    options: [smooth],
  },
  (prediction, target, settings) => {
    requireEqualShapes("dice", prediction, target);
    const hit = prediction.mul(target).mul(2).sum();
    const missed = prediction
      .mul(target.neg().add(1))
      .add(target.mul(prediction.neg().add(1)))
      .sum();
    return missedShare(hit, missed, settings.smooth);
  },
);

const weight = (name: string, en: string, zh: string): OptionInfo => ({ name, description: { en, zh }, default: 0.5 });

export const tversky = makeLoss(
  {
    ...about,
    id: "tversky",
    name: { en: "Tversky loss", zh: "Tversky 损失" },
    formula: "1 − (Σpt + s)/(Σpt + αΣp(1 − t) + βΣ(1 − p)t + s)",
    source: "Salehi, Erdogmus & Gholipour 2017",
    options: [
      weight("alpha", "α: weight of what is predicted and should not be", "α：误报的权重"),
      weight("beta", "β: weight of what is not predicted and should be", "β：漏报的权重"),
      smooth,
    ],
  },
  (prediction, target, settings) => {
    requireEqualShapes("tversky", prediction, target);
    const hit = prediction.mul(target).sum();
    const falsely = prediction.mul(target.neg().add(1)).sum();
    const overlooked = target.mul(prediction.neg().add(1)).sum();
    return missedShare(hit, falsely.mul(settings.alpha).add(overlooked.mul(settings.beta)), settings.smooth);
  },
);
