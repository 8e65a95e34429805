/** Batch, stochastic and mini-batch gradient descent (T12–T15): what a batch sees, and what comes of it. */

import { readFields, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { BatchesLive } from "./BatchesLive.tsx";
import { type BatchesValues, batchesFields, rows } from "./batchesState.ts";
import { batchesWords } from "./words/index.ts";

export function BatchesLesson({ language, state, onState }: LessonProps) {
  const words = batchesWords[language];
  const { values, ignored } = readFields(state, batchesFields);
  const change = (to: Partial<BatchesValues>): void => onState(writeFields({ ...values, ...to }));
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset class="wide">
          <NumberInput
            label={words.size}
            value={values.b}
            field={batchesFields.b}
            wrong={words.wrongSize}
            onChange={(b) => change({ b })}
            slider={{ ends: [1, rows], logarithmic: true, step: 1, label: words.sizeSlider }}
          />
        </fieldset>
        <fieldset>
          <legend>{words.draw}</legend>
          {batchesFields.draw.choices.map((each) => (
            <label key={each}>
              <input type="radio" name="draw" checked={values.draw === each} onChange={() => change({ draw: each })} />
              {words.draws[each]}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <NumberInput
            label={words.rate}
            value={values.rate}
            field={batchesFields.rate}
            wrong={words.wrongRate}
            onChange={(rate) => change({ rate })}
          />
          <NumberInput
            label={words.seed}
            value={values.seed}
            field={batchesFields.seed}
            wrong={words.wrongSeed}
            onChange={(seed) => change({ seed })}
          />
        </fieldset>
      </form>
      <BatchesLive
        values={values}
        onMoment={(moment) => ignored.length === 0 && change(moment)}
        words={words}
        language={language}
      />
    </LessonBody>
  );
}
