/** What the function page is asked: the formula, the point, the window and the descent, each with a box. */

import type { Language } from "@nabla/report";
import { Box } from "../app/Box.tsx";
import { optimizers } from "../engine/optimizers.ts";
import type { Question } from "./explore.ts";
import { FormulaBox } from "./FormulaBox.tsx";
import { mostSteps, presetNames, presets, ranges } from "./functionState.ts";
import type { FunctionWords } from "./words/index.ts";

interface FunctionFormProps {
  readonly question: Question;
  readonly isPlane: boolean;
  readonly words: FunctionWords;
  readonly language: Language;
  readonly onChange: (question: Question) => void;
}

type NumberField = keyof typeof ranges;

export function FunctionForm({ question, isPlane, words, language, onChange }: FunctionFormProps) {
  const box = (field: NumberField, label: string, wrong: string, allowed: (n: number) => boolean = () => true) => (
    <Box
      label={label}
      value={question[field]}
      write={String}
      read={(text) => {
        const value = Number(text);
        return text.trim() !== "" && ranges[field](value) && allowed(value) ? value : null;
      }}
      wrong={wrong}
      onChange={(value) => onChange({ ...question, [field]: value })}
    />
  );
  return (
    <form class="settings" onSubmit={(event) => event.preventDefault()}>
      <FormulaBox formula={question.formula} words={words} onChange={(formula) => onChange({ ...question, formula })} />
      <fieldset>
        <legend>{words.presets}</legend>
        <div class="row">
          {presetNames.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={question.formula === presets[name].formula}
              onClick={() => onChange({ ...presets[name], optimizer: question.optimizer })}
            >
              {words.presetNames[name]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.where}</legend>
        {box("x", "x", words.wrong)}
        {isPlane ? box("y", "y", words.wrong) : box("h", words.h, words.wrongH)}
      </fieldset>
      <fieldset>
        <legend>{words.window}</legend>
        {box("least", words.from, words.wrongWindow, (value) => value < question.most)}
        {box("most", words.to, words.wrongWindow, (value) => value > question.least)}
      </fieldset>
      <fieldset>
        <legend>{words.descent}</legend>
        <label>
          {words.optimizer}
          <select
            value={question.optimizer}
            onChange={(event) => onChange({ ...question, optimizer: event.currentTarget.value })}
          >
            {[...optimizers].map(([id, { info }]) => (
              <option key={id} value={id}>
                {info.name[language]}
              </option>
            ))}
          </select>
        </label>
        {box("rate", words.rate, words.wrongRate)}
        {box("steps", words.steps, words.wrongSteps(mostSteps))}
        <input
          type="range"
          min={0}
          max={Math.max(200, question.steps)}
          step={1}
          value={question.steps}
          aria-label={words.scrub}
          onInput={(event) => onChange({ ...question, steps: event.currentTarget.valueAsNumber })}
        />
      </fieldset>
    </form>
  );
}
