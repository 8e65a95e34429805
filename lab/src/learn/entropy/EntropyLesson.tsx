/** Cross-entropy (T4, T5): five logits to drag, their probabilities, the sum term by term, and the gradient p − t. */

import { formatNumber } from "@nabla/report";
import { targetNames } from "../engine/targets.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { readFields, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { Tasks } from "../Tasks.tsx";
import { Asleep } from "./Asleep.tsx";
import { EntropyNumbers } from "./EntropyNumbers.tsx";
import { EntropyPictures } from "./EntropyPictures.tsx";
import {
  type EntropyValues,
  entropyFields,
  goodLoss,
  isGood,
  logitNames,
  logitsOf,
  oneSleeps,
  onlyDoubt,
  sleeps,
  smallDivergence,
  weakEnough,
} from "./entropyState.ts";
import { WorkedExample } from "./WorkedExample.tsx";
import { entropyWords } from "./words/index.ts";

export function EntropyLesson({ language, state, onState }: LessonProps) {
  const words = entropyWords[language];
  const { values, ignored } = readFields(state, entropyFields);
  const change = (to: Partial<EntropyValues>): void => onState(writeFields({ ...values, ...to }));
  const { found, failed } = useAnswer("entropy", { logits: logitsOf(values), target: values.t });
  const trained = useAnswer("asleep", values.trained === "yes" ? { weight: values.w, rate: 1 } : null);
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.logits}</legend>
          {logitNames.map((name, i) => (
            <NumberInput
              key={name}
              label={words.logit(i + 1)}
              value={values[name]}
              field={entropyFields[name]}
              wrong={words.wrong}
              onChange={(value) => change({ [name]: value })}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.target}</legend>
          {targetNames.map((name) => (
            <label key={name}>
              <input type="radio" name="target" checked={values.t === name} onChange={() => change({ t: name })} />
              {words.targetNames[name]}
            </label>
          ))}
        </fieldset>
      </form>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {found !== null && (
        <>
          <EntropyPictures {...{ found, values, words, change }} />
          <EntropyNumbers found={found} words={words} />
          <WorkedExample words={words} language={language} change={change} />
          <Asleep {...{ values, words, change }} found={trained.found} />
          <Tasks
            language={language}
            tasks={[
              { id: "good", text: words.tasks.good(formatNumber(goodLoss)), done: isGood(found) },
              { id: "sleeps", text: words.tasks.sleeps(formatNumber(weakEnough)), done: sleeps(found) },
              { id: "doubt", text: words.tasks.doubt(formatNumber(smallDivergence)), done: onlyDoubt(found) },
              { id: "asleep", text: words.tasks.asleep, done: trained.found !== null && oneSleeps(trained.found) },
            ]}
          />
        </>
      )}
    </LessonBody>
  );
}
