/** The race on the rows that were held out: the same picture, of the loss that nobody descended. */

import { heldOutMeasures } from "../lanes/heldOut.ts";
import { messagesOf } from "../words/messages.ts";
import { raceSummary } from "../words/summary.ts";
import { ConvergenceFigure, convergenceCaption } from "./ConvergenceFigure.tsx";
import type { RecordFigure } from "./recordFigure.ts";

export const heldOut: RecordFigure = {
  id: "held-out",
  wide: [820, 440],
  narrow: [340, 380],
  of(record, language) {
    const measured = record.races.filter(({ descents }) => heldOutMeasures(descents).includes("loss"));
    const race = measured.find(({ rule }) => rule === "best") ?? measured[0];
    if (race === undefined) return null;
    const { figure, labels, race: words } = messagesOf(language);
    const shown = { record, race, language, on: "held-out" } as const;
    const sentences = [figure.heldOutCaption(words.rule[race.rule]), ...convergenceCaption(shown)];
    return {
      heading: figure.heldOutConvergence,
      caption: [...sentences, raceSummary(record, race, language).equal].join(labels.gap),
      draw: (size) => <ConvergenceFigure {...shown} clock="examples" {...size} />,
    };
  },
};
