/** The start page in English. */

import type { Page } from "../../app/address.ts";
import type { SceneName, Told } from "../scenes.ts";

const count = (number: number): string => number.toLocaleString("en-US");

const standings = ({ lanes }: Told): string => lanes.map(({ name, above }) => `${name}: ${above}`).join(", ");

export const en = {
  heading: "See the descent",
  lead:
    "Training a model means walking downhill on its loss. Watch three ways to walk, for a minute and a half; every " +
    "number is computed here, while you read.",
  scene: (number: number, of: number) => `Scene ${number} of ${of}`,
  next: "Next",
  back: "Back",
  scenes: {
    landscape: {
      title: "A loss is a landscape",
      text: ({ rows, startLoss, lowest }: Told) =>
        `${count(rows)} points, and a line to go through them: a weight and a bias. Each such pair has a loss E, the ` +
        `mean squared error of its line. We start where E = ${startLoss}; the best line, at the cross, has ${lowest}.`,
    },
    step: {
      title: "One step downhill",
      text: ({ rows, rate, startLoss, lanes }: Told) =>
        `The gradient says in which direction E grows fastest; a step goes the other way, ${rate} times as far as ` +
        `the gradient is long. Batch descent asks all ${count(rows)} points first: from ${startLoss}, ` +
        `one step leaves it ${lanes[0].above} above the best line.`,
    },
    updates: {
      title: "Three descents, equal numbers of steps",
      text: (told: Told) =>
        `Mini-batch descent asks 32 points for each step, stochastic descent a single one. Above the best line, ` +
        `after ${told.lanes[0].updates} steps each: ${standings(told)}. On this clock ${told.first} is ahead.`,
    },
    rows: {
      title: "The same race, by the work that it takes",
      text: (told: Told) =>
        `But a step of batch descent reads ${count(told.rows)} points, one of stochastic descent only 1. When each ` +
        `has read every point once, they have made ${told.lanes.map(({ updates }) => count(updates)).join(", ")} ` +
        `steps. Above the best line: ${standings(told)}. Now ${told.first} is ahead, and ${told.last} is last: ` +
        "the clock decides who wins.",
    },
    end: {
      title: "Who arrives?",
      text: (told: Told) =>
        `After ${told.epochs} rounds through the data, above the best line: ${standings(told)}. Few points pull in ` +
        "other directions than all together, so at a constant rate small batches never settle: that is the price of " +
        "cheap steps. Batch descent would arrive, many rounds later.",
    },
    rate: {
      title: "And now break it",
      text: ({ limit }: Told) =>
        `The steepest curvature of this landscape says where it ends: beyond the rate ${limit}, each batch step ` +
        "jumps farther up the other side than it came from.",
    },
  } satisfies Record<SceneName, { title: string; text: (told: Told) => string }>,
  breakIt: "Race beyond that rate, and see why it diverges",
  doors: "Go on",
  about: {
    start: "",
    race: "Your lanes, your rates, bands over seeds, the map of rates and batches, and the textbook’s claims, tested.",
    learn: "Eight lessons, from what a loss is to mini-batches, each with a figure to drag and questions to do.",
    data: "Your own table, trained on and raced here; it never leaves the browser.",
    function: "Type f(x) or f(x, y): derivative, gradient, and descent on it.",
    open: "A folder that nabla train or nabla compare has left behind, played like a race.",
  } satisfies Record<Page, string>,
};

/** Everything the start page says; a language that lacks something does not compile. */
export type StartWords = typeof en;
