/** Why the square (T2, T3): errors as areas, any power of them, and what an outlier does to the best constant. */

import { formatNumber } from "@nabla/report";
import { formNames, shapeEnds, shapeNames } from "../engine/formNames.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { readFields, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { Tasks } from "../Tasks.tsx";
import { NoiseExperiment } from "./NoiseExperiment.tsx";
import { SquaresNumbers } from "./SquaresNumbers.tsx";
import { SquaresPictures } from "./SquaresPictures.tsx";
import { farOut, partWays, questionOf, resists, type SquaresValues, squaresFields } from "./squaresState.ts";
import { squaresWords } from "./words/index.ts";

export function SquaresLesson({ language, state, onState }: LessonProps) {
  const words = squaresWords[language];
  const { values, ignored } = readFields(state, squaresFields);
  const change = (to: Partial<SquaresValues>): void => onState(writeFields({ ...values, ...to }));
  const { form, shape } = values;
  const { found, failed } = useAnswer("powers", questionOf(values));
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.errors}</legend>
          {shapeNames.map((each) => (
            <label key={each}>
              <input type="radio" name="shape" checked={shape === each} onChange={() => change({ shape: each })} />
              {words.shapes[each]}
            </label>
          ))}
          {shape === "power" ? (
            <NumberInput
              key="p"
              label={words.p}
              value={values.p}
              field={squaresFields.p}
              wrong={words.wrongPower}
              onChange={(p) => change({ p })}
              slider={{ ends: shapeEnds.power, step: 0.1, label: words.pSlider }}
            />
          ) : (
            <NumberInput
              key="delta"
              label={words.bend}
              value={values.delta}
              field={squaresFields.delta}
              wrong={words.wrongDelta}
              onChange={(delta) => change({ delta })}
              slider={{ ends: shapeEnds.huber, logarithmic: true, label: words.bendSlider }}
            />
          )}
          <NumberInput
            label={words.c}
            value={values.c}
            field={squaresFields.c}
            wrong={words.wrong}
            onChange={(c) => change({ c })}
            slider={{ ends: [0, 12], step: 0.01, label: words.cSlider }}
          />
          <NumberInput
            label={words.outlier}
            value={values.outlier}
            field={squaresFields.outlier}
            wrong={words.wrong}
            onChange={(outlier) => change({ outlier })}
            slider={{ ends: [0, 12], step: 0.01, label: words.outlierSlider }}
          />
        </fieldset>
        <fieldset>
          <legend>{words.form}</legend>
          {formNames.map((each) => (
            <label key={each}>
              <input type="radio" name="form" checked={form === each} onChange={() => change({ form: each })} />
              {words.forms[shape][each]}
            </label>
          ))}
          <NumberInput
            label={words.rate}
            value={values.rate}
            field={squaresFields.rate}
            wrong={words.wrongRate}
            onChange={(rate) => change({ rate })}
            slider={{ ends: [0.01, 2], logarithmic: true, label: words.rateSlider }}
          />
        </fieldset>
      </form>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {found !== null && (
        <>
          <SquaresPictures {...{ found, values, words, change }} />
          <SquaresNumbers {...{ found, form, words }} />
          <NoiseExperiment {...{ values, words, change }} />
          <Tasks
            language={language}
            tasks={[
              {
                id: "resists",
                text: words.tasks.resists(formatNumber(farOut.outlier), formatNumber(farOut.best)),
                done: resists(found),
              },
              { id: "partWays", text: words.tasks.partWays, done: partWays(found) },
            ]}
          />
        </>
      )}
    </LessonBody>
  );
}
