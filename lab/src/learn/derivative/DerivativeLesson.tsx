/** The derivative (T8): secant and tangent, and why a step can be too short. */

import { formatNumber, LinesFigure, type LinesFigureProps, looksOf, SlopeFigure } from "@nabla/report";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { DragPlane } from "../../function/DragPlane.tsx";
import { FormulaBox } from "../../function/FormulaBox.tsx";
import { functionWords } from "../../function/words/index.ts";
import type { DerivativeAnswer } from "../engine/derivative.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { readFields, type ValuesOf, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { Tasks } from "../Tasks.tsx";
import { derivativeFields, goodError, isGood, isTooShort, presets } from "./derivativeState.ts";
import { reproductionOf } from "./reproduce.ts";
import { type DerivativeWords, derivativeWords } from "./words/index.ts";

type Values = ValuesOf<typeof derivativeFields>;

export function DerivativeLesson({ language, state, onState }: LessonProps) {
  const words = derivativeWords[language];
  const { values, ignored } = readFields(state, derivativeFields);
  const change = (to: Partial<Values>): void => onState(writeFields({ ...values, ...to }));
  const { found, failed } = useAnswer("derivative", { formula: values.f, x: values.x, h: values.h });
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.functions}</legend>
          <FormulaBox formula={values.f} of={["x"]} words={functionWords[language]} onChange={(f) => change({ f })} />
          {presets.map((f) => (
            <button key={f} type="button" aria-pressed={values.f === f} onClick={() => change({ f })}>
              {f}
            </button>
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.point}</legend>
          <NumberInput
            label="x"
            value={values.x}
            field={derivativeFields.x}
            wrong={words.wrong}
            onChange={(x) => change({ x })}
          />
          <NumberInput
            label={words.h}
            value={values.h}
            field={derivativeFields.h}
            wrong={words.wrongWidth}
            onChange={(h) => change({ h })}
            slider={{ ends: [1e-16, 1], logarithmic: true, label: words.hSlider }}
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
          {!Number.isFinite(found.value + found.slope) && (
            <p class="notice" role="status">
              {functionWords[language].hole}
            </p>
          )}
          <Pictures {...{ found, values, words, change }} />
          <table class="facts" aria-label={words.numbers}>
            <tbody>
              {(
                [
                  [words.exact, Number.isFinite(found.value) ? found.slope : Number.NaN],
                  [words.bySecant, found.secant],
                  [words.error, found.error],
                ] as const
              ).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{formatNumber(value, 12)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Tasks
            language={language}
            tasks={[
              { id: "good", text: words.tasks.good(formatNumber(goodError)), done: isGood(found) },
              { id: "short", text: words.tasks.short, done: isTooShort(found) },
            ]}
          />
        </>
      )}
    </LessonBody>
  );
}

const [look] = looksOf([{ batchSize: "full", decay: 0 }]);
const ends = [-3, 3] as const;
const gap = 16;

const errorFigure = ({ errors, error, question }: DerivativeAnswer, words: DerivativeWords) =>
  ({
    title: words.errors,
    description: words.errorText(formatNumber(question.h), formatNumber(error)),
    horizontal: { label: "h", kind: "logarithmic", ends: [1e-16, 1] },
    vertical: { label: "", kind: "logarithmic", ends: [1e-13, 100] },
    lines: [{ name: words.error, look: { ...look, marker: null }, points: errors }],
    marks: [{ at: question.h, label: formatNumber(error) }],
  }) satisfies LinesFigureProps;

interface PicturesProps {
  readonly found: DerivativeAnswer;
  readonly values: Values;
  readonly words: DerivativeWords;
  readonly change: (to: Partial<Values>) => void;
}

function Pictures({ found, values, words, change }: PicturesProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(900);
  const columns = available < 700 ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const { question, value, slope, ahead, places, values: heights } = found;
  const origin = { note: words.note(question.formula, question.x, question.h), reproduce: reproductionOf(question) };
  return (
    <div class="panels" ref={place}>
      <Exported {...origin}>
        <DragPlane
          horizontal={ends}
          vertical={null}
          onMove={(x) => change({ x })}
          keys={{ label: words.keys, at: [values.x, 0] }}
        >
          <SlopeFigure
            id="secant"
            width={width}
            height={380}
            title={words.title}
            description={words.slopeText(formatNumber(question.x), formatNumber(slope))}
            axis="x"
            names={{ curve: words.curve, tangent: words.tangent, secant: words.secant }}
            places={places}
            values={heights}
            point={{ x: question.x, value }}
            slope={slope}
            secantTo={{ x: question.x + question.h, value: ahead }}
          />
        </DragPlane>
      </Exported>
      <Exported {...origin}>
        <LinesFigure id="secant-error" width={width} height={380} {...errorFigure(found, words)} />
      </Exported>
    </div>
  );
}
