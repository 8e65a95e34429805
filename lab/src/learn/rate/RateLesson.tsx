/** The learning rate (T10): how long a step may be, and what was measured about it. */

import { readFields, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { RateLive } from "./RateLive.tsx";
import { type RateValues, rateFields, ratesOf, updates } from "./rateState.ts";
import { rateWords } from "./words/index.ts";

export function RateLesson({ language, state, onState }: LessonProps) {
  const words = rateWords[language];
  const { values, ignored } = readFields(state, rateFields);
  const { data, rate } = values;
  const change = (to: Partial<RateValues>): void => onState(writeFields({ ...values, ...to }));
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.data}</legend>
          {rateFields.data.choices.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={data === name}
              onClick={() => change({ data: name, rate: ratesOf[name].usual, at: updates })}
            >
              {words.sources[name]}
            </button>
          ))}
        </fieldset>
        <fieldset class="wide">
          <NumberInput
            label={words.rate}
            value={rate}
            field={rateFields.rate}
            wrong={words.wrongRate}
            onChange={(value) => change({ rate: value })}
            slider={{ ends: ratesOf[data].ends, logarithmic: true, label: words.rateSlider }}
          />
        </fieldset>
      </form>
      {/* Other data begin anew: nothing of one may stand beside the numbers of another. */}
      <RateLive
        key={data}
        values={values}
        onMoment={(at) => ignored.length === 0 && change({ at })}
        words={words}
        language={language}
      />
    </LessonBody>
  );
}
