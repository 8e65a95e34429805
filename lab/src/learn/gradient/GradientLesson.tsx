/** Partial derivative and gradient (T6, T9): a point on a surface, its two cuts, and the slope in every direction. */

import { planeNames } from "../engine/planeNames.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { readFields, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { Tasks } from "../Tasks.tsx";
import { fallsAtRest, loses } from "./GradientNumbers.tsx";
import { GradientPictures } from "./GradientPictures.tsx";
import { beginnings, type GradientValues, gradientFields } from "./gradientState.ts";
import { gradientWords } from "./words/index.ts";

export function GradientLesson({ language, state, onState }: LessonProps) {
  const words = gradientWords[language];
  const { values, ignored } = readFields(state, gradientFields);
  const change = (to: Partial<GradientValues>): void => onState(writeFields({ ...values, ...to }));
  const { f, x0, x1, hold, angle, length } = values;
  const { found, failed } = useAnswer("plane", { plane: f, point: [x0, x1], angle, length });
  const surface = useAnswer("planeSurface", f).found;
  const axes = words.axes(f === "loss");
  const box = (field: "x0" | "x1", label: string) => (
    <NumberInput
      label={label}
      value={values[field]}
      field={gradientFields[field]}
      wrong={words.wrong}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.functions}</legend>
          {planeNames.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={f === name}
              onClick={() => change({ f: name, ...beginnings[name] })}
            >
              {words.functionNames[name]}
            </button>
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.point}</legend>
          {box("x0", axes[0])}
          {box("x1", axes[1])}
        </fieldset>
        <fieldset>
          <legend>{words.hold}</legend>
          {gradientFields.hold.choices.map((each) => (
            <label key={each}>
              <input type="radio" name="hold" checked={hold === each} onChange={() => change({ hold: each })} />
              {each === "none" ? words.holdNothing : axes[each === "x0" ? 0 : 1]}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.direction}</legend>
          <NumberInput
            label={words.angle}
            value={angle}
            field={gradientFields.angle}
            wrong={words.wrongAngle}
            onChange={(value) => change({ angle: value })}
            slider={{ ends: [0, 360], label: words.angleSlider }}
          />
          <NumberInput
            label={words.length}
            value={length}
            field={gradientFields.length}
            wrong={words.wrongLength}
            onChange={(value) => change({ length: value })}
            slider={{ ends: [0.01, 8], logarithmic: true, label: words.lengthSlider }}
          />
        </fieldset>
      </form>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {found !== null && surface !== null && (
        <>
          <GradientPictures {...{ found, surface, values, words, axes, language, change }} />
          <Tasks
            language={language}
            tasks={[
              {
                id: "loses",
                text: words.tasks.loses,
                done: f === "loss" && found.question.plane === f && loses(found),
              },
              { id: "saddle", text: words.tasks.saddle, done: found.question.plane === "saddle" && fallsAtRest(found) },
            ]}
          />
        </>
      )}
    </LessonBody>
  );
}
