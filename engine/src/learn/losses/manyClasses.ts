/** More losses of classes, averaged over all axes but the last, which holds the classes. */
import { expm1, logicalAnd, pow, relu, square, stopGradient, sub, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { simplexThreshold } from "../simplex.ts";
import { meanOverDistributions, ofClasses } from "./classes.ts";
import { timesLog } from "./crossEntropy.ts";
import { type LossInfo, makeLoss } from "./loss.ts";
import { complements, surprisals } from "./softmax.ts";

type About = Pick<LossInfo, "id" | "name" | "formula" | "curvature" | "predictionIs"> & Partial<LossInfo>;
type Settings = Readonly<Record<string, number>>;
type Each = (prediction: Tensor, target: Tensor, settings: Settings) => Tensor;

const ofDistributions = (about: About, each: Each) =>
  makeLoss({ ...ofClasses, ...about }, (prediction, target, settings) =>
    meanOverDistributions(about.id, prediction, target, (p, t) => each(p, t, settings)),
  );

/** Σ tₖ·xₖ */
const weighed = (target: Tensor, values: Tensor): Tensor => target.mul(values).sum(-1);

export const negativeLogLikelihood = ofDistributions(
  {
    id: "negativeLogLikelihood",
    knownAs: ["NLLLoss"],
    name: { en: "negative log-likelihood", zh: "负对数似然" },
    formula: "−Σ tₖ lₖ; l = log-probabilities",
    source: "Fisher 1922",
    curvature: 0,
    predictionIs: "logProbabilities",
  },
  (logProbabilities, target) => {
    const impossible = logicalAnd(target.equal(0), logProbabilities.equal(Number.NEGATIVE_INFINITY));
    return sub(0, weighed(target, where(impossible, 0, logProbabilities)));
  },
);

export const multiclassHinge = ofDistributions(
  {
    id: "multiclassHinge",
    knownAs: ["CategoricalHinge", "multiclass_hinge_loss"],
    name: { en: "multi-class hinge loss (Crammer–Singer)", zh: "多类合页损失（Crammer–Singer）" },
    formula: "maxₖ (zₖ + 1 − tₖ) − Σ tₖ zₖ",
    source: "Crammer & Singer 2001",
    curvature: null,
    predictionIs: "scores",
  },
  (scores, target) => scores.add(target.neg().add(1)).max(-1).sub(scores.mul(target).sum(-1)),
);

export const multiMargin = ofDistributions(
  {
    id: "multiMargin",
    knownAs: ["MultiMarginLoss"],
    name: { en: "multi-class margin loss (Weston–Watkins)", zh: "多类间隔损失（Weston–Watkins）" },
    formula: "(1/K) Σₖ (1 − tₖ) max(0, margin + zₖ − Σ tⱼ zⱼ)^power",
    source: "Weston & Watkins 1999",
    options: [
      {
        name: "margin",
        description: { en: "how far the right class shall lead", zh: "正确的类应当领先多少" },
        default: 1,
      },
      {
        name: "power",
        description: { en: "1 or 2: linear or squared", zh: "1 或 2：线性或平方" },
        default: 1,
        integer: true,
        least: 1,
        most: 2,
      },
    ],
    curvature: null,
    predictionIs: "scores",
  },
  (scores, target, { margin, power }) => {
    const right = scores.mul(target).sum(-1, { keepDims: true });
    const missing = relu(scores.sub(right).add(margin));
    return target
      .neg()
      .add(1)
      .mul(power === 2 ? square(missing) : missing)
      .mean(-1);
  },
);

export const softmaxFocal = ofDistributions(
  {
    id: "softmaxFocal",
    knownAs: ["CategoricalFocalCrossentropy"],
    name: { en: "focal loss of a softmax", zh: "softmax 焦点损失" },
    formula: "−Σ tₖ (1 − pₖ)^γ log pₖ; p = softmax(z)",
    source: "Lin, Goyal, Girshick, He & Dollár 2017",
    options: [
      {
        name: "gamma",
        description: { en: "γ: how much less an easy example counts", zh: "γ：容易的样本少算多少" },
        default: 2,
      },
    ],
    convexInPrediction: false,
    curvature: null,
    predictionIs: "logits",
  },
  (logits, target, { gamma }) => {
    // The power of a complement that underflows is 0, and so is its slope.
    const complement = complements(logits);
    const factor = where(
      complement.equal(0),
      gamma === 0 ? 1 : 0,
      pow(where(complement.equal(0), 1, complement), gamma),
    );
    return weighed(target, factor.mul(surprisals(logits)));
  },
);

export const poly1 = ofDistributions(
  {
    id: "poly1",
    knownAs: ["poly_loss_cross_entropy"],
    name: { en: "poly-1 cross-entropy", zh: "poly-1 交叉熵" },
    formula: "Σ tₖ (ε(1 − pₖ) − log pₖ); p = softmax(z)",
    source: "Leng and others 2022",
    options: [
      {
        name: "epsilon",
        description: { en: "ε: weight of the first term of the series", zh: "ε：级数第一项的附加权重" },
        default: 2,
        least: -1,
      },
    ],
    convexInPrediction: false,
    curvature: null,
    predictionIs: "logits",
  },
  (logits, target, { epsilon }) => weighed(target, surprisals(logits).add(complements(logits).mul(epsilon))),
);

export const generalizedCrossEntropy = ofDistributions(
  {
    id: "generalizedCrossEntropy",
    knownAs: ["CategoricalGeneralizedCrossEntropy", "GCE"],
    name: { en: "generalized cross-entropy", zh: "广义交叉熵" },
    formula: "Σ tₖ (1 − pₖ^q)/q; p = softmax(z)",
    source: "Zhang & Sabuncu 2018",
    options: [
      {
        name: "q",
        description: {
          en: "q: from cross-entropy (near 0) to absolute error (1)",
          zh: "q：从交叉熵（接近 0）到绝对误差（1）",
        },
        default: 0.7,
        above: 0,
        most: 1,
      },
    ],
    convexInPrediction: false,
    curvature: null,
    predictionIs: "logits",
  },
  (logits, target, { q }) => weighed(target, expm1(surprisals(logits).mul(-q)).div(-q)),
);

export const sparsemax = ofDistributions(
  {
    id: "sparsemax",
    knownAs: ["multiclass_sparsemax_loss", "make_fenchel_young_loss", "fenchelYoung"],
    name: { en: "sparsemax loss (Fenchel–Young)", zh: "sparsemax 损失（Fenchel–Young）" },
    formula: "½‖t − z‖² − ½‖p − z‖²; p = the nearest distribution to z",
    source: "Martins & Astudillo 2016; Blondel, Martins & Niculae 2020",
    curvature: 1,
    predictionIs: "scores",
  },
  (scores, target) => {
    // The same for scores less a constant; less the threshold they are p itself where p > 0, and nothing cancels.
    const lead = scores.sub(stopGradient(simplexThreshold(scores, 1)));
    const nearest = relu(scores.sub(simplexThreshold(scores, 1)));
    return nearest
      .sub(target)
      .mul(lead.sub(nearest.add(target).mul(0.5)))
      .sum(-1);
  },
);

export const klDivergence = ofDistributions(
  {
    id: "klDivergence",
    knownAs: ["KLDivergence"],
    name: { en: "Kullback–Leibler divergence", zh: "KL 散度" },
    formula: "Σ tₖ (log tₖ − log yₖ); y = probabilities",
    source: "Kullback & Leibler 1951",
    curvature: null,
    predictionIs: "probabilities",
  },
  (probabilities, target) => timesLog(target, target).sub(timesLog(target, probabilities)).sum(-1),
);

export const softmaxKlDivergence = ofDistributions(
  {
    id: "softmaxKlDivergence",
    // They take log-probabilities l, for which softmax(l) is e^l.
    knownAs: ["KLDivLoss", "kl_divergence"],
    name: { en: "Kullback–Leibler divergence from a softmax", zh: "对 softmax 的 KL 散度" },
    formula: "Σ tₖ (log tₖ − log pₖ); p = softmax(z)",
    source: "Kullback & Leibler 1951",
    curvature: 0.5,
    predictionIs: "logits",
  },
  (logits, target) =>
    timesLog(target, target)
      .sum(-1)
      .add(weighed(target, surprisals(logits))),
);
