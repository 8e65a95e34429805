/** What a loss is (T1): a line among its data, and the same line as one point of the loss. */

import { formatNumber } from "@nabla/report";
import { useState } from "preact/hooks";
import type { LineAnswer } from "../engine/lineLoss.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { readFields, type ValuesOf, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { Tasks } from "../Tasks.tsx";
import { LossPictures } from "./LossPictures.tsx";
import { largeLoss, lossFields, meetsOne, smallLoss, tried } from "./lossState.ts";
import { lossWords } from "./words/index.ts";

export function LossLesson({ language, state, onState }: LessonProps) {
  const words = lossWords[language];
  const { values, ignored } = readFields(state, lossFields);
  const change = (to: Partial<ValuesOf<typeof lossFields>>): void => onState(writeFields({ ...values, ...to }));
  const { found, failed } = useAnswer("line", values);
  const surface = useAnswer("planeSurface", "loss").found;
  const [before, setBefore] = useState<readonly LineAnswer[]>([]);
  const lines = tried(before, found);
  if (lines !== before) setBefore(lines);
  const input = (field: "w" | "b", label: string, slider: string, ends: readonly [number, number]) => (
    <NumberInput
      label={label}
      value={values[field]}
      field={lossFields[field]}
      wrong={words.wrong}
      onChange={(value) => change({ [field]: value })}
      slider={{ ends, step: 0.01, label: slider }}
    />
  );
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.line}</legend>
          {input("w", words.slope, words.slopeSlider, [-1.5, 4.5])}
          {input("b", words.height, words.heightSlider, [-2, 4])}
          <button type="button" onClick={() => setBefore(found === null ? [] : [found])}>
            {words.forget}
          </button>
        </fieldset>
      </form>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {found !== null && (
        <>
          <LossPictures {...{ found, surface, lines, values, words, language, change }} />
          <Tasks
            language={language}
            tasks={[
              { id: "small", text: words.tasks.small(formatNumber(smallLoss)), done: found.loss < smallLoss },
              { id: "meets", text: words.tasks.meets(formatNumber(largeLoss)), done: meetsOne(found) },
            ]}
          />
        </>
      )}
    </LessonBody>
  );
}
