/** What is said about a race: its answer, its conditions, its picture. */

import { counted, listed } from "./plural.ts";

export const race = {
  title: (name: string) => `Gradient descents compared: ${name}`,
  rule: { same: "At one common learning rate", best: "Each at its best learning rate" },
  headline: {
    winner: (rule: string, lane: string, epochs: string, rival: string) =>
      `${rule}, ${lane} ended lowest after ${epochs}${rival}.`,
    rival: (lane: string, wins: number, seeds: number) => `: below ${lane} in ${wins} of ${counted(seeds, "seed")}`,
    tie: (rule: string, lanes: readonly string[], epochs: string, seeds: number) =>
      seeds === 1
        ? `${rule}, ${listed(lanes)} cannot be told apart after ${epochs}: one seed decides nothing.`
        : `${rule}, ${listed(lanes)} cannot be told apart after ${epochs}: none of them ends lowest clearly ` +
          `more often over ${seeds} seeds.`,
    noneFell: (epochs: string) => `After ${epochs} no lane stood below its start: the learning rate is too large.`,
    nobody: "No lane kept a finite loss: every descent diverged, so the runs ended early.",
    alone: (lane: string, epochs: string) =>
      `After ${epochs}, ${lane} stands below its start; there is no other lane to compare it with.`,
  },
  epochs: (count: number) => counted(count, "pass over the data", "passes over the data"),
  seeds: (count: number) => counted(count, "seed"),
  rows: (count: number) => counted(count, "row"),
  steps: (count: number) => counted(count, "step"),
  problem: (facts: {
    rows: number;
    features: number;
    target: string;
    classes: number;
    model: string;
    weights: number;
  }) =>
    `${counted(facts.rows, "row")}, ${counted(facts.features, "feature")} → ${facts.target}${
      facts.classes > 0 ? ` (${facts.classes} classes)` : ""
    }; ${facts.model}, ${counted(facts.weights, "weight")}.`,
  objective: (loss: string, penalty: string) =>
    `What falls is E, the mean ${loss} over all training rows${penalty === "0" ? "" : `, plus ½ · ${penalty} · ‖w‖²`}.`,
  equal: (facts: { rate: string; epochs: string; examples: string; seeds: string }) =>
    `Held equal: the data, the start, the order of the rows (each lane cuts the same shuffle at its own batch size), ` +
    `the learning rate ${facts.rate}, and the work of ${facts.epochs} (${facts.examples} examples). Repeated ` +
    `with ${facts.seeds}.`,
  equalBest: (facts: { epochs: string; examples: string; seeds: string }) =>
    `Held equal: the data, the start, the order of the rows (each lane cuts the same shuffle at its own batch ` +
    `size), the effort ` +
    `spent on tuning each lane's own rate, and the work of ${facts.epochs} (${facts.examples} examples). ` +
    `Repeated with ${facts.seeds}.`,
  endedEarly: "No run used up this work: each ended early because it diverged.",
  laneResult: (lane: string, value: string, range: string) => `${lane}: ${value}${range && ` ${range}`}`,
  speed: (facts: {
    fastest: string;
    slowest: string;
    perStep: string;
    perStepSlow: string;
    widest: string;
    rate: string;
    rateSlow: string;
  }) =>
    `One update takes ${facts.perStep} in the ${facts.fastest} lane and ${facts.perStepSlow} in the ` +
    `${facts.slowest} lane; ` +
    `per row read it is the ${facts.widest} lane that is fastest (${facts.rate} against ${facts.rateSlow} rows ` +
    `a second).`,
  rateSetBy: (lane: string) => `The ${lane} lane, which bears the least, sets the common rate.`,
  givenRate: (rate: string) => `The rate ${rate} was given; it was not derived from what the lanes bear.`,
  ownLimits: (lanes: readonly string[]) => `On their own the lanes would be safe up to ${listed(lanes)}.`,
  rateAndLane: (rate: string, lane: string) => `${rate} (${lane})`,
  localLimits:
    "The rate comes from the curvature at the start; for a model that is not convex nothing more is promised.",
  halved: (times: number) =>
    `The rate was halved ${times === 1 ? "once" : `${times} times`}, for all lanes, because one of them diverged.`,
  diverged: (lane: string, diverged: number, seeds: number) =>
    `The ${lane} lane diverged in ${diverged} of ${counted(seeds, "seed")}`,
  divergedAt: (step: string, parameter: string) =>
    `: first at step ${step}${parameter && `, in parameter ${parameter}`}`,
  stableBelow: (rate: string) => `; a rate below ${rate} would have been stable`,
  stop: ".",
  separable:
    "The classes can be separated by a plane, so without a penalty the loss has no minimum: it falls towards 0 " +
    "for ever while the weights grow. E itself is drawn, and claims that need a minimum are not tested. (--l2 " +
    "1e-3 gives a minimum.)",
  noMinimiser: "The loss has no minimum here, so E itself is drawn and claims that need a minimum are not tested.",
  notConvex: "The model is not convex, so no optimum can be certified; the training loss itself is drawn.",
  optimum: (facts: { loss: string; gap: string; method: string }) =>
    `The optimum E* = ${facts.loss} comes from a separate ${facts.method} solve in float64${
      facts.gap && `; it is certified to within ${facts.gap}`
    }.`,
  timeMeasured: (lanes: readonly string[], repeats: number) =>
    `Time is steps × the measured median time of one step (${counted(repeats, "repeat")}, in brackets the range): ` +
    `${lanes.join("; ")}.`,
  timeTaken: "Time is what the runs took, one after the other; single steps were not timed apart.",
  tuningCost: (clock: string, lanes: readonly string[]) =>
    `Not drawn, the cost of tuning on this clock (${clock}): ${lanes.join("; ")}.`,
  tuningEdge: (lanes: readonly string[]) =>
    `For ${listed(lanes)} the best rate stands at the edge of all rates tried, so a still better one may lie beyond.`,
};

/** The first thing that is said of a comparison. */
export const answer = {
  rate: (lane: string, rate: string, falling: boolean) =>
    `${lane}, at learning rate ${rate}${falling ? ", falling as 1/t" : ""}`,
  tie: (lane: string, rate: string, falling: boolean) => `${lane} ${falling ? "falling from" : "at"} ${rate}`,
  recommended: (lane: string, ties: readonly string[]) =>
    `For this table: ${lane}${ties.length > 0 ? `; tie with ${listed(ties)}` : ""}.`,
  basis: (epochs: string, tied: boolean) =>
    `This comes from the race in which each lane has its own best rate: there ${
      tied ? "no lane ended clearly lower" : "it ended lowest"
    } after ${epochs}.`,
  tieRule:
    "Of lanes that tie, one at a constant rate is named before one whose rate falls, then the one whose unlucky seeds " +
    "ended lowest.",
  tuned: (cost: string) => `Finding that rate cost ${cost} on top.`,
  tuningCost: (facts: { examples: string; times: string; seconds: string; rates: string; seeds: string }) =>
    `${facts.examples} examples (${facts.times} times one run, ${facts.seconds}; ${facts.rates} rates × ${facts.seeds})`,
  notRun: "No recommendation: it needs the race in which each lane has its own best rate, which was not run.",
  oneLane: "No recommendation: there is only one lane, so nothing to choose from.",
  noneFinite: "No recommendation: at none of the rates tried did a lane keep a finite loss.",
  races: "The two races",
  raceName: { same: "same rate", best: "best rates" },
  raceMeaning: {
    same: "The lesson's picture: one rate for everybody. It is not a verdict on the methods.",
    best: "Each lane at the rate that suits it: the race that compares the methods.",
  },
  agree: (lane: string) => `Both races put ${lane} first.`,
  overlap: (lanes: readonly string[]) =>
    `The races do not contradict each other: in both, ${listed(lanes)} ended lowest or level with the lowest.`,
  differ: (facts: { rate: string; least: string; same: string; best: string }) =>
    facts.least === ""
      ? `The two races rank differently: at the common rate ${facts.rate}, which was given, ${facts.same} ` +
        `leads; each at its best rate, ${facts.best} does.`
      : `The two races rank differently: the common rate ${facts.rate} is set by the lane that bears the least, ` +
        `${facts.least}, and there ${facts.same} leads; each at its best rate, ${facts.best} does.`,
  tunedRates: (lanes: readonly string[]) => `Tuned, ${lanes.join("; ")}.`,
  larger: (lane: string, rate: string, times: string) =>
    `${lane} runs at ${rate}, ${times} times the common rate, so each step gets further`,
  smaller: (lane: string, rate: string, share: string) =>
    `${lane} runs at ${rate}, ${share} of the common rate, so it swings less near the minimum`,
  alike: (lane: string, rate: string) => `${lane} stays at about the common rate (${rate})`,
  falls: (lane: string, rate: string) => `${lane} starts at ${rate} and lets its rate fall, so its swings die out`,
};

export const figure = {
  convergence: "How the loss falls",
  heldOutConvergence: "How the loss of unseen rows falls",
  heldOutLoss: "loss on held-out rows",
  heldOutCaption: (rule: string) =>
    `${rule}: the loss on rows that no lane was trained on, at the checkpoints of the race; where it turns up while the ` +
    `training loss still falls, the model begins to learn the training rows by heart.`,
  band: (seeds: number) =>
    seeds === 1 ? "Line: one seed." : `Line: median of ${seeds} seeds. Band: from the 5th to the 95th percentile.`,
  floor: "rounding",
  floorCaption: (resolution: string) => `Below ${resolution} a difference is rounding; nothing is drawn there.`,
  divergedMark: "✕ marks where more than half of the seeds have diverged or left the picture upwards.",
  start: "start",
  description: (lanes: readonly string[], x: string, y: string) => `${y} against ${x}. ${lanes.join(" ")}`,
  laneEnds: (lane: string, from: string, to: string) => `${lane}: from ${from} to ${to}.`,
  laneDiverges: (lane: string) => `${lane}: diverges.`,
  contour: "The paths over the loss",
  contourCaption:
    "Colour: the full loss, dark is low; neighbouring colours differ by a constant factor. Each path is the " +
    "descent of the first seed, one mark per checkpoint. Held equal: the start, the order of the rows, the rate, and the " +
    "examples read.",
  gradients: "The gradients of single examples",
  gradientsCaption: (length: string, noise: string) =>
    `Dots: the gradient of each example at this point; the line from 0 ends at their mean, the full gradient, of ` +
    `length ${length}. Ellipses: two standard deviations of the gradient of a batch drawn without replacement, ` +
    `nothing at all for the full batch. Noise scale tr Σ/‖G‖² = ${noise}: batches far smaller see mostly noise.`,
  gradientsZero: "cross: 0, where the mean must go",
  regions: "What the model says",
  regionsClass: (one: string) => `class ${one}`,
  regionsCaption: (wrong: string, rows: string) =>
    "Colours: the class that is likeliest there, stronger where its probability stands more than 0.5 and 0.9 above the " +
    `next. Rings: the ${wrong} of ${rows} points that the model takes for another class.`,
  partial: (name: string) => `∂ℓ/∂${name}`,
  optimumMark: "optimum",
  training: "How the training loss falls",
  trainingCaption: "Every point is the loss over all rows, in float64, measured off the clock.",
  train: "training rows",
  heldOut: "held-out rows",
  fit: "Predicted and actual",
  fitCaption: "One point per row; on the line the prediction is exact.",
  actual: "actual",
  predicted: "predicted",
};
