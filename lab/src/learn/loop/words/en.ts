/** The lesson on the loop in English. */

import type { BoxName } from "../loopState.ts";

export const en = {
  text: [
    "Gradient descent is a loop. (1) Is the loss small enough? Then stop. (2) If not, compute the " +
      "gradient at this point. (3) Take a small step against it, w ← w − η∇E(w). (4) Go to (1).",
    "The question comes first: where the start is good enough, no step is made at all.",
    "Here a line is fitted to 1,000 points, and all of them make the gradient. The points scatter around " +
      "the line, so no line brings the loss to zero: its minimum is 0.243, and what is “small enough” must " +
      "lie above.",
    "The boxes, the map and the curve show one and the same record of the descent. Step through it box " +
      "by box, play it, or drag the moment back and forth.",
  ],
  loop: "The loop",
  boxes: {
    test: "Is the loss small enough?",
    gradient: "If not: the gradient",
    step: "A small step against it",
    again: "Go to 1",
  } satisfies Record<BoxName, string>,
  yes: (enough: string) => `≤ ${enough}: yes, stop.`,
  no: (enough: string) => `≤ ${enough}? No.`,
  after: (updates: string) => `w is now the w of update ${updates}.`,
  goTo: "And again.",
  noMore: "No further step.",
  boxBack: "One box back",
  boxOn: "One box on",
  rate: "Learning rate η",
  rateSlider: "Learning rate, to drag",
  enough: "Small enough: E ≤",
  slope: "Stop playing where ‖∇E‖ <",
  wrongRate: "A number above 0, at most 100, please.",
  wrongEnough: "A number from 0 to 1,000, please.",
  ends: (updates: string) => `The loop ends by itself after ${updates} updates.`,
  neverEnds: (updates: string) =>
    `After ${updates} updates the loss is still not small enough: the loop was broken off.`,
  rises: (step: string) => `Update ${step} is the first after which the loss is higher than before it.`,
  tasks: {
    quick: (updates: string) =>
      `Choose η so that the loop ends by itself within ${updates} updates, and go to its end.`,
    rise:
      "Choose η so that the loss does not always fall, and go to the update after which it is first higher " +
      "than before.",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type LoopWords = typeof en;
